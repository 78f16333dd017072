import {
  CodeActionKind,
  PositionEncodingKind,
  TextDocumentSyncKind,
  type InitializeResult,
} from 'vscode-languageserver';
import { fixAllKind } from '../features/code-actions.ts';
import type { ClientFeatures } from './client-features.ts';

/** Returns what the server offers to a client. */
export function initializeResult(client: ClientFeatures): InitializeResult {
  const everywhere = { filters: [{ pattern: { glob: '**' } }] };
  return {
    serverInfo: { name: 'edge-gpu' },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ["'", '"', '[', '(', ',', '.', '/', ':', ' '] },
      signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] },
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
      documentSymbolProvider: true,
      documentLinkProvider: {},
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      inlayHintProvider: true,
      codeLensProvider: {},
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: {
          identifier: 'edge-gpu',
          interFileDependencies: true,
          workspaceDiagnostics: true,
          workDoneProgress: true,
        },
      }),
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { didCreate: everywhere, didRename: everywhere, didDelete: everywhere },
      },
    },
  };
}
