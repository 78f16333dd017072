/** Values by key, of which the ones not asked for lately are forgotten. */
export interface Recent<V> {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V) => void;
}

/**
 * Returns a store for values that follow from their keys alone. It holds keys of at least
 * `capacity` characters together, and at most of twice as many.
 */
export function recent<V>(capacity: number): Recent<V> {
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  let length = 0;
  const set = (key: string, value: V): void => {
    if (length >= capacity) {
      old = young;
      young = new Map();
      length = 0;
    }
    young.set(key, value);
    length += key.length;
  };
  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    set,
  };
}
