import { importBundle } from './bundles.ts';
import type { ExitCode } from './io.ts';

/**
 * Runs `edge-gpu lsp --stdio`: the server's own bundle. It reads `--stdio` itself; the open
 * streams keep the process until the editor ends it.
 */
export async function lsp(): Promise<ExitCode> {
  await importBundle('server.js');
  return 0;
}
