import type { Value } from './value.ts';

/** Arrays and objects that nest deeper are not made, so that walks through values can recurse. */
const MAX_DEPTH = 100;

const known = new WeakMap<Value, number>();

/** Says whether arrays and objects nest too deeply in the value. */
export function isTooDeep(value: Value): boolean {
  return depthOf(value) > MAX_DEPTH;
}

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
  const old = known.get(value);
  if (old !== undefined) return old;
  let deepest = 0;
  for (const part of parts) deepest = Math.max(deepest, depthOf(part));
  known.set(value, deepest + 1);
  return deepest + 1;
}
