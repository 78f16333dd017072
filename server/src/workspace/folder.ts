import type { Read } from '../base/source.ts';
import { childUri } from '../base/uri.ts';

/** Returns the URIs of the files in a folder (which ends in `/`), without its sub-folders. */
export function filesIn(read: Read, folder: string): readonly string[] {
  const names = read(`dir:${folder}`)?.text.split('\n') ?? [];
  return names
    .filter((name) => name !== '' && !name.endsWith('/'))
    .map((name) => childUri(folder, name));
}
