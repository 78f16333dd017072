// The server as a process. VS Code starts it and reads files for it; other editors speak to it
// over standard input and output and leave the reading to it.
import process from 'node:process';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { translationsFolder } from './cli/bundles.ts';
import { diskFiles } from './cli/disk-files.ts';
import { translationsFor } from './cli/translations.ts';
import { startServer } from './lsp/server.ts';

/** Another editor than VS Code, which hands over neither files nor translations. */
const isAlone = process.argv.includes('--stdio');

startServer(createConnection(ProposedFeatures.all), {
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  files: isAlone ? diskFiles : undefined,
  translations: isAlone ? (locale) => translationsFor(translationsFolder(), locale) : undefined,
});
