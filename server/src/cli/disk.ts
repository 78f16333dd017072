import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { basename, join } from 'node:path';
import type { Read, Source } from '../base/source.ts';
import { liesWithin, pathOf } from './paths.ts';
import { readTextFile } from './text-file.ts';

/** What may be read, and the settings that the options of the command line make. */
export interface DiskOptions {
  /** Absolute paths; everything in these folders may be read. */
  readonly folders: readonly string[];
  /** Absolute paths of single files that may be read. */
  readonly files: readonly string[];
  /** Files of these names may be read wherever they are: a configuration is found upward. */
  readonly namesAnywhere: readonly string[];
  readonly settings: object;
}

const LISTING = 'dir:';
const SETTINGS = 'settings:';

/**
 * Returns a `Read` over the file system. What lies outside the given folders and files, be it
 * behind a symbolic link, is not there. Everything is read once: a run sees one state of a file.
 */
export function diskRead(options: DiskOptions): Read {
  const folders = options.folders.flatMap((path) => realPath(path) ?? []);
  const files = new Set(options.files.flatMap((path) => realPath(path) ?? []));
  const known = new Map<string, Source | undefined>();
  const mayRead = (path: string): boolean => {
    const real = realPath(path);
    if (real === undefined) return false;
    if (options.namesAnywhere.includes(basename(real))) return true;
    return files.has(real) || folders.some((folder) => liesWithin(folder, real));
  };
  const load = (uri: string): string | undefined => {
    if (uri === SETTINGS) return JSON.stringify(options.settings);
    const isListing = uri.startsWith(LISTING);
    const path = pathOf(isListing ? uri.slice(LISTING.length) : uri);
    if (path === undefined || !mayRead(path)) return undefined;
    if (isListing) return listing(path);
    const file = readTextFile(path);
    return 'text' in file ? file.text : undefined;
  };
  return (uri) => {
    if (known.has(uri)) return known.get(uri);
    const text = load(uri);
    const source = text === undefined ? undefined : { uri, text, stamp: 0 };
    known.set(uri, source);
    return source;
  };
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function listing(folder: string): string | undefined {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.map((entry) => entry.name + (isFolder(folder, entry) ? '/' : '')).join('\n');
  } catch {
    return undefined;
  }
}

function isFolder(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(folder, entry.name)).isDirectory();
  } catch {
    // The link leads nowhere.
    return false;
  }
}
