/**
 * Returns the one spelling we use of a URI: each path segment percent-encoded as VS Code does it,
 * `.` and `..` resolved, drive letters in lower case. Two spellings of one file become equal.
 */
export function normalizeUri(uri: string): string {
  const { root, path, rest } = split(uri);
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    // Decoded first: `%2e%2e` leads up as well.
    const name = decodeSegment(segment);
    if (name === '.') continue;
    if (name === '..') segments.pop();
    else segments.push(encodeSegment(name));
  }
  const drive = segments[0]?.match(/^([A-Za-z])%3A$/);
  if (drive?.[1]) segments[0] = `${drive[1].toLowerCase()}%3A`;
  return root + segments.join('/') + rest;
}

/**
 * Returns the URI of `path` as written in the file `base`: relative to that file's folder, with
 * `/` or `\` between names. `undefined` for an absolute path or one with a scheme of its own:
 * those are not followed.
 */
export function resolveUri(base: string, path: string): string | undefined {
  const written = path.replaceAll('\\', '/');
  if (written === '' || written.startsWith('/') || /^[A-Za-z][\w+.-]*:/.test(written)) {
    return undefined;
  }
  const encoded = written.split('/').map(encodeSegment).join('/');
  return normalizeUri(folderOf(base) + encoded);
}

/** Returns the URI of the folder a file or folder is in, with a `/` at its end. */
export function folderOf(uri: string): string {
  const { root, path } = split(uri);
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return root + trimmed.slice(0, trimmed.lastIndexOf('/') + 1);
}

/** Returns the decoded last name of a URI: `Create VM.json`. */
export function nameOf(uri: string): string {
  const { path } = split(uri);
  return decodeSegment(path.slice(path.lastIndexOf('/') + 1));
}

/** Returns the URI of the file called `name` in `folder` (which ends in `/`). */
export function childUri(folder: string, name: string): string {
  return folder + encodeSegment(name);
}

/**
 * Returns `to` as a path relative to the folder of `from`, with `/` between names, for a person
 * to read or for a file to hold; the whole URI when they share no root.
 */
export function relativePath(from: string, to: string): string {
  const a = split(folderOf(from));
  const b = split(to);
  if (a.root !== b.root) return to;
  const up = a.path.split('/').slice(0, -1);
  const down = b.path.split('/');
  let common = 0;
  while (common < up.length && common < down.length - 1 && up[common] === down[common]) common++;
  const names = down.slice(common).map(decodeSegment);
  return [...up.slice(common).map(() => '..'), ...names].join('/');
}

/** The root as far as its authority, the path, and from `?` or `#` on the rest. */
function split(uri: string): { root: string; path: string; rest: string } {
  // Most are of this form, and every file is named many times.
  if (uri.startsWith('file:///') && !uri.includes('?') && !uri.includes('#')) {
    return { root: 'file:///', path: uri.slice(8), rest: '' };
  }
  const match = /^([A-Za-z][\w+.-]*:(?:\/\/[^/?#]*)?\/?)([^?#]*)(.*)$/s.exec(uri);
  return { root: match?.[1] ?? '', path: match?.[2] ?? uri, rest: match?.[3] ?? '' };
}

function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray `%` is a character of the name.
    return segment;
  }
}

function encodeSegment(segment: string): string {
  if (/^[\w.~-]*$/.test(segment)) return segment;
  // A lone surrogate cannot be encoded; the replacement character keeps the URI well formed.
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
