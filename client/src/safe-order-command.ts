import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  safeOrderRequest,
  type SafeOrderAnswer,
  type SafeOrderParams,
  type SafeOrderResult,
} from '../../server/src/lsp/protocol.ts';
import { askDevice } from './ask-assumption.ts';
import { isRelevant } from './relevance.ts';
import { sentence } from './sentence.ts';

/**
 * Registers the command that says in which order the active scenario, or the active template and
 * Kubernetes, get all their GPUs, or why in none and what would help.
 */
export function registerSafeOrderCommand(
  start: () => Promise<BaseLanguageClient>,
  memory: vscode.Memento,
): vscode.Disposable {
  const ask = async (params: SafeOrderParams): Promise<SafeOrderResult> =>
    (await start()).sendRequest<SafeOrderResult>(safeOrderRequest, params);

  const run = async (file?: vscode.Uri): Promise<void> => {
    const document =
      file instanceof vscode.Uri
        ? await vscode.workspace.openTextDocument(file)
        : vscode.window.activeTextEditor?.document;
    if (!document || !isRelevant(document)) return say(nothingHere);
    const params: SafeOrderParams = { uri: document.uri.toString() };
    let result = await ask(params);
    if (result.kind === 'template' && result.answers.length === 0 && !result.problem) {
      const device = await askDevice(await start(), memory);
      if (device === undefined) return;
      result = await ask({ ...params, device });
    }
    const answer = await chosen(result.answers);
    if (answer) return show(answer);
    if (result.answers.length === 0) say(result.problem ?? nothingHere);
  };

  return vscode.commands.registerCommand('edgeGpu.safeOrder', run);
}

const nothingHere = 'No order to find here: open a GPU scenario or an ARM template.';

/** A file may hold several scenarios, and a template may have several parameter files. */
async function chosen(answers: readonly SafeOrderAnswer[]): Promise<SafeOrderAnswer | undefined> {
  const [first, ...others] = answers;
  if (!first || others.length === 0) return first;
  const items = answers.map((answer) => ({ label: answer.name, detail: answer.answer, answer }));
  const item = await vscode.window.showQuickPick(items, {
    title: 'Find a safe order: of what',
    matchOnDetail: true,
  });
  return item?.answer;
}

/** Modal, as it is the answer to a question and has several lines. */
function show({ name, device, kind, answer, details }: SafeOrderAnswer): void {
  const options = { modal: true, detail: [`${name}: ${device}`, '', ...details].join('\n') };
  const message = sentence(answer);
  switch (kind) {
    case 'as-written':
    case 'reordered':
      void vscode.window.showInformationMessage(message, options);
      return;
    case 'impossible':
    case 'unknown':
      void vscode.window.showWarningMessage(message, options);
  }
}

function say(message: string): void {
  // Nobody waits until the message is dismissed.
  void vscode.window.showInformationMessage(sentence(message));
}
