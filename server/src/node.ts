// The server as a process of the extension: the client reads files for it.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './lsp/server.ts';

startServer(createConnection(ProposedFeatures.all), {
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  files: undefined,
});
