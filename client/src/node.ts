// The desktop entry: the server is a Node process.
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { createExtension } from './extension.ts';

export const { activate, deactivate } = createExtension((context, options) => {
  const module = context.asAbsolutePath('dist/server.js');
  return new LanguageClient(
    'edgeGpu',
    'Edge GPU',
    { module, transport: TransportKind.ipc },
    options,
  );
});
