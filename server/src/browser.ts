// The server as a worker of the extension in a browser: the client reads files for it.
/// <reference lib="webworker" />
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { startServer } from './lsp/server.ts';

const [reader, writer] = [new BrowserMessageReader(self), new BrowserMessageWriter(self)];
startServer(createConnection(ProposedFeatures.all, reader, writer), {
  nextTurn: () => new Promise((resolve) => setTimeout(resolve)),
  files: undefined,
  translations: undefined,
});
