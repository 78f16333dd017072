import type { Read, Source, Stamp } from './source.ts';

/** A remembered function of files; `compute` runs again only when something it read has changed. */
export type Derived<T> = (read: Read, key: string) => T;

/** What a value was made from, each as it was then: sources by stamp, other derived values. */
interface Origins {
  readonly sources: Map<string, Stamp | undefined>;
  readonly values: Map<Entry, unknown>;
}

/** A derived value, for any function and key. */
interface Entry {
  /** `undefined` before it is computed for the first time. */
  origins: Origins | undefined;
  value: unknown;
  /** The question in which it was last found or made current. */
  currentIn: number;
  isUnderWay: boolean;
  /** Brings the value up to date; false when it is under way, so that it would need itself. */
  readonly refresh: (read: Read) => boolean;
}

/** A `Read` that notes what a value is made from. */
interface Recording extends Read {
  readonly origins: Origins;
  /** Reads without noting. */
  readonly from: Read;
}

/** A question is a call from outside. While it is answered, which takes one turn, no file changes. */
let question = 0;
let depth = 0;

/**
 * Returns a function that remembers its value per key until something it read has changed: a file
 * that has another stamp, one that appeared, or another derived value. A value that is computed
 * again and is the `same` as before counts as unchanged, and so does all that was made from it.
 * Reading is recording, and each value is looked at once while a question is answered, however
 * often it is asked for. A key that asks for itself gets `whenCyclic`.
 */
export function derived<T>(
  compute: (read: Read, key: string) => T,
  whenCyclic: (key: string) => T,
  same: (before: T, now: T) => boolean = Object.is,
): Derived<T> {
  const known = new Map<string, Entry>();
  const entryOf = (key: string): Entry => {
    const old = known.get(key);
    if (old) return old;
    const entry = newEntry(
      (read) => compute(read, key),
      // Only what `compute` gave is ever kept in an entry of this function.
      (before, now) => same(before as T, now as T),
    );
    known.set(key, entry);
    return entry;
  };
  return (read, key) => {
    if (depth === 0) question++;
    depth++;
    try {
      const asker = isRecording(read) ? read : undefined;
      const entry = entryOf(key);
      if (!entry.refresh(asker?.from ?? read)) return whenCyclic(key);
      asker?.origins.values.set(entry, entry.value);
      return entry.value as T;
    } finally {
      depth--;
    }
  };
}

function newEntry(
  compute: (read: Read) => unknown,
  same: (before: unknown, now: unknown) => boolean,
): Entry {
  const entry: Entry = {
    origins: undefined,
    value: undefined,
    currentIn: 0,
    isUnderWay: false,
    refresh(read) {
      if (entry.currentIn === question) return true;
      if (entry.isUnderWay) return false;
      entry.isUnderWay = true;
      try {
        if (!entry.origins || !isUnchanged(entry.origins, read)) {
          const origins: Origins = { sources: new Map(), values: new Map() };
          const value = compute(recording(read, origins));
          if (!entry.origins || !same(entry.value, value)) entry.value = value;
          entry.origins = origins;
        }
        entry.currentIn = question;
        return true;
      } finally {
        entry.isUnderWay = false;
      }
    },
  };
  return entry;
}

/** Where nothing has changed everything is read again, so that who notes what is read misses nothing. */
function isUnchanged({ sources, values }: Origins, read: Read): boolean {
  for (const [uri, stamp] of sources) if (read(uri)?.stamp !== stamp) return false;
  for (const [entry, value] of values) {
    if (!entry.refresh(read) || entry.value !== value) return false;
  }
  return true;
}

function recording(from: Read, origins: Origins): Recording {
  const read = (uri: string): Source | undefined => {
    const source = from(uri);
    origins.sources.set(uri, source?.stamp);
    return source;
  };
  return Object.assign(read, { origins, from });
}

function isRecording(read: Read): read is Recording {
  return 'origins' in read;
}
