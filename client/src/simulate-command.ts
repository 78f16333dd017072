import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  pictureRequest,
  simulateRequest,
  type PictureParams,
  type PictureResult,
  type SimulateParams,
  type SimulateResult,
} from '../../server/src/lsp/protocol.ts';
import { askAssumption } from './ask-assumption.ts';
import { isRelevant } from './relevance.ts';
import { sentence } from './sentence.ts';
import { timelinePanels } from './timeline-panel.ts';

/**
 * Registers the command that shows who claims which GPU after each step of the active scenario or
 * template. `start` gives the running server; answers to questions are kept in `memory`.
 */
export function registerSimulateCommand(
  start: () => Promise<BaseLanguageClient>,
  memory: vscode.Memento,
): vscode.Disposable {
  const simulate = async (params: SimulateParams): Promise<SimulateResult> => {
    const client = await start();
    const result = await client.sendRequest<SimulateResult>(simulateRequest, params);
    // A scenario without steps succeeds, which is no news to anybody.
    return { ...result, timelines: result.timelines.filter(({ steps }) => steps.length > 0) };
  };
  const picture = async (params: PictureParams): Promise<PictureResult> => {
    const client = await start();
    return client.sendRequest<PictureResult>(pictureRequest, params);
  };
  const panels = timelinePanels({ simulate, picture });

  // A button in an editor's title or a code lens names its file; the palette means the active editor.
  const run = async (file?: vscode.Uri | string): Promise<void> => {
    const uri = typeof file === 'string' ? vscode.Uri.parse(file) : file;
    const document =
      uri instanceof vscode.Uri
        ? await vscode.workspace.openTextDocument(uri)
        : vscode.window.activeTextEditor?.document;
    if (!document || !isRelevant(document)) return say(nothingHere);
    let params: SimulateParams = { uri: document.uri.toString() };
    let result = await simulate(params);
    if (result.kind === 'template' && result.timelines.length === 0) {
      const assume = await askAssumption(await start(), memory);
      if (!assume) return;
      params = { ...params, assume };
      result = await simulate(params);
    }
    if (result.timelines.length > 0) return panels.show(params, result);
    if (result.kind === 'other') return say(result.problem ?? nothingHere);
    await sayWithProblems(result.problem ?? 'There is no step to simulate in this file.');
  };

  return vscode.Disposable.from(panels, vscode.commands.registerCommand('edgeGpu.simulate', run));
}

const nothingHere = 'Nothing to simulate here: open a GPU scenario or an ARM template.';

function say(message: string): void {
  // Nobody waits until the message is dismissed.
  void vscode.window.showInformationMessage(sentence(message));
}

async function sayWithProblems(message: string): Promise<void> {
  const show = 'Show Problems';
  const answer = await vscode.window.showWarningMessage(sentence(message), show);
  if (answer === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
