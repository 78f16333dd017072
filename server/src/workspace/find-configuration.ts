import { derived, type Derived } from '../base/derived.ts';
import { childUri, folderOf } from '../base/uri.ts';
import { CONFIGURATION_NAME } from '../device/configuration.ts';

/** Folders deeper than this are not climbed to the top. */
const MAX_CLIMB = 64;

/**
 * Returns a function that gives the URI of the nearest configuration file, from a folder (which
 * ends in `/`) upward. Each folder is looked into once for all that lies in and below it.
 */
export function configurationFinder(): Derived<string | undefined> {
  const find: Derived<string | undefined> = derived(
    (read, folder) => {
      const candidate = childUri(folder, CONFIGURATION_NAME);
      if (read(candidate)) return candidate;
      const parent = folderOf(folder);
      const isTop = parent === folder || parent === '';
      return isTop || isTooDeep(folder) ? undefined : find(read, parent);
    },
    () => undefined,
  );
  return find;
}

function isTooDeep(folder: string): boolean {
  let slashes = 0;
  for (let at = folder.indexOf('/'); at >= 0; at = folder.indexOf('/', at + 1)) slashes++;
  return slashes > MAX_CLIMB;
}
