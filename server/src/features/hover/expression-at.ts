import { touches } from '../../base/span.ts';
import { isExpression, parseExpression, type Expression } from '../../syntax/expression.ts';
import type { StringNode } from '../../syntax/node.ts';
import { placeIn, type Document } from '../../template/document.ts';

/** An expression, or a part of one, that can be evaluated by itself. */
export interface ExpressionPart {
  /** As written, without brackets. */
  readonly text: string;
  /** The member that it accesses, if it is an access by name. */
  readonly member: string | undefined;
  /** The function of the language whose name the offset is on. */
  readonly calledFunction: string | undefined;
  /** A string that holds nothing else; it lies where the part lies. */
  readonly node: StringNode;
}

/**
 * Returns the innermost call or access at `offset` in a string of the document; `undefined` when
 * the string is no expression. Inside a lambda it is the function that takes the lambda: the body
 * has no value of its own.
 */
export function expressionAt(
  document: Document,
  string: StringNode,
  offset: number,
): ExpressionPart | undefined {
  if (!isExpression(string.value)) return undefined;
  let part = parseExpression(string.value).expression;
  for (;;) {
    const inner = childrenOf(part).find(
      (child) => isPart(child) && touches(placeIn(document, string, child).span, offset),
    );
    if (!inner) break;
    part = inner;
  }
  const { span } = placeIn(document, string, part);
  const text = string.value.slice(part.start, part.end);
  const node: StringNode = { kind: 'string', value: `[${text}]`, indent: undefined, ...span };
  const member = part.kind === 'property' ? part.name.text : undefined;
  return { text, member, calledFunction: calledAt(document, string, part, offset), node };
}

function calledAt(
  document: Document,
  string: StringNode,
  part: Expression,
  offset: number,
): string | undefined {
  if (part.kind !== 'call' || part.namespace) return undefined;
  return touches(placeIn(document, string, part.name).span, offset) ? part.name.text : undefined;
}

function isPart(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return !isLambda(expression);
    case 'property':
    case 'index':
      return true;
    case 'string':
    case 'number':
    case 'missing':
      return false;
  }
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.args;
    case 'property':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'string':
    case 'number':
    case 'missing':
      return [];
  }
}

function isLambda(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name.text.toLowerCase() === 'lambda';
}
