// The web entry: the server is a worker.
/// <reference lib="webworker" />
import { Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { createExtension } from './extension.ts';

export const { activate, deactivate } = createExtension((context, options) => {
  const script = Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  return new LanguageClient(
    'edgeGpu',
    'Edge GPU',
    () => Promise.resolve(new Worker(script)),
    options,
  );
});
