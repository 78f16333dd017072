import type { FileAccess } from './file-access.ts';
import type { FileTable } from './file-table.ts';

/** Loads sources into the table; resolves when each of them is there, or known to be absent. */
export type Load = (uris: readonly string[]) => Promise<void>;

/** Returns a loader for `table`. What cannot be read counts as absent, and `log` says why. */
export function createLoader(
  table: FileTable,
  access: FileAccess,
  log: (message: string) => void,
): Load {
  const underWay = new Map<string, Promise<void>>();

  const loadOne = async (uri: string): Promise<void> => {
    const ticket = table.beginLoad(uri);
    try {
      table.endLoad(ticket, await textOf(uri, access));
    } catch (error) {
      log(`${uri} cannot be read: ${String(error)}`);
      table.endLoad(ticket, undefined);
    } finally {
      underWay.delete(uri);
    }
  };

  return async (uris) => {
    const loads = uris.map((uri) => {
      const load = underWay.get(uri) ?? loadOne(uri);
      underWay.set(uri, load);
      return load;
    });
    await Promise.all(loads);
  };
}

async function textOf(uri: string, access: FileAccess): Promise<string | undefined> {
  if (!uri.startsWith('dir:')) return access.readFile(uri);
  const names = await access.listFolder(uri.slice('dir:'.length));
  // A listing has one name a line; a name with a line break in it cannot be one of ours.
  return names?.filter((name) => !/[\r\n]/.test(name)).join('\n');
}
