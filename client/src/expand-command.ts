import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  expandRequest,
  type ExpandParams,
  type ExpandResult,
} from '../../server/src/lsp/protocol.ts';
import { expandedScheme, isRelevant } from './relevance.ts';
import { sentence } from './sentence.ts';

/** The documents beside templates that show them expanded. */
export interface ExpandedTemplates {
  /** Brings what is open up to date, soon. */
  readonly refresh: () => void;
  readonly subscription: vscode.Disposable;
}

/** Milliseconds without a change after which what is open is expanded again. */
const pause = 300;

/**
 * Registers the command that shows the active template with its loops unrolled and its
 * expressions evaluated, in a read-only document that follows edits. `start` gives the running
 * server.
 */
export function registerExpandCommand(start: () => Promise<BaseLanguageClient>): ExpandedTemplates {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const expand = async (uri: string): Promise<ExpandResult> => {
    const client = await start();
    const params: ExpandParams = { uri };
    return client.sendRequest<ExpandResult>(expandRequest, params);
  };

  const refresh = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const { uri } of vscode.workspace.textDocuments) {
        if (uri.scheme === expandedScheme) changed.fire(uri);
      }
    }, pause);
  };

  // A button or a lens names its file; the palette means the active editor.
  const run = async (file?: vscode.Uri | string): Promise<void> => {
    const named = typeof file === 'string' ? vscode.Uri.parse(file) : file;
    const source =
      named instanceof vscode.Uri
        ? await vscode.workspace.openTextDocument(named)
        : vscode.window.activeTextEditor?.document;
    if (!source || !isRelevant(source)) return say('Open an ARM template to expand it.');
    const result = await expand(source.uri.toString());
    if ('problem' in result) return say(sentence(result.problem));
    const opened = await vscode.workspace.openTextDocument(expandedUri(source.uri, result.name));
    // Colours are those of the template; the extension that gives them may have a language for it.
    const document = await vscode.languages.setTextDocumentLanguage(opened, source.languageId);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  };

  const subscription = vscode.Disposable.from(
    changed,
    new vscode.Disposable(() => clearTimeout(timer)),
    vscode.workspace.registerTextDocumentContentProvider(expandedScheme, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri) {
        const result = await expand(uri.query);
        return 'problem' in result ? `// ${result.problem}\n` : result.text;
      },
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isRelevant(document)) refresh();
    }),
    vscode.commands.registerCommand('edgeGpu.expandTemplate', run),
  );
  return { refresh, subscription };
}

/** The name that the tab shows, and in the query the file that is expanded. */
function expandedUri(source: vscode.Uri, name: string): vscode.Uri {
  const stem = name.replace(/\.jsonc?$/i, '');
  const path = source.path.replace(/[^/]*$/, `${stem} (expanded).json`);
  return vscode.Uri.from({ scheme: expandedScheme, path, query: source.toString() });
}

function say(message: string): void {
  // Nobody waits until the message is dismissed.
  void vscode.window.showInformationMessage(message);
}
