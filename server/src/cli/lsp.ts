import { startStdioServer } from './stdio-server.ts';
import type { ExitCode } from './io.ts';

/** Runs `edge-gpu lsp --stdio`; the open streams keep the process until the editor ends it. */
export function lsp(): ExitCode {
  startStdioServer();
  return 0;
}
