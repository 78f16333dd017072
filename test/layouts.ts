import { createScanner, parse } from 'jsonc-parser';

/** Kinds of tokens as the scanner of `jsonc-parser` numbers them. */
const TOKEN = {
  openBrace: 1,
  openBracket: 3,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  trivia: 15,
  lineBreak: 14,
  end: 17,
};

interface Token {
  readonly kind: number;
  readonly start: number;
  readonly text: string;
}

function tokensOf(text: string): readonly Token[] {
  const scanner = createScanner(text, false);
  const tokens: Token[] = [];
  for (let kind: number = scanner.scan(); kind !== TOKEN.end; kind = scanner.scan()) {
    tokens.push({ kind, start: scanner.getTokenOffset(), text: scanner.getTokenValue() });
  }
  return tokens.map((token, index) => ({
    ...token,
    text: text.slice(token.start, tokens[index + 1]?.start ?? text.length),
  }));
}

function isBlank({ kind }: Token): boolean {
  return kind === TOKEN.trivia || kind === TOKEN.lineBreak;
}

function isComment({ kind }: Token): boolean {
  return kind === TOKEN.lineComment || kind === TOKEN.blockComment;
}

/** The comments of a JSON text, in the order written. */
export function commentsOf(text: string): readonly string[] {
  return tokensOf(text)
    .filter(isComment)
    .map((token) => token.text.trimEnd());
}

/** A comma behind the last member of each object and the last item of each array. */
function withTrailingCommas(text: string): string {
  let result = '';
  let previous: number = TOKEN.openBrace;
  for (const token of tokensOf(text)) {
    const closes = token.text.startsWith('}') || token.text.startsWith(']');
    const isAfterElement =
      previous !== TOKEN.openBrace && previous !== TOKEN.openBracket && previous !== TOKEN.comma;
    result += closes && isAfterElement && !isComment(token) ? `,${token.text}` : token.text;
    if (!isBlank(token) && !isComment(token)) previous = token.kind;
  }
  return result;
}

/** A comment of its own behind every token, and one at the end of each line. */
function withCommentsEverywhere(text: string): string {
  let count = 0;
  return tokensOf(text)
    .map((token) => {
      if (token.kind === TOKEN.lineBreak) return ` // line ${count++}${token.text}`;
      return isBlank(token) || isComment(token) ? token.text : `${token.text} /* ${count++} */`;
    })
    .join('');
}

function withTabs(text: string): string {
  return text.replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2));
}

/** Ways to write the same JSON; each is given a text with LF, two spaces and some comments. */
export const layouts: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with tabs': withTabs,
  'with tabs and CRLF': (text) => withTabs(text).replaceAll('\n', '\r\n'),
  minified: (text) => JSON.stringify(parse(text)),
  'with four spaces': (text) => JSON.stringify(parse(text), null, 4),
  'with trailing commas': withTrailingCommas,
  'with comments everywhere': withCommentsEverywhere,
  'with comments, trailing commas, tabs and CRLF': (text) =>
    withTabs(withTrailingCommas(withCommentsEverywhere(text))).replaceAll('\n', '\r\n'),
  'with a byte order mark': (text) => `\uFEFF${text}`,
};
