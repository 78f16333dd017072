import { folderOf, nameOf } from '../base/uri.ts';
import { sameName } from '../syntax/node.ts';

/**
 * Says whether `uri` matches a path pattern written in the file `base`: `*` stays in one name, `**`
 * is any number of folders.
 */
export function matchesPath(base: string, pattern: string, uri: string): boolean {
  const prefix = folderOf(base);
  if (!uri.startsWith(prefix)) return false;
  const path = uri.slice(prefix.length).split('/').map(nameOf);
  const parts = pattern.replace(/^\.\//, '').split('/');
  return matchesParts(parts, path);
}

function matchesParts(parts: readonly string[], path: readonly string[]): boolean {
  const [part, ...restParts] = parts;
  const [name, ...restPath] = path;
  if (part === undefined) return name === undefined;
  if (part === '**') {
    return matchesParts(restParts, path) || (name !== undefined && matchesParts(parts, restPath));
  }
  return name !== undefined && matchesName(part, name) && matchesParts(restParts, restPath);
}

/** Says whether a name matches a pattern with `*`, in any letter case. */
export function matchesName(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return sameName(pattern, name);
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`, 'i').test(name);
}
