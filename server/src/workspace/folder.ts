import type { Read } from '../base/source.ts';
import { childUri } from '../base/uri.ts';

/** Returns the URIs of the files in a folder (which ends in `/`), without its sub-folders. */
export function filesIn(read: Read, folder: string): readonly string[] {
  const names = read(`dir:${folder}`)?.text.split('\n') ?? [];
  return names
    .filter((name) => name !== '' && !name.endsWith('/'))
    .map((name) => childUri(folder, name));
}

/** Returns the URIs of the folders in a folder, each with a `/` at its end; hidden ones are not. */
export function foldersIn(read: Read, folder: string): readonly string[] {
  const names = read(`dir:${folder}`)?.text.split('\n') ?? [];
  return names
    .filter((name) => name.endsWith('/') && name !== 'node_modules/' && !name.startsWith('.'))
    .map((name) => `${childUri(folder, name.slice(0, -1))}/`);
}
