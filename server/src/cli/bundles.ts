import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** The folder of the translations, which lies beside that of the bundles. */
export function translationsFolder(): string {
  return join(bundlesFolder(), '../l10n');
}

/** Imports another bundle, which lies beside the one that runs, so that commands start without it. */
export async function importBundle(name: string): Promise<unknown> {
  const bundle = join(bundlesFolder(), name);
  return import(pathToFileURL(bundle).href);
}

function bundlesFolder(): string {
  return dirname(realpathSync(process.argv[1] ?? ''));
}
