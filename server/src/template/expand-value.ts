import type { Span } from '../base/span.ts';
import { isExpression, parseExpression } from '../syntax/expression.ts';
import { member, sameName, textOf, type Node, type StringNode } from '../syntax/node.ts';
import { callsIn } from './calls.ts';
import { placeIn, type Document } from './document.ts';
import { evaluate, loopsOf, propertyLoopScope, type CopyLoop } from './evaluate.ts';
import {
  expandedString,
  expandedValue,
  type Expanded,
  type ExpandedMember,
} from './expanded-text.ts';
import { isSecretName } from './parameters.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './template-scope.ts';

/** What is written, and how much of it there still may be. */
export interface Writing {
  readonly document: Document;
  /** How many values may be written before no loop is unrolled any more. */
  left: number;
}

/** Returns a node as it is written, without its comments. */
export function writtenNode(writing: Writing, node: Node): Expanded {
  return expandedNode(writing, node, undefined);
}

/**
 * Returns a node with its property loops unrolled and its expressions evaluated as far as they are
 * known; nothing is evaluated without a scope.
 */
export function expandedNode(writing: Writing, node: Node, scope: Scope | undefined): Expanded {
  writing.left--;
  switch (node.kind) {
    case 'string':
      return scope && isExpression(node.value)
        ? expression(writing, node, scope)
        : expandedString(node.value);
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: 'text', text: writing.document.text.slice(node.start, node.end) };
    case 'array':
      return { kind: 'array', items: node.items.map((item) => expandedNode(writing, item, scope)) };
    case 'object':
      return { kind: 'object', members: expandedMembers(writing, node, scope) };
  }
}

/** Returns the members of an object, loops unrolled; none for another node. */
export function expandedMembers(
  writing: Writing,
  node: Node,
  scope: Scope | undefined,
): readonly ExpandedMember[] {
  if (node.kind !== 'object') return [];
  return node.properties.flatMap(({ key, value }): readonly ExpandedMember[] => {
    if (!value) return [];
    const loops = scope && sameName(key.value, 'copy') ? loopsOf(value) : undefined;
    if (scope && loops) return unrolled(writing, loops, scope);
    const isHidden = isSecretName(key.value) && isExpression(textOf(value) ?? '');
    return [
      [memberName(writing, key, scope), expandedNode(writing, value, isHidden ? undefined : scope)],
    ];
  });
}

function memberName(writing: Writing, key: StringNode, scope: Scope | undefined): string {
  if (!scope || !isExpression(key.value)) return key.value;
  const name = evaluateIn(writing.document, key, scope);
  return name.kind === 'string' && !name.secret && !isExpression(name.value)
    ? name.value
    : withIndices(writing.document, key, scope);
}

/** Loops whose count is not known stay as they are, under `copy`. */
function unrolled(
  writing: Writing,
  loops: readonly CopyLoop[],
  scope: Scope,
): readonly ExpandedMember[] {
  const members: ExpandedMember[] = [];
  const kept: Expanded[] = [];
  for (const { node, name } of loops) {
    const items = loopItems(writing, node, name, scope);
    if (items) members.push([name, items]);
    else kept.push(expandedNode(writing, node, scope));
  }
  if (kept.length > 0) members.push(['copy', { kind: 'array', items: kept }]);
  return members;
}

/** Returns the array that a `copy` object makes, or `undefined` when its count is not known. */
export function loopItems(
  writing: Writing,
  node: Node,
  name: string,
  scope: Scope,
): Expanded | undefined {
  const input = member(node, 'input')?.value;
  const count = turns(writing, member(node, 'count')?.value, scope);
  if (!input || count === undefined) return undefined;
  const items: Expanded[] = [];
  for (let index = 0; index < count; index++) {
    items.push(expandedNode(writing, input, propertyLoopScope(scope, name, index)));
  }
  return { kind: 'array', items };
}

/** Azure takes at most this many turns of a loop. */
const MAX_TURNS = 800;

/** Returns how many turns a loop takes; `undefined` when that is not known, or would be too much. */
export function turns(writing: Writing, count: Node | undefined, scope: Scope): number | undefined {
  const value = count && evaluateIn(writing.document, count, scope);
  if (value?.kind !== 'number' || value.secret || !Number.isInteger(value.value)) return undefined;
  const isTaken = value.value >= 0 && value.value <= MAX_TURNS && writing.left > 0;
  return isTaken ? value.value : undefined;
}

function expression(writing: Writing, node: StringNode, scope: Scope): Expanded {
  const value = evaluateIn(writing.document, node, scope);
  return expandedValue(value) ?? expandedString(withIndices(writing.document, node, scope));
}

/** An expression that stays has the index of its turn instead of `copyIndex`, for its loop is gone. */
function withIndices(document: Document, node: StringNode, scope: Scope): string {
  if (!/copyIndex/i.test(node.value)) return node.value;
  const { expression: parsed, problems } = parseExpression(node.value);
  if (problems.length > 0) return node.value;
  const locate = (span: Span) => placeIn(document, node, span);
  let text = node.value;
  // From the end, so that the offsets before a replacement stay true.
  const calls = callsIn(parsed).map(({ call }) => call);
  for (const call of calls.sort((a, b) => b.start - a.start)) {
    if (call.namespace || !sameName(call.name.text, 'copyIndex')) continue;
    const value = evaluate(call, scope, locate);
    if (value.kind === 'number') {
      text = text.slice(0, call.start) + String(value.value) + text.slice(call.end);
    }
  }
  return text;
}
