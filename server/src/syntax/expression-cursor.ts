import type { Span } from '../base/span.ts';

/** What stands around a cursor in an expression, be the rest of it written or not. */
export interface ExpressionCursor {
  readonly at: CursorToken;
  /** The calls that the cursor is in the arguments of, the innermost last. */
  readonly calls: readonly OpenCall[];
}

export type CursorToken =
  /** A function's name, or the place for one; `namespace` is what stands before the dot. */
  | { readonly kind: 'name'; readonly span: Span; readonly namespace: string | undefined }
  /** A member's name after a dot, or the place for one; `object` is what it is a member of. */
  | { readonly kind: 'member'; readonly span: Span; readonly object: Span }
  /** The inside of a string; without its closing quote it ends where a name would. */
  | { readonly kind: 'string'; readonly span: Span; readonly isClosed: boolean }
  | { readonly kind: 'nothing' };

export interface OpenCall {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly nameSpan: Span;
  /** Which argument the cursor is in, from 0. */
  readonly argument: number;
  /** The arguments before it that are texts, others as `undefined`. */
  readonly texts: readonly (string | undefined)[];
}

/** The longest expression that is looked at, in characters. */
const MAX_LENGTH = 24_576;

/** A name, a string (closed or not), a number, or any other character. */
const TOKEN =
  /([A-Za-z_$\u00a1-\uffff][\w$\u00a1-\uffff]*)|('(?:[^']|'')*(?:'|$))|(-?\d[\d.]*)|(\S)/g;

/**
 * Returns what is around `index` in the decoded text of a string that begins with `[`. Only what
 * stands before the cursor and the token under it count, so half-typed expressions are no problem.
 */
export function expressionCursor(text: string, index: number): ExpressionCursor {
  const to = text.endsWith(']') ? text.length - 1 : text.length;
  const expression = text.slice(0, Math.min(to, MAX_LENGTH));
  const stack: Level[] = [level(undefined)];
  TOKEN.lastIndex = 1;
  for (;;) {
    const match = TOKEN.exec(expression);
    if (!match || match.index > index) break;
    const [written, name, string] = match;
    const span = { start: match.index, end: match.index + written.length };
    const top = stack.at(-1) ?? level(undefined);
    if (name !== undefined) {
      if (index <= span.end) return { at: nameAt(top, span, expression), calls: callsOf(stack) };
      takeName(top, name, span);
    } else if (string !== undefined) {
      const at = stringAt(string, span, index);
      if (at) return { at, calls: callsOf(stack) };
      takeOperand(top, span, string.slice(1, -1).replaceAll("''", "'"));
    } else if (match[3] !== undefined) {
      if (index > span.start && index <= span.end) return nothing(stack);
      takeOperand(top, span, undefined);
    } else {
      if (index <= span.start) break;
      takeSign(stack, written, span);
    }
  }
  const top = stack.at(-1) ?? level(undefined);
  return { at: emptyAt(top, index, expression), calls: callsOf(stack) };
}

/** Parentheses, brackets, or the expression itself. */
interface Level {
  readonly call:
    | { readonly namespace: string | undefined; readonly name: string; readonly span: Span }
    | undefined;
  argument: number;
  texts: (string | undefined)[];
  /** Where the operand at hand begins. */
  operand: Span | undefined;
  /** Its text where it is a string alone. */
  text: string | undefined;
  /** A name that may yet become a call or a namespace. */
  name:
    | { readonly text: string; readonly span: Span; readonly namespace: string | undefined }
    | undefined;
  afterDot: boolean;
}

function level(call: Level['call']): Level {
  return {
    call,
    argument: 0,
    texts: [],
    operand: undefined,
    text: undefined,
    name: undefined,
    afterDot: false,
  };
}

function callsOf(stack: readonly Level[]): readonly OpenCall[] {
  return stack.flatMap(({ call, argument, texts }) =>
    call
      ? { namespace: call.namespace, name: call.name, nameSpan: call.span, argument, texts }
      : [],
  );
}

function nothing(stack: readonly Level[]): ExpressionCursor {
  return { at: { kind: 'nothing' }, calls: callsOf(stack) };
}

function nameAt(top: Level, span: Span, expression: string): CursorToken {
  if (!top.afterDot) return { kind: 'name', span, namespace: undefined };
  return memberAt(top, span, expression);
}

/** After `contoso.` stands a function of it; after anything else a member. */
function memberAt(top: Level, span: Span, expression: string): CursorToken {
  if (top.name && top.operand?.start === top.name.span.start) {
    return { kind: 'name', span, namespace: top.name.text };
  }
  const object = top.operand ?? span;
  return { kind: 'member', span, object: trimmed(object, expression) };
}

function trimmed({ start, end }: Span, expression: string): Span {
  return { start, end: start + expression.slice(start, end).trimEnd().length };
}

function stringAt(string: string, span: Span, index: number): CursorToken | undefined {
  const isClosed = string.length > 1 && string.endsWith("'");
  const inner = { start: span.start + 1, end: isClosed ? span.end - 1 : span.end };
  if (index < inner.start || index > inner.end) return undefined;
  if (isClosed) return { kind: 'string', span: inner, isClosed };
  const rest = string.slice(index - span.start);
  const word = /^[\w\-./]*/.exec(rest)?.[0].length ?? 0;
  return { kind: 'string', span: { start: inner.start, end: index + word }, isClosed };
}

function emptyAt(top: Level, index: number, expression: string): CursorToken {
  const span = { start: index, end: index };
  if (top.afterDot) return memberAt(top, span, expression);
  return top.operand ? { kind: 'nothing' } : { kind: 'name', span, namespace: undefined };
}

function takeName(top: Level, text: string, span: Span): void {
  const isSecond = top.afterDot && top.name?.span.start === top.operand?.start;
  top.name = { text, span, namespace: isSecond ? top.name?.text : undefined };
  top.operand = {
    start: top.afterDot && top.operand ? top.operand.start : span.start,
    end: span.end,
  };
  top.text = undefined;
  top.afterDot = false;
}

function takeOperand(top: Level, span: Span, text: string | undefined): void {
  top.operand = span;
  top.text = text;
  top.name = undefined;
  top.afterDot = false;
}

function takeSign(stack: Level[], sign: string, span: Span): void {
  const top = stack.at(-1);
  if (!top) return;
  switch (sign) {
    case '(':
      stack.push(level(top.name && { ...top.name, name: top.name.text }));
      top.name = undefined;
      return;
    case '[':
      stack.push(level(undefined));
      top.name = undefined;
      return;
    case ')':
    case ']': {
      if (stack.length > 1) stack.pop();
      const outer = stack.at(-1);
      if (!outer) return;
      outer.operand = { start: outer.operand?.start ?? span.start, end: span.end };
      outer.text = undefined;
      outer.name = undefined;
      outer.afterDot = false;
      return;
    }
    case ',':
      top.texts.push(top.text);
      top.argument++;
      top.operand = undefined;
      top.text = undefined;
      top.name = undefined;
      top.afterDot = false;
      return;
    case '.':
      // The operand reaches to the dot.
      if (top.operand) top.operand = { start: top.operand.start, end: span.start };
      top.afterDot = true;
      return;
    case '?':
      return;
    default:
      top.name = undefined;
      top.afterDot = false;
  }
}
