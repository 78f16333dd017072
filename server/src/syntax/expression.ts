import { t } from '../base/l10n.ts';
import { recent } from '../base/recent.ts';
import type { Span } from '../base/span.ts';
import type { SyntaxProblem } from './node.ts';

/** A parsed ARM expression. Spans are offsets into the decoded string, brackets included. */
export type Expression =
  StringLiteral | NumberLiteral | Call | PropertyAccess | IndexAccess | MissingExpression;

export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
}

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** Written with a fraction or an exponent. */
  readonly float?: true;
  /** The int itself, where `value` cannot hold all of its digits. */
  readonly exact?: bigint;
}

export interface Call extends Span {
  readonly kind: 'call';
  /** `contoso` in `contoso.uniqueName('a')`. */
  readonly namespace: Name | undefined;
  readonly name: Name;
  readonly args: readonly Expression[];
}

export interface PropertyAccess extends Span {
  readonly kind: 'property';
  readonly object: Expression;
  readonly name: Name;
  /** `.?` gives null where the member is missing. */
  readonly safe?: true;
}

export interface IndexAccess extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
  readonly safe?: true;
}

/** Stands where an expression should be but is not, or not yet. */
export interface MissingExpression extends Span {
  readonly kind: 'missing';
}

export interface Name extends Span {
  readonly text: string;
}

export interface ParsedExpression {
  readonly expression: Expression;
  readonly problems: readonly SyntaxProblem[];
}

/** The longest expression that Azure accepts, in characters. */
const MAX_LENGTH = 24_576;

/** How deep calls and accesses may nest; deeper than anyone writes, shallow enough to recurse. */
const MAX_DEPTH = 128;

/** Says whether a string of a template is an expression: `[…]`, but not the escaped `[[…]`. */
export function isExpression(text: string): boolean {
  return text.length > 1 && text.startsWith('[') && text.endsWith(']') && text[1] !== '[';
}

/** Returns what a string that is no expression stands for: `[[x]` is `[x]`, any other is itself. */
export function literalText(text: string): string {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

/**
 * Parses an expression, brackets included. Whatever is missing becomes a `MissingExpression` (or
 * an empty name) and a problem; the rest is still read. Never throws. The same text gives the same
 * object: a template is read again at every keystroke, and nearly all of its expressions stay.
 */
export function parseExpression(text: string): ParsedExpression {
  const known = parsed.get(text);
  if (known) return known;
  const result = parseAnew(text);
  parsed.set(text, result);
  return result;
}

/** In characters of expressions; the largest templates have about half a million. */
const REMEMBERED_LENGTH = 1_000_000;

const parsed = recent<ParsedExpression>(REMEMBERED_LENGTH);

function parseAnew(text: string): ParsedExpression {
  const problems: SyntaxProblem[] = [];
  if (text.length > MAX_LENGTH) {
    const span = { start: 0, end: text.length };
    problems.push({ span, message: t('expression is longer than {0} characters', MAX_LENGTH) });
    return { expression: { kind: 'missing', ...span }, problems };
  }
  const closed = text.length > 1 && text.endsWith(']');
  const reader: Reader = {
    text,
    to: closed ? text.length - 1 : text.length,
    problems,
    kind: 'end',
    start: 0,
    end: text.startsWith('[') ? 1 : 0,
  };
  advance(reader);
  const expression = readExpression(reader, 0);
  if (reader.kind !== 'end') report(reader, reader, t("unexpected '{0}'", written(reader)));
  if (!closed) {
    const span = { start: text.length, end: text.length };
    problems.push({ span, message: t("expected ']'") });
  }
  return { expression, problems };
}

/** Returns the expression as text in one spelling, without brackets: `parameters('vmSize')`. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'string':
      return `'${expression.value.replaceAll("'", "''")}'`;
    case 'number':
      return String(expression.exact ?? expression.value);
    case 'missing':
      return '';
    case 'call': {
      const { namespace, name, args } = expression;
      const called = namespace ? `${namespace.text}.${name.text}` : name.text;
      return `${called}(${args.map(printExpression).join(', ')})`;
    }
    case 'property': {
      const { object, safe, name } = expression;
      return `${printExpression(object)}.${safe ? '?' : ''}${name.text}`;
    }
    case 'index': {
      const { object, safe, index } = expression;
      return `${printExpression(object)}[${safe ? '?' : ''}${printExpression(index)}]`;
    }
  }
}

/** What the current token is: a sign stands for itself. */
type TokenKind = 'name' | 'number' | 'string' | 'unclosed' | 'sign' | 'end';

/** The text being parsed; `kind`, `start` and `end` are those of the current token. */
interface Reader {
  readonly text: string;
  /** Where the expression ends. */
  readonly to: number;
  readonly problems: SyntaxProblem[];
  kind: TokenKind;
  start: number;
  end: number;
}

const QUOTE = 39;
const OPEN_CALL = 40;
const CLOSE_CALL = 41;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const QUESTION = 63;
const OPEN_INDEX = 91;
const CLOSE_INDEX = 93;

/** Moves to the next token. */
function advance(reader: Reader): void {
  const { text, to } = reader;
  let start = reader.end;
  while (start < to && isBlank(text.charCodeAt(start))) start++;
  reader.start = start;
  if (start >= to) {
    stop(reader);
    return;
  }
  const code = text.charCodeAt(start);
  if (isNameStart(code)) {
    let end = start + 1;
    while (end < to && isNamePart(text.charCodeAt(end))) end++;
    reader.kind = 'name';
    reader.end = end;
  } else if (code === QUOTE) {
    readString(reader);
  } else if (isDigit(code) || (code === MINUS && isDigit(text.charCodeAt(start + 1)))) {
    reader.kind = 'number';
    reader.end = endOfNumber(text, start, to);
  } else {
    reader.kind = 'sign';
    reader.end = start + 1;
  }
}

function stop(reader: Reader): void {
  reader.kind = 'end';
  reader.start = reader.to;
  reader.end = reader.to;
}

function readString(reader: Reader): void {
  const { text, to, start } = reader;
  let quote = text.indexOf("'", start + 1);
  while (quote >= 0 && quote + 1 < to && text.charCodeAt(quote + 1) === QUOTE) {
    quote = text.indexOf("'", quote + 2);
  }
  const isClosed = quote >= 0 && quote < to;
  reader.kind = isClosed ? 'string' : 'unclosed';
  reader.end = isClosed ? quote + 1 : to;
}

function endOfNumber(text: string, start: number, to: number): number {
  let end = endOfDigits(text, start + 1, to);
  if (text.charCodeAt(end) === DOT && end + 1 < to && isDigit(text.charCodeAt(end + 1))) {
    end = endOfDigits(text, end + 1, to);
  }
  const exponent = /^[eE][+-]?\d+/.exec(text.slice(end, Math.min(to, end + 8)));
  return exponent ? end + exponent[0].length : end;
}

function endOfDigits(text: string, from: number, to: number): number {
  let end = from;
  while (end < to && isDigit(text.charCodeAt(end))) end++;
  return end;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNameStart(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || code === 95 || code === 36 || code > 0xa0;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

/** One problem a place: what follows from it is not worth saying. */
function report({ problems }: Reader, { start, end }: Span, message: string): void {
  if (problems.at(-1)?.span.start !== start) problems.push({ span: { start, end }, message });
}

function written({ text, start, end }: Reader): string {
  return text.slice(start, end);
}

function isSign(reader: Reader, sign: number): boolean {
  return reader.kind === 'sign' && reader.text.charCodeAt(reader.start) === sign;
}

/** Takes a sign that must come next and returns where it ends. */
function expect(reader: Reader, sign: number): number {
  if (isSign(reader, sign)) {
    const { end } = reader;
    advance(reader);
    return end;
  }
  report(reader, reader, t("expected '{0}'", String.fromCharCode(sign)));
  return reader.start;
}

function accept(reader: Reader, sign: number): boolean {
  if (!isSign(reader, sign)) return false;
  advance(reader);
  return true;
}

function readExpression(reader: Reader, depth: number): Expression {
  if (depth >= MAX_DEPTH) return tooDeep(reader);
  let current = readPrimary(reader, depth);
  for (let links = depth + 1; reader.kind === 'sign'; links++) {
    const isProperty = isSign(reader, DOT);
    if (!isProperty && !isSign(reader, OPEN_INDEX)) break;
    if (links >= MAX_DEPTH) return tooDeep(reader);
    current = isProperty ? readProperty(reader, current) : readIndex(reader, current, links);
  }
  return current;
}

function tooDeep(reader: Reader): Expression {
  const { start, end } = reader;
  report(reader, reader, t('expression is nested too deeply'));
  stop(reader);
  return { kind: 'missing', start, end };
}

function readPrimary(reader: Reader, depth: number): Expression {
  const { text, kind, start, end } = reader;
  switch (kind) {
    case 'string':
    case 'unclosed': {
      if (kind === 'unclosed') report(reader, reader, t('string is not closed'));
      const inner = text.slice(start + 1, kind === 'string' ? end - 1 : end);
      advance(reader);
      return { kind: 'string', value: inner.replaceAll("''", "'"), start, end };
    }
    case 'number':
      advance(reader);
      return numberOf(text.slice(start, end), start, end);
    case 'name':
      return readCall(reader, depth);
    case 'sign':
    case 'end':
      report(reader, reader, t('expected an expression'));
      return { kind: 'missing', start, end: start };
  }
}

function numberOf(digits: string, start: number, end: number): NumberLiteral {
  const value = Number(digits);
  if (/[.eE]/.test(digits)) return { kind: 'number', value, float: true, start, end };
  return Number.isSafeInteger(value)
    ? { kind: 'number', value, start, end }
    : { kind: 'number', value, exact: BigInt(digits), start, end };
}

function readName(reader: Reader): Name {
  const { text, kind, start, end } = reader;
  if (kind !== 'name') {
    report(reader, reader, t('expected a name'));
    return { text: '', start, end: start };
  }
  advance(reader);
  return { text: text.slice(start, end), start, end };
}

function readCall(reader: Reader, depth: number): Expression {
  const first = readName(reader);
  const { start } = first;
  let namespace: Name | undefined;
  let name = first;
  if (isSign(reader, DOT) && isNamespaceBefore(reader)) {
    advance(reader);
    namespace = first;
    name = readName(reader);
  }
  if (!accept(reader, OPEN_CALL)) {
    report(reader, name, t("expected '(' after '{0}'", name.text));
    return { kind: 'call', namespace, name, args: [], start, end: name.end };
  }
  const args = readArguments(reader, depth);
  return { kind: 'call', namespace, name, args, start, end: expect(reader, CLOSE_CALL) };
}

/** Says whether the `.` at hand is followed by a name and `(`. */
function isNamespaceBefore(reader: Reader): boolean {
  const ahead = { ...reader };
  advance(ahead);
  if (ahead.kind !== 'name') return false;
  advance(ahead);
  return isSign(ahead, OPEN_CALL);
}

function readArguments(reader: Reader, depth: number): readonly Expression[] {
  const args: Expression[] = [];
  if (isSign(reader, CLOSE_CALL)) return args;
  for (;;) {
    args.push(readExpression(reader, depth + 1));
    while (reader.kind === 'sign' && !isSign(reader, COMMA) && !isSign(reader, CLOSE_CALL)) {
      report(reader, reader, t("unexpected '{0}'", written(reader)));
      advance(reader);
    }
    if (reader.kind === 'end' || isSign(reader, CLOSE_CALL)) return args;
    if (!accept(reader, COMMA)) report(reader, reader, t("expected ','"));
  }
}

function readProperty(reader: Reader, object: Expression): Expression {
  advance(reader);
  const safe = accept(reader, QUESTION);
  const name = readName(reader);
  const { start } = object;
  const end = Math.max(name.end, object.end);
  return safe
    ? { kind: 'property', object, name, safe, start, end }
    : { kind: 'property', object, name, start, end };
}

function readIndex(reader: Reader, object: Expression, depth: number): Expression {
  advance(reader);
  const safe = accept(reader, QUESTION);
  const index = readExpression(reader, depth);
  const { start } = object;
  const end = expect(reader, CLOSE_INDEX);
  return safe
    ? { kind: 'index', object, index, safe, start, end }
    : { kind: 'index', object, index, start, end };
}
