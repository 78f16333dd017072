import type { Value } from '../value.ts';

/**
 * Returns the members by name; names that differ in letter case only are one member, which keeps
 * its first spelling and place. `combine` gives its value from the earlier and the later one.
 */
export function combinedMembers(
  entries: readonly (readonly [string, Value])[],
  combine: (earlier: Value, later: Value) => Value,
): ReadonlyMap<string, Value> {
  const members = new Map<string, Value>();
  const spellings = new Map<string, string>();
  for (const [name, value] of entries) {
    const lower = name.toLowerCase();
    const spelling = spellings.get(lower);
    const earlier = spelling === undefined ? undefined : members.get(spelling);
    if (spelling === undefined || !earlier) {
      spellings.set(lower, name);
      members.set(name, value);
    } else {
      members.set(spelling, combine(earlier, value));
    }
  }
  return members;
}
