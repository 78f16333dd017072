import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { normalizeUri } from '../base/uri.ts';

/** Returns the URI of a file or folder, in the one spelling the analysis uses. */
export function uriOf(path: string): string {
  return normalizeUri(pathToFileURL(path).href);
}

/** Returns the absolute path behind a URI, or `undefined` when it names no file. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A host or an encoded slash: no path of this system.
    return undefined;
  }
}

/** Returns a path as reports write it: relative to the working directory, with `/`. */
export function shownPath(cwd: string, path: string): string {
  const shown = relative(cwd, resolve(cwd, path)) || '.';
  return sep === '/' ? shown : shown.replaceAll(sep, '/');
}

/** Says whether `path` is `folder` or lies in it; both absolute and without `..`. */
export function liesWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
