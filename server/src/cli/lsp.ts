import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { ExitCode } from './io.ts';

/**
 * Runs `edge-gpu lsp --stdio`: the server's own bundle beside this one, so that all other commands
 * start without it. It reads `--stdio` itself; the open streams keep the process until the editor
 * ends it.
 */
export async function lsp(): Promise<ExitCode> {
  const bundle = join(dirname(realpathSync(process.argv[1] ?? '')), 'server.js');
  await import(pathToFileURL(bundle).href);
  return 0;
}
