import * as vscode from 'vscode';
import type { SimulateParams, SimulateResult, StepView } from '../../server/src/lsp/protocol.ts';
import { afterQuiet } from './after-quiet.ts';
import { isRelevant } from './relevance.ts';
import {
  isPageMessage,
  timelineBody,
  timelinePage,
  type PageUpdate,
  type StepChoice,
} from './timeline-html.ts';

/** Asks the server for the timelines of a document. */
export type Simulate = (params: SimulateParams) => Promise<SimulateResult>;

/** The panels that show timelines, one for each document. */
export interface TimelinePanels {
  /** Shows what `params` was answered with, in the document's panel beside the editor. */
  readonly show: (params: SimulateParams, result: SimulateResult) => void;
  readonly dispose: () => void;
}

/** Milliseconds without a change after which a panel asks anew. */
const quietTime = 300;

/** Returns the panels; each follows the changes of whatever it may depend on through `simulate`. */
export function timelinePanels(simulate: Simulate): TimelinePanels {
  const panels = new Map<string, Panel>();
  const refreshSoon = afterQuiet(quietTime, () => panels.forEach((panel) => panel.refresh()));
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // A scenario's timeline also depends on templates and parameter files.
      const counts = panels.size > 0 && contentChanges.length > 0 && isRelevant(document);
      if (counts) refreshSoon.call();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('edgeGpu')) refreshSoon.call();
    }),
    refreshSoon,
  );

  return {
    show: (params, result) => {
      const panel = panels.get(params.uri) ?? openPanel(simulate, params.uri);
      if (!panels.has(params.uri)) {
        panels.set(params.uri, panel);
        panel.onClose(() => panels.delete(params.uri));
      }
      panel.show(params, result);
    },
    dispose: () => {
      subscriptions.dispose();
      panels.forEach((panel) => panel.close());
    },
  };
}

interface Panel {
  readonly show: (params: SimulateParams, result: SimulateResult) => void;
  readonly refresh: () => void;
  readonly close: () => void;
  readonly onClose: (run: () => void) => void;
}

function openPanel(simulate: Simulate, uri: string): Panel {
  const name = uriName(uri);
  const view = vscode.window.createWebviewPanel(
    'edgeGpu.timeline',
    `GPU claims: ${name}`,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, enableFindWidget: true, localResourceRoots: [] },
  );
  let params: SimulateParams = { uri };
  let timelines: SimulateResult['timelines'] = [];
  let notice: string | undefined;
  let asked = 0;

  const post = (): void => {
    const update: PageUpdate = { type: 'update', body: timelineBody(timelines, notice) };
    void view.webview.postMessage(update);
  };
  const take = (result: SimulateResult): void => {
    if (result.timelines.length > 0) {
      ({ timelines } = result);
      notice = result.problem;
    } else {
      // While someone types there may be nothing to simulate: the last picture stays.
      notice = `Not up to date: ${result.problem ?? `there is nothing to simulate in ${name}`}`;
    }
    post();
  };
  const refresh = async (): Promise<void> => {
    const number = ++asked;
    const result = await simulate(params).catch((error: unknown): SimulateResult => ({
      kind: 'other',
      timelines: [],
      problem: error instanceof Error ? error.message : String(error),
    }));
    // An answer that a newer question has overtaken is dropped.
    if (number === asked) take(result);
  };

  view.webview.onDidReceiveMessage((message: unknown) => {
    if (!isPageMessage(message)) return;
    // A page that was hidden is made anew when it is shown, and then asks for its content.
    if (message.type === 'ready') return post();
    const step = stepAt(timelines, message);
    if (step) void reveal(step);
  });
  view.webview.html = timelinePage(crypto.randomUUID());

  return {
    show: (newParams, result) => {
      params = newParams;
      asked++;
      take(result);
      view.reveal(undefined, true);
    },
    refresh: () => void refresh(),
    close: () => {
      view.dispose();
    },
    onClose: (run) => void view.onDidDispose(run),
  };
}

function stepAt(timelines: SimulateResult['timelines'], choice: StepChoice): StepView | undefined {
  return timelines[choice.timeline]?.steps[choice.step];
}

/** Selects a step in the editor that shows its document, or in one beside the panel. */
async function reveal(step: StepView): Promise<void> {
  const { start, end } = step.range;
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === step.uri,
  );
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(step.uri), {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function uriName(uri: string): string {
  const { path } = vscode.Uri.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}
