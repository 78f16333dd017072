import type { VmSize } from './facts.ts';
import { vmSizes } from './vm-sizes.ts';

/** No size is called anything near as long; longer texts are not compared. */
const longestName = 64;

/** Below this length one slip already makes another size of a name. */
const longName = 8;

/**
 * Returns the size that `name` probably means: the only one that differs in the `_v` suffix alone,
 * else the only nearest one that is a few letters away, in any letter case. A name that is another
 * size rather than a misspelling gets `undefined`: a digit added or left out means another size.
 */
export function nearestVmSize(name: string): VmSize | undefined {
  if (name.length > longestName) return undefined;
  const written = distinctivePart(name);
  const exact = only(candidates.filter(({ part }) => part === written));
  if (exact) return exact.size;
  const sameStem = candidates.filter(({ stem }) => stem === withoutVersion(written));
  return only(sameStem)?.size ?? nearestBySpelling(written);
}

interface Candidate {
  readonly size: VmSize;
  readonly part: string;
  readonly stem: string;
}

const candidates: readonly Candidate[] = vmSizes.map((size) => {
  const part = distinctivePart(size.name);
  return { size, part, stem: withoutVersion(part) };
});

function nearestBySpelling(written: string): VmSize | undefined {
  const limit = written.length < longName ? 1 : 2;
  let best = limit;
  let nearest: Candidate[] = [];
  for (const candidate of candidates) {
    const distance = spellingDistance(written, candidate.part);
    if (distance > best) continue;
    if (distance < best) nearest = [];
    best = distance;
    nearest.push(candidate);
  }
  return only(nearest)?.size;
}

/** The name in lower case without its tier (`Standard_`), be that misspelt or left out. */
function distinctivePart(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^[a-z]{5,}[^a-z\d]*/, '');
}

function withoutVersion(part: string): string {
  return part.replace(/_v\d+$/, '');
}

/** Edit distance in which a digit weighs more than a letter, as it tells sizes apart. */
function spellingDistance(from: string, to: string): number {
  let above = [0];
  for (const character of to) above.push((above.at(-1) ?? 0) + weight(character));
  for (const a of from) {
    const row = [(above[0] ?? 0) + weight(a)];
    for (let j = 0; j < to.length; j++) {
      const b = to.charAt(j);
      const replaced = (above[j] ?? 0) + (a === b ? 0 : Math.max(replacement(a), replacement(b)));
      const removed = (above[j + 1] ?? 0) + weight(a);
      const added = (row[j] ?? 0) + weight(b);
      row.push(Math.min(replaced, removed, added));
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}

function weight(character: string): number {
  return isDigit(character) ? 3 : 1;
}

function replacement(character: string): number {
  return isDigit(character) ? 3 : 2;
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
