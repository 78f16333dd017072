import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** Imports another bundle, which lies beside the one that runs, so that commands start without it. */
export async function importBundle(name: string): Promise<unknown> {
  const bundle = join(dirname(realpathSync(process.argv[1] ?? '')), name);
  return import(pathToFileURL(bundle).href);
}
