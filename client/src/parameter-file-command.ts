import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  parameterFilesRequest,
  type ParameterFileChoice,
  type ParameterFilesParams,
} from '../../server/src/lsp/protocol.ts';

/**
 * Registers the command that asks which of its parameter files a template is looked at with.
 * `start` gives the running server; `use` takes the answer.
 */
export function registerParameterFileCommand(
  start: () => Promise<BaseLanguageClient>,
  use: (template: string, file: string) => Promise<void>,
): vscode.Disposable {
  // A code lens names its file; the palette means the active editor.
  const run = async (file?: string): Promise<void> => {
    const uri = file ?? vscode.window.activeTextEditor?.document.uri.toString();
    if (uri === undefined) return;
    const client = await start();
    const params: ParameterFilesParams = { uri };
    const choices = await client.sendRequest<readonly ParameterFileChoice[]>(
      parameterFilesRequest,
      params,
    );
    if (choices.length === 0) {
      const message = 'This file has no parameter files: name one after it, or configure it.';
      void vscode.window.showInformationMessage(message);
      return;
    }
    const item = await vscode.window.showQuickPick(choices.map(quickPickItem), {
      title: 'Parameter file for hovers, hints and lenses',
    });
    if (item) await use(uri, item.uri);
  };
  return vscode.commands.registerCommand('edgeGpu.chooseParameterFile', run);
}

function quickPickItem({ uri, path, inUse }: ParameterFileChoice) {
  return { uri, label: path, ...(inUse && { description: 'in use' }) };
}
