// The server as a process. VS Code starts it and reads files for it; other editors speak to it
// over standard input and output and leave the reading to it.
import process from 'node:process';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { diskFiles } from './cli/disk-files.ts';
import { startServer } from './lsp/server.ts';

startServer(createConnection(ProposedFeatures.all), {
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  files: process.argv.includes('--stdio') ? diskFiles : undefined,
});
