/** Returns a short id for what was computed about a file; equal only for equal versions. */
export type ResultIds = (uri: string, version: string) => string;

/**
 * Returns what gives the ids. A version names every source that was read, which is long in a large
 * folder, and the client sends the ids of all files with each of its questions.
 */
export function createResultIds(): ResultIds {
  const latest = new Map<string, { readonly version: string; readonly id: string }>();
  let count = 0;
  return (uri, version) => {
    const known = latest.get(uri);
    if (known?.version === version) return known.id;
    const id = String(++count);
    latest.set(uri, { version, id });
    return id;
  };
}
