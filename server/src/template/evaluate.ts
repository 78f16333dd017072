import { t } from '../base/l10n.ts';
import type { Location, Span } from '../base/span.ts';
import {
  isExpression,
  literalText,
  parseExpression,
  type ParsedExpression,
} from '../syntax/expression.ts';
import {
  member,
  sameName,
  textOf,
  type ArrayNode,
  type Node,
  type ObjectNode,
  type StringNode,
} from '../syntax/node.ts';
import { enter, leave, nestingOf } from './depth.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { exactly, failure, unknown } from './functions/make.ts';
import { TOO_LARGE } from './functions/wording.ts';
import { isTooLarge } from './measure.ts';
import { lift } from './one-of.ts';
import type { Locate } from './run.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

export { evaluateExpression as evaluate } from './evaluate-expression.ts';
export type { Locate } from './run.ts';

/** The most turns that Azure lets a loop take. */
export const MAX_COPY_COUNT = 800;

/** Finds places in the file that a tree was read from. */
export interface Places {
  /** The place of a node. */
  node(part: Span): Location;
  /** The place of a span of a string's decoded value. */
  text(node: StringNode, span: Span): Location;
}

/**
 * Returns the value of a node of a template: expressions are evaluated, in member names too, and
 * `copy` arrays become the members they describe. Never throws.
 */
export function evaluateNode(node: Node, scope: Scope, places: Places): Value {
  switch (node.kind) {
    case 'string':
      return isExpression(node.value)
        ? evaluateText(node.value, scope, (span) => places.text(node, span))
        : { kind: 'string', value: literalText(node.value), origin: places.node(node) };
    case 'number': {
      const { value } = node;
      const origin = places.node(node);
      return Number.isInteger(value)
        ? { kind: 'number', value, origin }
        : { kind: 'number', value, float: true, origin };
    }
    case 'boolean':
      return { kind: 'boolean', value: node.value, origin: places.node(node) };
    case 'null':
      return { kind: 'null', origin: places.node(node) };
    case 'array':
    case 'object': {
      const nesting = nestingOf(scope.budget);
      if (!scope.budget.spend(1) || !enter(nesting)) {
        return { ...unknown(t(TOO_LARGE)), origin: places.node(node) };
      }
      const value =
        node.kind === 'array' ? arrayOf(node, scope, places) : objectOf(node, scope, places);
      leave(nesting);
      return value;
    }
  }
}

/**
 * Returns the value of a string of a template: of the expression it is, or the text that it
 * stands for. `locate` finds the places of spans of `text`.
 */
export function evaluateText(text: string, scope: Scope, locate: Locate): Value {
  if (!isExpression(text)) {
    const origin = locate({ start: 0, end: text.length });
    return { kind: 'string', value: literalText(text), origin };
  }
  const { expression, problems } = parsed(text);
  const [problem] = problems;
  if (problem) return { ...failure(problem.message), origin: locate(problem.span) };
  return evaluateExpression(expression, scope, locate);
}

/** The same expression is often evaluated again: in each turn of a loop, in each call. */
const parsedExpressions = new Map<string, ParsedExpression>();
const MAX_PARSED = 4_096;

function parsed(text: string): ParsedExpression {
  const old = parsedExpressions.get(text);
  if (old) return old;
  const result = parseExpression(text);
  if (parsedExpressions.size >= MAX_PARSED) parsedExpressions.clear();
  parsedExpressions.set(text, result);
  return result;
}

function arrayOf(node: ArrayNode, scope: Scope, places: Places): Value {
  const items = node.items.map((item) => evaluateNode(item, scope, places));
  return sized({ kind: 'array', items, origin: places.node(node) }, node.items);
}

function objectOf(node: ObjectNode, scope: Scope, places: Places): Value {
  const members = new Map<string, Value>();
  for (const { key, value } of node.properties) {
    if (!value) continue;
    const loops = sameName(key.value, 'copy') ? loopsOf(value) : undefined;
    if (loops) {
      for (const loop of loops)
        members.set(loop.name, evaluateLoop(loop.node, loop.name, scope, places));
    } else {
      members.set(nameOf(key, scope, places), evaluateNode(value, scope, places));
    }
  }
  return sized(
    { kind: 'object', members, origin: places.node(node) },
    node.properties.map(({ value }) => value),
  );
}

/** Returns the value, or unknown where expressions within it have made it too large. */
function sized(value: Value, parts: readonly (Node | undefined)[]): Value {
  const mayGrow = parts.some((part) => part?.kind === 'string' && isExpression(part.value));
  return mayGrow && isTooLarge(value) ? { ...unknown(t(TOO_LARGE)), origin: value.origin } : value;
}

/** Returns the member name a key stands for; one that is not known stays as it is written. */
function nameOf(key: StringNode, scope: Scope, places: Places): string {
  if (!isExpression(key.value)) return literalText(key.value);
  const name = evaluateText(key.value, scope, (span) => places.text(key, span));
  return name.kind === 'string' ? name.value : key.value;
}

export interface CopyLoop {
  readonly node: ObjectNode;
  readonly name: string;
}

/** Returns the loops of a `copy` array; `undefined` when it is some other member called `copy`. */
export function loopsOf(value: Node): readonly CopyLoop[] | undefined {
  if (value.kind !== 'array') return undefined;
  const loops: CopyLoop[] = [];
  for (const node of value.items) {
    const name = textOf(member(node, 'name')?.value);
    if (node.kind !== 'object' || name === undefined) return undefined;
    if (!member(node, 'count') && !member(node, 'input')) return undefined;
    loops.push({ node, name });
  }
  return loops;
}

/**
 * Returns the array that a `copy` object with `count` and `input` makes, for a property, a
 * variable or an output called `name`.
 */
export function evaluateLoop(node: Node, name: string, scope: Scope, places: Places): Value {
  const origin = places.node(node);
  const countNode = member(node, 'count')?.value;
  const input = member(node, 'input')?.value;
  if (!countNode) return { ...failure(t("loop '{0}' has no count", name)), origin };
  if (!input) return { ...failure(t("loop '{0}' has no input", name)), origin };
  const count = evaluateNode(countNode, scope, places);
  const result = lift<never>([count], ([turns]) => {
    if (!turns || turns.kind === 'unknown' || turns.kind === 'failure') {
      return turns ?? failure(t("loop '{0}' has no count", name));
    }
    if (turns.kind !== 'number' || exactly(turns) === undefined) {
      return { ...failure(t("the count of loop '{0}' is not an int", name)), origin: turns.origin };
    }
    if (turns.value < 0 || turns.value > MAX_COPY_COUNT) {
      const message = t(
        "loop '{0}' may have 0 to {1} turns, not {2}",
        name,
        MAX_COPY_COUNT,
        turns.value,
      );
      return { ...failure(message), origin: turns.origin };
    }
    return itemsOf(name, turns.value, input, scope, places);
  });
  return result.origin ? result : { ...result, origin };
}

function itemsOf(name: string, count: number, input: Node, scope: Scope, places: Places): Value {
  const items: Value[] = [];
  for (let index = 0; index < count; index++) {
    if (!scope.budget.spend(1)) return unknown(t(TOO_LARGE));
    items.push(evaluateNode(input, propertyLoopScope(scope, name, index), places));
  }
  return { kind: 'array', items, origin: places.node(input) };
}

/**
 * Returns `scope` in a turn of the loop called `name` of a property, a variable or an output.
 * Without a name, `copyIndex` means the loop of the resource around it, if there is one.
 */
export function propertyLoopScope(scope: Scope, name: string, index: number): Scope {
  return {
    ...scope,
    copyIndex: (asked) =>
      asked === undefined
        ? (scope.copyIndex(undefined) ?? index)
        : sameName(asked, name)
          ? index
          : scope.copyIndex(asked),
  };
}
