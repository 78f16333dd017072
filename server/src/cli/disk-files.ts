import { readdir, realpath } from 'node:fs/promises';
import type { FileAccess } from '../lsp/file-access.ts';
import { liesWithin, pathOf } from './paths.ts';
import { readTextFile } from './text-file.ts';

/** Returns access to the files in the given folders; what a link leads to elsewhere is not there. */
export function diskFiles(folders: () => readonly string[]): FileAccess {
  const insidePath = async (uri: string): Promise<string | undefined> => {
    const path = await realPath(uri);
    const inside = await Promise.all(folders().map(realPath));
    return path !== undefined && inside.some((folder) => folder && liesWithin(folder, path))
      ? path
      : undefined;
  };
  return {
    async readFile(uri) {
      const path = await insidePath(uri);
      const file = path === undefined ? undefined : readTextFile(path);
      return file && 'text' in file ? file.text : undefined;
    },
    async listFolder(uri) {
      const path = await insidePath(uri);
      const entries = path === undefined ? undefined : await entriesOf(path);
      return entries?.map((entry) => entry.name + (entry.isDirectory() ? '/' : ''));
    },
  };
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

async function realPath(uri: string): Promise<string | undefined> {
  const path = pathOf(uri);
  try {
    return path === undefined ? undefined : await realpath(path);
  } catch {
    return undefined;
  }
}
