import { t } from '../base/l10n.ts';
import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Span } from '../base/span.ts';
import { isBeforeColon, stringReader, type StringReader } from './json-string.ts';
import { maxDepth, maxProblems } from './limits.ts';
import type {
  ArrayNode,
  Node,
  ObjectNode,
  Property,
  StringNode,
  SyntaxProblem,
  Tree,
} from './node.ts';

export { sourceOffset, sourceSpan, valueIndex } from './json-string.ts';

/**
 * Returns the tree of a JSON text and what is wrong with it. Comments and trailing commas are not
 * wrong, nor are strings with line breaks; of a half-typed text it keeps all that can be read.
 */
export function parseJson(text: string): Tree {
  const reader = open(text);
  let root: Node | undefined;
  while (!root && reader.kind !== token.eof) root = readItem(reader, 0);
  if (reader.kind !== token.eof) report(reader, reader, t('expected the end of the file'));
  else if (!root && reader.problems.length === 0) missing(reader, t('expected a value'));
  return { root, problems: reader.problems };
}

/** The scanner's own enumeration of its tokens is ambient and has no values for us at run time. */
const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
  eof: 17,
} as const;

/** Where the reading of a text stands: at a token, whose span is that of the reader. */
interface Reader {
  readonly text: string;
  readonly scanner: JSONScanner;
  readonly readString: StringReader;
  readonly problems: SyntaxProblem[];
  kind: number;
  start: number;
  end: number;
  /** The token, when it is a string. */
  string: StringNode | undefined;
  /** Where the token before ends. */
  previousEnd: number;
  openObjects: number;
  openArrays: number;
  tooDeep: boolean;
}

function open(text: string): Reader {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const reader: Reader = {
    text,
    scanner: createScanner(text, false),
    readString: stringReader(text),
    problems: [],
    kind: token.unknown,
    start,
    end: start,
    string: undefined,
    previousEnd: start,
    openObjects: 0,
    openArrays: 0,
    tooDeep: false,
  };
  advance(reader);
  return reader;
}

function advance(reader: Reader): void {
  const { text, scanner } = reader;
  reader.previousEnd = reader.end;
  let offset = reader.end;
  for (;;) {
    let code = text.charCodeAt(offset);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      code = text.charCodeAt(++offset);
    }
    if (code === 0x22) {
      advanceToString(reader, offset);
      return;
    }
    scanner.setPosition(offset);
    const kind: number = scanner.scan();
    const end = Math.min(scanner.getPosition(), text.length);
    if (kind !== token.lineComment && kind !== token.blockComment) {
      reader.kind = kind;
      reader.start = offset;
      reader.end = end;
      return;
    }
    if (isBroken(scanner)) {
      report(reader, { start: offset, end }, t('expected the end of the comment'));
    }
    offset = end;
  }
}

/** Says whether the scanner had to guess where its token ends. */
function isBroken(scanner: JSONScanner): boolean {
  const error: number = scanner.getTokenError();
  return error !== 0;
}

function advanceToString(reader: Reader, offset: number): void {
  const { node, problems } = reader.readString(offset);
  reader.kind = token.string;
  reader.start = offset;
  reader.end = node.end;
  reader.string = node;
  for (const { span, message } of problems) report(reader, span, message);
}

/** One mistake is told once: a problem that touches the one before follows from it. */
function report(reader: Reader, { start, end }: Span, message: string): void {
  const last = reader.problems.at(-1);
  if (last && start <= last.span.end) return;
  if (reader.problems.length < maxProblems) reader.problems.push({ span: { start, end }, message });
}

/** Says what should stand right after the token before. */
function missing(reader: Reader, message: string): void {
  report(reader, { start: reader.previousEnd, end: reader.previousEnd }, message);
}

/** Reads a value; passes over a token that begins none. */
function readItem(reader: Reader, depth: number): Node | undefined {
  const before = reader.start;
  const node = readValue(reader, depth);
  if (!node && reader.start === before) {
    report(reader, reader, t('expected a value'));
    advance(reader);
  }
  return node;
}

function isValueStart(kind: number): boolean {
  return (
    kind === token.openBrace ||
    kind === token.openBracket ||
    (kind >= token.null && kind <= token.number)
  );
}

/** Reads a value if one begins here; too deep a value is passed over and gives no node. */
function readValue(reader: Reader, depth: number): Node | undefined {
  const { kind, start, end } = reader;
  switch (kind) {
    case token.openBrace:
      return depth < maxDepth ? readObject(reader, depth + 1) : passOver(reader);
    case token.openBracket:
      return depth < maxDepth ? readArray(reader, depth + 1) : passOver(reader);
    case token.string: {
      const { string } = reader;
      advance(reader);
      return string;
    }
    case token.number: {
      if (isBroken(reader.scanner)) report(reader, { start, end }, t('expected a digit'));
      const value = Number.parseFloat(reader.text.slice(start, end));
      advance(reader);
      return { kind: 'number', start, end, value };
    }
    case token.true:
    case token.false:
      advance(reader);
      return { kind: 'boolean', start, end, value: kind === token.true };
    case token.null:
      advance(reader);
      return { kind: 'null', start, end };
    default:
      return undefined;
  }
}

function passOver(reader: Reader): undefined {
  if (!reader.tooDeep) {
    const span = { start: reader.start, end: reader.end };
    report(reader, span, t('expected no more than {0} levels of nesting', maxDepth));
    reader.tooDeep = true;
  }
  let depth = 0;
  do {
    if (reader.kind === token.openBrace || reader.kind === token.openBracket) depth++;
    if (reader.kind === token.closeBrace || reader.kind === token.closeBracket) depth--;
    advance(reader);
  } while (depth > 0 && reader.kind !== token.eof);
}

function readObject(reader: Reader, depth: number): ObjectNode {
  const { start } = reader;
  const properties: Property[] = [];
  reader.openObjects++;
  advance(reader);
  let isSeparated = true;
  let end: number;
  for (;;) {
    if (reader.kind === token.closeBrace) {
      advance(reader);
      end = reader.previousEnd;
      break;
    }
    if (
      reader.kind === token.eof ||
      (reader.kind === token.closeBracket && reader.openArrays > 0)
    ) {
      missing(reader, t('expected a closing brace'));
      end = unclosedEnd(reader);
      break;
    }
    if (reader.kind === token.comma) {
      if (isSeparated) report(reader, reader, t('expected a name'));
      isSeparated = true;
      advance(reader);
    } else if (reader.kind === token.string || isName(reader)) {
      if (!isSeparated) missing(reader, t('expected a comma'));
      properties.push(readProperty(reader, depth));
      isSeparated = false;
    } else {
      report(reader, reader, t('expected a name in double quotes'));
      if (isValueStart(reader.kind)) readValue(reader, depth);
      else advance(reader);
      isSeparated = false;
    }
  }
  reader.openObjects--;
  return { kind: 'object', start, end, properties };
}

function readArray(reader: Reader, depth: number): ArrayNode {
  const { start } = reader;
  const items: Node[] = [];
  reader.openArrays++;
  advance(reader);
  let isSeparated = true;
  let end: number;
  for (;;) {
    if (reader.kind === token.closeBracket) {
      advance(reader);
      end = reader.previousEnd;
      break;
    }
    if (
      reader.kind === token.eof ||
      (reader.openObjects > 0 && (reader.kind === token.closeBrace || isName(reader)))
    ) {
      missing(reader, t('expected a closing bracket'));
      end = unclosedEnd(reader);
      break;
    }
    if (reader.kind === token.comma) {
      if (isSeparated) report(reader, reader, t('expected a value'));
      isSeparated = true;
      advance(reader);
    } else {
      if (!isSeparated) missing(reader, t('expected a comma'));
      const item = readItem(reader, depth);
      if (item) items.push(item);
      isSeparated = false;
    }
  }
  reader.openArrays--;
  return { kind: 'array', start, end, items };
}

/** An unclosed object or array of a half-typed text reaches to its end, where the cursor may be. */
function unclosedEnd({ kind, text, previousEnd }: Reader): number {
  return kind === token.eof ? text.length : previousEnd;
}

function readProperty(reader: Reader, depth: number): Property {
  const key = readName(reader);
  if (reader.kind === token.colon) advance(reader);
  else {
    missing(reader, t('expected a colon'));
    if (!isValueStart(reader.kind) || isName(reader) || isOnNextLine(reader)) {
      return { start: key.start, end: key.end, key, value: undefined };
    }
  }
  // A name here is that of the next member: the value is still to be typed.
  if (isName(reader) || !(isValueStart(reader.kind) || reader.kind === token.unknown)) {
    missing(reader, t('expected a value'));
    const end = blanksEnd(reader.text, reader.previousEnd);
    return { start: key.start, end, key, value: undefined };
  }
  const value = readItem(reader, depth);
  return { start: key.start, end: value?.end ?? reader.previousEnd, key, value };
}

function readName(reader: Reader): StringNode {
  const { text, kind, start, end, string } = reader;
  advance(reader);
  if (kind === token.string && string) return string;
  report(reader, { start, end }, t('expected a name in double quotes'));
  return { kind: 'string', start, end, value: text.slice(start, end), indent: 0 };
}

/** Says whether the token is a name: a string or a bare word before a colon. */
function isName({ text, kind, end }: Reader): boolean {
  return kind >= token.null && isBeforeColon(text, end);
}

function isOnNextLine({ text, previousEnd, start }: Reader): boolean {
  return /[\r\n]/.test(text.slice(previousEnd, start));
}

/** A member without value reaches over the blanks after its colon, where the value will be. */
function blanksEnd(text: string, offset: number): number {
  let end = offset;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}
