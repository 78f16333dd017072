import type { Read, Source } from '../server/src/base/source.ts';
import type { CorpusFile } from './corpus.ts';

/** Returns reads of an in-memory workspace; writing gives a new stamp. */
export function workspace(files: readonly CorpusFile[]) {
  let stamp = 0;
  const sources = new Map<string, Source>();
  const folders = new Map<string, string[]>();
  for (const { uri, text } of files) {
    sources.set(uri, { uri, text, stamp: ++stamp });
    const cut = uri.lastIndexOf('/') + 1;
    const names = folders.get(uri.slice(0, cut)) ?? [];
    names.push(decodeURIComponent(uri.slice(cut)));
    folders.set(uri.slice(0, cut), names);
  }
  const read: Read = (uri) => {
    if (!uri.startsWith('dir:')) return sources.get(uri);
    const names = folders.get(uri.slice('dir:'.length));
    return names && { uri, text: names.join('\n'), stamp: 0 };
  };
  const write = (uri: string, text: string): void => {
    sources.set(uri, { uri, text, stamp: ++stamp });
  };
  return { read, write };
}
