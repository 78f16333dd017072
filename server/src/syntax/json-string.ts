import { t } from '../base/l10n.ts';
import type { Span } from '../base/span.ts';
import type { StringNode, SyntaxProblem } from './node.ts';

/** A string as it was read from JSON. */
export interface ReadString {
  readonly node: StringNode;
  readonly problems: readonly SyntaxProblem[];
}

/** Reads strings of one text, each from the offset of its opening quote. */
export type StringReader = (start: number) => ReadString;

const quote = 0x22;
const backslash = 0x5c;
const none: readonly SyntaxProblem[] = [];

/**
 * Returns a reader of the strings of `text`. A string may contain line breaks when its closing
 * quote stands where a string can end; otherwise it is unclosed and ends with its line.
 */
export function stringReader(text: string): StringReader {
  const closingQuoteAfter = quoteFinder(text);
  return (start) => {
    let end = start + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        const value = text.slice(start + 1, end);
        return { node: { kind: 'string', start, end: end + 1, value, indent: 1 }, problems: none };
      }
      if (code === backslash || isLineBreak(code)) break;
    }
    const lineEnd = lineEndOrQuote(text, end);
    const close =
      text.charCodeAt(lineEnd) === quote ? lineEnd : closingQuoteAfter(start + 1, lineEnd);
    return decode(text, start, close ?? lineEnd, close !== undefined);
  };
}

/** Returns the source offset of the character at `index` of the string's decoded value. */
export function sourceOffset(text: string, node: StringNode, index: number): number {
  const wanted = Math.max(0, Math.min(index, node.value.length));
  if (node.indent !== undefined) return node.start + node.indent + wanted;
  // Escapes are those of JSON; a folded or block text of YAML has no such mapping.
  if (text.charCodeAt(node.start) !== quote) return node.start;
  let offset = node.start + 1;
  let length = 0;
  while (offset < node.end) {
    const piece = pieceAt(text, offset);
    // A piece that stands for nothing belongs to the character before it.
    if (length === wanted && piece.value !== '') break;
    length += piece.value.length;
    offset += piece.length;
  }
  return Math.min(offset, node.end);
}

/** Returns the index in the string's decoded value of the character at a source offset. */
export function valueIndex(text: string, node: StringNode, offset: number): number {
  if (node.indent !== undefined) {
    return Math.max(0, Math.min(offset - node.start - node.indent, node.value.length));
  }
  let index = 0;
  for (let source = node.start + 1; source < Math.min(offset, node.end);) {
    const piece = pieceAt(text, source);
    index += piece.value.length;
    source += piece.length;
  }
  return Math.min(index, node.value.length);
}

/** Returns the source span of a span of the string's decoded value. */
export function sourceSpan(text: string, node: StringNode, span: Span): Span {
  const start = sourceOffset(text, node, span.start);
  return { start, end: Math.max(start, sourceOffset(text, node, span.end)) };
}

/** Says whether the next character after white space is a colon, as after a member's name. */
export function isBeforeColon(text: string, offset: number): boolean {
  return text[skipBlanks(text, offset)] === ':';
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

function lineEndOrQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote || isLineBreak(code)) return i;
    if (code === backslash && i + 1 < text.length && !isLineBreak(text.charCodeAt(i + 1))) i++;
  }
  return text.length;
}

/**
 * Returns a function that finds the quote that closes a string of several lines, if one does.
 * It remembers the last quote it looked at: many unclosed strings may share it, and looking anew
 * for each of them would take quadratic time.
 */
function quoteFinder(text: string): (start: number, from: number) => number | undefined {
  let searchedFrom = 0;
  let found = -1;
  let closes = false;
  return (start, from) => {
    if (start < searchedFrom || start > found) {
      searchedFrom = start;
      found = nextQuote(text, from);
      closes = found < text.length && isStringEnd(text, found + 1);
    }
    return closes ? found : undefined;
  };
}

function nextQuote(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) !== quote) {
    i += text.charCodeAt(i) === backslash && !isLineBreak(text.charCodeAt(i + 1)) ? 2 : 1;
  }
  return Math.min(i, text.length);
}

function isStringEnd(text: string, offset: number): boolean {
  const next = text[skipBlanks(text, offset)];
  return next === undefined || ',}]:'.includes(next);
}

function skipBlanks(text: string, offset: number): number {
  let i = offset;
  while (' \t\r\n'.includes(text[i] ?? 'x')) i++;
  return i;
}

function decode(text: string, start: number, contentEnd: number, closed: boolean): ReadString {
  const problems: SyntaxProblem[] = [];
  let value = '';
  let plainFrom = start + 1;
  for (let i = start + 1; i < contentEnd;) {
    if (text.charCodeAt(i) !== backslash) {
      i++;
      continue;
    }
    const piece = pieceAt(text, i);
    const length = Math.min(piece.length, contentEnd - i);
    if (piece.value === '') {
      problems.push({ span: { start: i, end: i + length }, message: t('expected a valid escape') });
    }
    value += text.slice(plainFrom, i) + piece.value;
    i += length;
    plainFrom = i;
  }
  value += text.slice(plainFrom, contentEnd);
  const end = closed ? contentEnd + 1 : contentEnd;
  if (!closed) problems.push({ span: { start, end }, message: t('expected a closing quote') });
  const indent = value.length === contentEnd - start - 1 ? 1 : undefined;
  return { node: { kind: 'string', start, end, value, indent }, problems };
}

interface Piece {
  /** What the piece stands for; empty for an escape that JSON does not have. */
  readonly value: string;
  /** Characters of source. */
  readonly length: number;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Returns the character or the escape at `offset` of the inside of a string. */
function pieceAt(text: string, offset: number): Piece {
  const char = text.charAt(offset);
  if (char !== '\\') return { value: char, length: 1 };
  const letter = text.charAt(offset + 1);
  if (letter === 'u') {
    const digits = /^[0-9a-fA-F]{0,4}/.exec(text.slice(offset + 2, offset + 6))?.[0] ?? '';
    const value = digits.length === 4 ? String.fromCharCode(Number.parseInt(digits, 16)) : '';
    return { value, length: 2 + digits.length };
  }
  const isAlone = letter === '' || isLineBreak(letter.charCodeAt(0));
  return { value: escapes.get(letter) ?? '', length: isAlone ? 1 : 2 };
}
