// The web entry: the server is a worker.
/// <reference lib="webworker" />
import { Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
} from 'vscode-languageclient/browser';
import { createExtension } from './extension.ts';

export const { activate, deactivate } = createExtension((context, options) => {
  const script = Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  // The ways to the worker, not the worker: VS Code's extension host puts its own function in the
  // place of `Worker`, so that the library would not know one by its class.
  const start = () => {
    const worker = new Worker(script);
    const [reader, writer] = [new BrowserMessageReader(worker), new BrowserMessageWriter(worker)];
    return Promise.resolve({ reader, writer });
  };
  return new LanguageClient('edgeGpu', 'Edge GPU', start, options);
});
