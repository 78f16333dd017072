import { t } from '../base/l10n.ts';
import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { jsonComments, yamlComments, type Comment } from '../syntax/comments.ts';
import { afterLineBreak, isFirstOnLine, lineEnd, lineStart } from '../syntax/layout.ts';
import type { CommentStyle, Suppression, SuppressionProblem, Suppressions } from './suppression.ts';

/** What a comment begins with, and what of the file it speaks about. */
const DIRECTIVES = {
  'edge-gpu-disable-next-line': 'next-line',
  'edge-gpu-disable-line': 'line',
  'edge-gpu-disable-file': 'file',
} as const;

type Reach = (typeof DIRECTIVES)[keyof typeof DIRECTIVES];

/**
 * Returns what the comments of a text suppress: `edge-gpu-disable-next-line RULE, RULE -- why`,
 * `…-line` for the comment's own line, `…-file` for the whole text; without a rule, of every rule.
 * The next line is the next one that is not empty and holds more than comments.
 */
export function commentSuppressions(text: string, style: CommentStyle): Suppressions {
  const comments = style === 'json' ? jsonComments(text) : yamlComments(text);
  const suppressions: Suppression[] = [];
  const problems: SuppressionProblem[] = [];
  for (const comment of comments) {
    const directive = directiveOf(text, comment);
    if (!directive) continue;
    if (!directive.reach) {
      const known = Object.keys(DIRECTIVES).join(', ');
      const message = t("'{0}' is not a suppression; they are {1}", directive.word, known);
      problems.push({ at: directive.at, message });
      continue;
    }
    const scope = scopeOf(text, comments, comment, directive.reach);
    if (directive.rules.length === 0) {
      const remove = [withoutComment(text, comment)];
      suppressions.push({ rule: undefined, at: directive.at, scope, remove });
    }
    for (const [index, { rule, at }] of directive.rules.entries()) {
      const remove = [
        directive.rules.length === 1
          ? withoutComment(text, comment)
          : withoutRule(directive.rules, index),
      ];
      suppressions.push({ rule, at, scope, remove });
    }
  }
  return { suppressions, problems };
}

interface Directive {
  readonly word: string;
  readonly at: Span;
  /** `undefined` for a word that is no directive. */
  readonly reach: Reach | undefined;
  readonly rules: readonly NamedRule[];
}

interface NamedRule {
  readonly rule: string;
  readonly at: Span;
}

function directiveOf(text: string, { content }: Comment): Directive | undefined {
  const written = text.slice(content.start, content.end);
  const match = /^[\s*]*(edge-gpu-disable[\w-]*)(?=$|[\s,:])/.exec(written);
  const word = match?.[1];
  if (!match || word === undefined) return undefined;
  const start = content.start + match[0].length - word.length;
  const at = { start, end: start + word.length };
  const reach = isDirective(word) ? DIRECTIVES[word] : undefined;
  const rest = written.slice(match[0].length);
  // The reason is for people; what else stands there are names.
  const reason = /(?:^|\s)--(?:\s|$)/.exec(rest);
  const listed = reason ? rest.slice(0, reason.index) : rest;
  const rules = [...listed.matchAll(/[^\s,:]+/g)].map((name): NamedRule => {
    const from = at.end + name.index;
    return { rule: name[0], at: { start: from, end: from + name[0].length } };
  });
  return { word, at, reach, rules };
}

function isDirective(word: string): word is keyof typeof DIRECTIVES {
  return Object.hasOwn(DIRECTIVES, word);
}

function scopeOf(text: string, comments: readonly Comment[], comment: Comment, reach: Reach): Span {
  switch (reach) {
    case 'file':
      return { start: 0, end: text.length };
    case 'line':
      return lineOf(text, comment.start);
    case 'next-line':
      return nextLine(text, comments, comment);
  }
}

function lineOf(text: string, offset: number): Span {
  return { start: lineStart(text, offset), end: lineEnd(text, offset) };
}

function nextLine(text: string, comments: readonly Comment[], comment: Comment): Span {
  let next = comments.indexOf(comment) + 1;
  let offset = afterLineBreak(text, lineEnd(text, comment.end));
  while (offset < text.length) {
    const line = lineOf(text, offset);
    const first = line.start + (/^\s*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0);
    while ((comments[next]?.start ?? Infinity) < first) next++;
    const here = comments[next];
    if (first < line.end && here?.start !== first) return line;
    // A comment of several lines is passed over whole.
    const end = here?.start === first ? lineEnd(text, here.end) : line.end;
    const after = afterLineBreak(text, end);
    if (after === end) break;
    offset = after;
  }
  return { start: text.length, end: text.length };
}

/** Takes the whole line away when nothing else stands on it. */
function withoutComment(text: string, { start, end }: Comment): TextEdit {
  const isAlone = isFirstOnLine(text, start) && text.slice(end, lineEnd(text, end)).trim() === '';
  if (isAlone) {
    const span = { start: lineStart(text, start), end: afterLineBreak(text, lineEnd(text, end)) };
    return { span, newText: '' };
  }
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  return { span: { start: from, end }, newText: '' };
}

/** Takes a name away, with what parts it from its neighbour. */
function withoutRule(rules: readonly NamedRule[], index: number): TextEdit {
  const { start, end } = rules[index]?.at ?? { start: 0, end: 0 };
  const next = rules[index + 1];
  const before = rules[index - 1];
  const span = next ? { start, end: next.at.start } : { start: before?.at.end ?? start, end };
  return { span, newText: '' };
}
