import type { Value } from './value.ts';

/** What a walk through a value finds; remembered, because values share their parts. */
export interface Measure {
  /** How deep arrays, objects and choices nest. */
  readonly depth: number;
  /** How many values a walk meets; a part that occurs twice counts twice. */
  readonly weight: number;
  /** The value or a part of it is a secret. */
  readonly secret: boolean;
}

/** Values beyond these are not made, so that walks through values may recurse and come to an end. */
const MAX_DEPTH = 100;
const MAX_WEIGHT = 500_000;

/** Says whether a value is too deep or too large for walks through it. */
export function isTooLarge(value: Value): boolean {
  const { depth, weight } = measure(value);
  return depth > MAX_DEPTH || weight > MAX_WEIGHT;
}

/** Returns the measure of a value. */
export function measure(value: Value): Measure {
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
      return value.secret ? SECRET : PLAIN;
  }
}

const PLAIN: Measure = { depth: 0, weight: 1, secret: false };
const SECRET: Measure = { depth: 0, weight: 1, secret: true };

const measures = new WeakMap<Value, Measure>();

function remembered(value: Value, parts: Iterable<Value>): Measure {
  const old = measures.get(value);
  if (old) return old;
  let deepest = 0;
  let weight = 1;
  let secret = value.secret ?? false;
  for (const part of parts) {
    const inner = measure(part);
    deepest = Math.max(deepest, inner.depth);
    weight += inner.weight;
    secret ||= inner.secret;
  }
  const result = { depth: deepest + 1, weight, secret };
  measures.set(value, result);
  return result;
}
