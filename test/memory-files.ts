import type { Read, Source } from '../server/src/base/source.ts';
import { nameOf } from '../server/src/base/uri.ts';

/** Returns what reads the sources as they are when it is asked, and lists their folders. */
export function readOf(sources: ReadonlyMap<string, Source>): Read {
  return (uri) => {
    if (!uri.startsWith('dir:')) return sources.get(uri);
    const folder = uri.slice('dir:'.length);
    const names = new Set<string>();
    for (const known of sources.keys()) {
      if (!known.startsWith(folder)) continue;
      const rest = known.slice(folder.length);
      names.add(rest.includes('/') ? rest.slice(0, rest.indexOf('/') + 1) : nameOf(known));
    }
    const text = [...names].sort().join('\n');
    return names.size === 0 ? undefined : { uri, text, stamp: text };
  };
}
