import type { Location } from '../base/span.ts';
import { unknown } from './functions/make.ts';
import { TOO_LARGE } from './functions/wording.ts';
import type { Budget, Scope } from './scope.ts';
import type { Value } from './value.ts';

/** How deep evaluation may nest: calls in calls, variables in variables, loops in loops. */
const MAX_EVALUATION_DEPTH = 250;

/** Arrays and objects that nest deeper are not made, so that walks through values can recurse. */
const MAX_VALUE_DEPTH = 100;

/** How deep the evaluation under way has nested, by the budget it runs on. */
const evaluations = new WeakMap<Budget, number>();

/** Evaluates one level deeper, or gives an unknown value where that would be too deep. */
export function deeper(scope: Scope, origin: () => Location, compute: () => Value): Value {
  const { budget } = scope;
  const depth = evaluations.get(budget) ?? 0;
  if (depth >= MAX_EVALUATION_DEPTH) return { ...unknown(TOO_LARGE), origin: origin() };
  evaluations.set(budget, depth + 1);
  try {
    return compute();
  } finally {
    evaluations.set(budget, depth);
  }
}

/** Says whether arrays and objects nest too deeply in the value. */
export function isTooDeep(value: Value): boolean {
  return depthOf(value) > MAX_VALUE_DEPTH;
}

const depths = new WeakMap<Value, number>();

function depthOf(value: Value): number {
  switch (value.kind) {
    case 'array':
      return remembered(value, value.items);
    case 'object':
      return remembered(value, value.members.values());
    case 'oneOf':
      return remembered(
        value,
        value.choices.map((choice) => choice.value),
      );
    default:
      return 0;
  }
}

function remembered(value: Value, parts: Iterable<Value>): number {
  const old = depths.get(value);
  if (old !== undefined) return old;
  let deepest = 0;
  for (const part of parts) deepest = Math.max(deepest, depthOf(part));
  depths.set(value, deepest + 1);
  return deepest + 1;
}
