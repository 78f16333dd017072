import * as vscode from 'vscode';
import type {
  PictureParams,
  PictureResult,
  SimulateParams,
  SimulateResult,
  StepView,
} from '../../server/src/lsp/protocol.ts';
import { afterQuiet } from './after-quiet.ts';
import { editorRange } from './editor-range.ts';
import { isRelevant } from './relevance.ts';
import { savePicture } from './save-picture.ts';
import { stepAtLine } from './step-at-line.ts';
import {
  isPageMessage,
  timelineBody,
  timelinePage,
  type PageMessage,
  type PageUpdate,
  type StepChoice,
} from './timeline-html.ts';

/** Asks the server for what a panel shows. */
export interface TimelineSource {
  /** The timelines of a document. */
  readonly simulate: (params: SimulateParams) => Promise<SimulateResult>;
  /** One of them as a picture to be kept. */
  readonly picture: (params: PictureParams) => Promise<PictureResult>;
}

/** The panels that show timelines, one for each document. */
export interface TimelinePanels {
  /** Shows what `params` was answered with, in the document's panel beside the editor. */
  readonly show: (params: SimulateParams, result: SimulateResult) => void;
  readonly dispose: () => void;
}

/** Milliseconds without a change after which a panel asks anew. */
const quietTime = 300;

/** Returns the panels; each follows the changes of whatever it may depend on through `source`. */
export function timelinePanels(source: TimelineSource): TimelinePanels {
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
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const line = selections[0]?.active.line;
      if (line === undefined) return;
      const uri = textEditor.document.uri.toString();
      panels.forEach((panel) => panel.markStep(uri, line));
    }),
    refreshSoon,
  );

  return {
    show: (params, result) => {
      const panel = panels.get(params.uri) ?? openPanel(source, params.uri);
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
  /** Marks the step on a line of a document, where the cursor is. */
  readonly markStep: (uri: string, line: number) => void;
  readonly close: () => void;
  readonly onClose: (run: () => void) => void;
}

function openPanel(source: TimelineSource, uri: string): Panel {
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
  let current: StepChoice | undefined;
  let asked = 0;
  let drawn: ((png: Uint8Array | undefined) => void) | undefined;

  const send = (update: PageUpdate): void => void view.webview.postMessage(update);
  const post = (): void => {
    send({ type: 'update', body: timelineBody(timelines, notice) });
    send({ type: 'current', at: current });
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
    const result = await source.simulate(params).catch((error: unknown): SimulateResult => ({
      kind: 'other',
      timelines: [],
      problem: error instanceof Error ? error.message : String(error),
    }));
    // An answer that a newer question has overtaken is dropped.
    if (number === asked) take(result);
  };
  const choose = (timeline: number, course: string): void => {
    const courses = timelines.map((one, position) => ({
      timeline: one.index,
      course: position === timeline ? course : one.course,
    }));
    params = { ...params, courses };
    void refresh();
  };
  /** Lets the page draw, which alone knows the colours of the theme. */
  const draw = (svg: string): Promise<Uint8Array | undefined> =>
    new Promise((resolve) => {
      drawn?.(undefined);
      drawn = resolve;
      send({ type: 'draw', svg });
    });
  const answer = (message: PageMessage): void => {
    switch (message.type) {
      case 'ready':
        // A page that was hidden is made anew when it is shown, and then asks for its content.
        return post();
      case 'reveal': {
        const step = timelines[message.timeline]?.steps[message.step];
        return step && void reveal(step);
      }
      case 'course':
        return choose(message.timeline, message.course);
      case 'save': {
        const shown = timelines[message.timeline];
        if (!shown) return;
        const { index: timeline, name: title } = shown;
        const picture = (): Promise<PictureResult> => source.picture({ ...params, timeline });
        return void savePicture({ document: uri, title, format: message.format, picture, draw });
      }
      case 'drawn':
        drawn?.(message.png);
        drawn = undefined;
    }
  };

  view.webview.onDidReceiveMessage((message: unknown) => {
    if (isPageMessage(message)) answer(message);
  });
  view.onDidDispose(() => drawn?.(undefined));
  view.webview.html = timelinePage(crypto.randomUUID());

  return {
    show: (newParams, result) => {
      params = newParams;
      asked++;
      take(result);
      view.reveal(undefined, true);
    },
    refresh: () => void refresh(),
    markStep: (document, line) => {
      if (document !== uri) return;
      const at = stepAtLine(timelines, document, line);
      if (at?.timeline === current?.timeline && at?.step === current?.step) return;
      current = at;
      send({ type: 'current', at });
    },
    close: () => {
      view.dispose();
    },
    onClose: (run) => void view.onDidDispose(run),
  };
}

/** Selects a step in the editor that shows its document, or in one beside the panel. */
async function reveal(step: StepView): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === step.uri,
  );
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(step.uri), {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection: editorRange(step.range),
  });
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function uriName(uri: string): string {
  const { path } = vscode.Uri.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}
