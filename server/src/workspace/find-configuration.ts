import type { Read } from '../base/source.ts';
import { childUri, folderOf } from '../base/uri.ts';
import { CONFIGURATION_NAME } from '../device/configuration.ts';

/** Folders deeper than this are not climbed to the top. */
const MAX_CLIMB = 64;

/** Returns the URI of the nearest configuration file, from a file's folder upward. */
export function findConfiguration(read: Read, uri: string): string | undefined {
  let folder = folderOf(uri);
  for (let climbed = 0; climbed < MAX_CLIMB; climbed++) {
    const candidate = childUri(folder, CONFIGURATION_NAME);
    if (read(candidate)) return candidate;
    const parent = folderOf(folder);
    if (parent === folder || parent === '') return undefined;
    folder = parent;
  }
  return undefined;
}
