import type { Read, Source, Stamp } from './source.ts';

interface Remembered<T> {
  readonly reads: ReadonlyMap<string, Stamp | undefined>;
  readonly value: T;
}

/** A remembered function of files; `compute` runs again only when a file it read has changed. */
export type Derived<T> = (read: Read, key: string) => T;

/**
 * Returns a function that remembers its value per key until a file it read has another stamp.
 * Reading is recording: a hit re-reads through its caller, so the caller inherits the
 * dependencies. Absent files are recorded too, so creating one is a change. A key that asks for
 * itself gets `whenCyclic`.
 */
export function derived<T>(
  compute: (read: Read, key: string) => T,
  whenCyclic: (key: string) => T,
): Derived<T> {
  const known = new Map<string, Remembered<T>>();
  const underWay = new Set<string>();
  return (read, key) => {
    const old = known.get(key);
    if (old && isCurrent(old, read)) return old.value;
    if (underWay.has(key)) return whenCyclic(key);
    underWay.add(key);
    try {
      const reads = new Map<string, Stamp | undefined>();
      const recording = (uri: string): Source | undefined => {
        const source = read(uri);
        reads.set(uri, source?.stamp);
        return source;
      };
      const value = compute(recording, key);
      known.set(key, { reads, value });
      return value;
    } finally {
      underWay.delete(key);
    }
  };
}

/** Reads everything again, so that the caller's own record is complete; then compares. */
function isCurrent(old: Remembered<unknown>, read: Read): boolean {
  let current = true;
  for (const [uri, stamp] of old.reads) if (read(uri)?.stamp !== stamp) current = false;
  return current;
}
