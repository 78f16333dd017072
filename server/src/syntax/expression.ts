import type { Span } from '../base/span.ts';
import type { SyntaxProblem } from './node.ts';

/** A parsed ARM expression. Spans are offsets into the decoded string, brackets included. */
export type Expression =
  | StringLiteral
  | NumberLiteral
  | Call
  | PropertyAccess
  | IndexAccess
  | MissingExpression;

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
 * an empty name) and a problem; the rest is still read. Never throws.
 */
export function parseExpression(text: string): ParsedExpression {
  const problems: SyntaxProblem[] = [];
  if (text.length > MAX_LENGTH) {
    const span = { start: 0, end: text.length };
    problems.push({ span, message: `expression is longer than ${MAX_LENGTH} characters` });
    return { expression: { kind: 'missing', ...span }, problems };
  }
  const closed = text.length > 1 && text.endsWith(']');
  const lexer = lex(text, text.startsWith('[') ? 1 : 0, closed ? text.length - 1 : text.length);
  const expression = parse(lexer, text, problems);
  if (!closed) {
    const span = { start: text.length, end: text.length };
    problems.push({ span, message: `expected ']'` });
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

type TokenKind = 'name' | 'number' | 'string' | 'unclosed-string' | 'sign' | 'end';

interface Token extends Span {
  readonly kind: TokenKind;
}

/** The current token, and a way to the next one. */
interface Lexer {
  readonly token: Token;
  advance(): void;
  /** Moves to the end at once. */
  stop(): void;
  /** The kind of sign that follows the current token, without moving: `(`, `.`, … or `''`. */
  signAfter(token: Span): string;
}

function lex(text: string, from: number, to: number): Lexer {
  let token = tokenAt(text, from, to);
  return {
    get token() {
      return token;
    },
    advance() {
      token = tokenAt(text, token.end, to);
    },
    stop() {
      token = { kind: 'end', start: to, end: to };
    },
    signAfter(before) {
      const next = tokenAt(text, before.end, to);
      return next.kind === 'sign' ? text.slice(next.start, next.end) : '';
    },
  };
}

function tokenAt(text: string, from: number, to: number): Token {
  let start = from;
  while (start < to && isBlank(text.charCodeAt(start))) start++;
  if (start >= to) return { kind: 'end', start: to, end: to };
  const code = text.charCodeAt(start);
  if (code === QUOTE) return stringAt(text, start, to);
  if (isDigit(code) || (code === MINUS && isDigit(text.charCodeAt(start + 1)))) {
    return { kind: 'number', start, end: endOfNumber(text, start, to) };
  }
  if (isNameStart(code)) {
    let end = start + 1;
    while (end < to && isNamePart(text.charCodeAt(end))) end++;
    return { kind: 'name', start, end };
  }
  return { kind: 'sign', start, end: start + 1 };
}

function stringAt(text: string, start: number, to: number): Token {
  let end = start + 1;
  for (;;) {
    const quote = text.indexOf("'", end);
    if (quote < 0 || quote >= to) return { kind: 'unclosed-string', start, end: to };
    if (text.charCodeAt(quote + 1) !== QUOTE || quote + 1 >= to) {
      return { kind: 'string', start, end: quote + 1 };
    }
    end = quote + 2;
  }
}

function endOfNumber(text: string, start: number, to: number): number {
  const digits = (from: number): number => {
    let end = from;
    while (end < to && isDigit(text.charCodeAt(end))) end++;
    return end;
  };
  let end = digits(start + 1);
  if (text[end] === '.' && end + 1 < to && isDigit(text.charCodeAt(end + 1))) end = digits(end + 1);
  const exponent = /^[eE][+-]?\d+/.exec(text.slice(end, Math.min(to, end + 8)));
  return exponent ? end + exponent[0].length : end;
}

const QUOTE = 39;
const MINUS = 45;

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

function parse(lexer: Lexer, text: string, problems: SyntaxProblem[]): Expression {
  const root = expressionAt(0);
  if (lexer.token.kind !== 'end') {
    report(lexer.token, `unexpected '${written(lexer.token)}'`);
  }
  return root;

  function report(span: Span, message: string): void {
    problems.push({ span: { start: span.start, end: span.end }, message });
  }

  function written(span: Span): string {
    return text.slice(span.start, span.end);
  }

  function isSign(sign: string): boolean {
    const { kind, start } = lexer.token;
    return kind === 'sign' && text[start] === sign;
  }

  function expect(sign: string): number {
    if (isSign(sign)) {
      const { end } = lexer.token;
      lexer.advance();
      return end;
    }
    report(lexer.token, `expected '${sign}'`);
    return lexer.token.start;
  }

  function expressionAt(depth: number): Expression {
    if (depth >= MAX_DEPTH) return tooDeep();
    let current = primary(depth);
    for (let links = depth + 1; isSign('.') || isSign('['); links++) {
      if (links >= MAX_DEPTH) return tooDeep();
      current = isSign('.') ? propertyOf(current) : indexOf(current, links);
    }
    return current;
  }

  function tooDeep(): Expression {
    const { start, end } = lexer.token;
    report({ start, end }, 'expression is nested too deeply');
    lexer.stop();
    return { kind: 'missing', start, end };
  }

  function primary(depth: number): Expression {
    const { kind, start, end } = lexer.token;
    switch (kind) {
      case 'string':
      case 'unclosed-string': {
        if (kind === 'unclosed-string') report(lexer.token, 'string is not closed');
        const inner = text.slice(start + 1, kind === 'string' ? end - 1 : end);
        lexer.advance();
        return { kind: 'string', value: inner.replaceAll("''", "'"), start, end };
      }
      case 'number':
        lexer.advance();
        return { kind: 'number', ...numberOf(text.slice(start, end)), start, end };
      case 'name':
        return call(depth);
      case 'sign':
      case 'end':
        report(lexer.token, 'expected an expression');
        return { kind: 'missing', start, end: start };
    }
  }

  function name(): Name {
    const { kind, start, end } = lexer.token;
    if (kind !== 'name') {
      report(lexer.token, 'expected a name');
      return { text: '', start, end: start };
    }
    lexer.advance();
    return { text: text.slice(start, end), start, end };
  }

  function call(depth: number): Expression {
    const first = name();
    let namespace: Name | undefined;
    let called = first;
    if (isSign('.') && isNamespaced()) {
      lexer.advance();
      namespace = first;
      called = name();
    }
    if (!isSign('(')) {
      report(called, `expected '(' after '${called.text}'`);
      return { kind: 'call', namespace, name: called, args: [], start: first.start, end: called.end };
    }
    lexer.advance();
    const args = argumentsAt(depth);
    const end = expect(')');
    return { kind: 'call', namespace, name: called, args, start: first.start, end };
  }

  /** Says whether the `.` at hand is followed by a name and `(`. */
  function isNamespaced(): boolean {
    const next = tokenAt(text, lexer.token.end, text.length);
    return next.kind === 'name' && lexer.signAfter(next) === '(';
  }

  function argumentsAt(depth: number): readonly Expression[] {
    const args: Expression[] = [];
    if (isSign(')')) return args;
    for (;;) {
      args.push(expressionAt(depth + 1));
      while (!isSign(',') && !isSign(')') && !startsExpression()) {
        if (lexer.token.kind === 'end') return args;
        report(lexer.token, `unexpected '${written(lexer.token)}'`);
        lexer.advance();
      }
      if (isSign(')')) return args;
      if (isSign(',')) lexer.advance();
      else report(lexer.token, `expected ','`);
    }
  }

  function startsExpression(): boolean {
    return lexer.token.kind !== 'end' && lexer.token.kind !== 'sign';
  }

  function propertyOf(object: Expression): Expression {
    lexer.advance();
    const safe = isSign('?');
    if (safe) lexer.advance();
    const member = name();
    const access = { kind: 'property', object, name: member } as const;
    const span = { start: object.start, end: Math.max(member.end, object.end) };
    return safe ? { ...access, safe, ...span } : { ...access, ...span };
  }

  function indexOf(object: Expression, depth: number): Expression {
    lexer.advance();
    const safe = isSign('?');
    if (safe) lexer.advance();
    const index = expressionAt(depth);
    const access = { kind: 'index', object, index } as const;
    const span = { start: object.start, end: expect(']') };
    return safe ? { ...access, safe, ...span } : { ...access, ...span };
  }
}

function numberOf(digits: string): Pick<NumberLiteral, 'value' | 'float' | 'exact'> {
  const value = Number(digits);
  if (/[.eE]/.test(digits)) return { value, float: true };
  return Number.isSafeInteger(value) ? { value } : { value, exact: BigInt(digits) };
}
