/**
 * Returns a function that gives what `compute` gives and remembers it for each key object, as long
 * as that is in use.
 */
export function remembering<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
