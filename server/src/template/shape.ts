import type { Value } from './value.ts';

/** Returns the text of a value as far as it is known, with `{…}` for the rest. */
export function shapeOf(value: Value): string {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number' || value.kind === 'boolean') return String(value.value);
  return value.kind === 'unknown' ? (value.shape ?? '{…}') : '{…}';
}
