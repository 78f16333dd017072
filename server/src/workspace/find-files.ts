import type { Read } from '../base/source.ts';
import { mayBeOurs } from './file-kind.ts';
import { filesIn, foldersIn } from './folder.ts';

/** Folders below one another; deeper ones are not gone into. */
const MAX_DEPTH = 32;

/** At most this many folders are listed. */
const MAX_FOLDERS = 5000;

export interface FoundFiles {
  readonly files: readonly string[];
  /** `partly`: there are more files than the maximum, or very many or very deep folders. */
  readonly listed: 'wholly' | 'partly';
}

/**
 * Returns the files below `folders` (each ends in `/`) that can be ours by their names, those of
 * upper folders first, and at most `maximum` of them. Hidden folders and `node_modules` are left
 * out.
 */
export function findFiles(read: Read, folders: readonly string[], maximum: number): FoundFiles {
  const files = new Set<string>();
  let level = [...new Set(folders)];
  let visited = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const below = new Set<string>();
    for (const folder of level) {
      if (++visited > MAX_FOLDERS) return { files: [...files], listed: 'partly' };
      for (const file of filesIn(read, folder)) {
        if (files.has(file) || !mayBeOurs(file)) continue;
        if (files.size === maximum) return { files: [...files], listed: 'partly' };
        files.add(file);
      }
      for (const sub of foldersIn(read, folder)) below.add(sub);
    }
    level = [...below];
  }
  return { files: [...files], listed: level.length === 0 ? 'wholly' : 'partly' };
}
