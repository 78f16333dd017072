import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  scenarioOutlineRequest,
  scenarioRunRequest,
  type ScenarioFileParams,
  type ScenarioOutline,
  type ScenarioOutlineResult,
  type ScenarioRunResult,
  type ScenarioTestOutline,
  type ScenarioTestRun,
} from '../../server/src/lsp/protocol.ts';
import { afterQuiet } from './after-quiet.ts';
import { editorRange } from './editor-range.ts';
import { findScenarioFiles, scenarioFiles } from './find-scenario-files.ts';
import { isRelevant } from './relevance.ts';

/** Files whose change on disk may change a verdict. */
const filesThatCount = '**/*.{json,jsonc,yaml,yml}';

/** Milliseconds without a change after which scenarios are read or run again. */
const quietTime = 300;

/** Of the editor or our own. */
type Disposable = Pick<vscode.Disposable, 'dispose'>;

/** How a run came out: the labels of the tests, by verdict. */
export interface FinishedRun {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly errored: readonly string[];
}

/** The scenarios of the workspace in the Test Explorer. */
export interface TestExplorer {
  readonly controller: vscode.TestController;
  readonly onDidFinishRun: vscode.Event<FinishedRun>;
  readonly dispose: () => void;
}

/**
 * Shows the scenarios of the workspace as tests: a file holds its scenarios, a scenario what it
 * promises. A file is read when it is looked into, opened or run, and again when it changes.
 */
export function createTestExplorer(start: () => Promise<BaseLanguageClient>): TestExplorer {
  const controller = vscode.tests.createTestController('edgeGpu.scenarios', 'GPU scenarios');
  const finished = new vscode.EventEmitter<FinishedRun>();
  const subscriptions: Disposable[] = [controller, finished];
  const ask = async <R>(request: string, uri: string): Promise<R> => {
    const client = await start();
    const params: ScenarioFileParams = { uri };
    return client.sendRequest<R>(request, params);
  };

  const addFile = (uri: vscode.Uri): vscode.TestItem => {
    const id = uri.toString();
    const known = controller.items.get(id);
    if (known) return known;
    const file = controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    file.canResolveChildren = true;
    controller.items.add(file);
    return file;
  };

  const resolveFile = async (file: vscode.TestItem): Promise<void> => {
    file.busy = true;
    try {
      const outline = await ask<ScenarioOutlineResult>(scenarioOutlineRequest, file.id);
      const isEmpty = outline?.scenarios.length === 0;
      file.error = isEmpty ? 'There is no scenario in this file.' : undefined;
      showScenarios(controller, file, outline?.scenarios ?? []);
    } catch (error) {
      file.error = messageOf(error);
    } finally {
      file.busy = false;
    }
  };

  const changed = new Set<string>();
  const readChanged = afterQuiet(quietTime, () => {
    for (const id of changed) {
      const file = controller.items.get(id);
      // One that nobody has looked into is read when somebody does.
      if (file && file.children.size > 0) void resolveFile(file);
    }
    changed.clear();
  });
  subscriptions.push(readChanged);
  const fileChanged = (uri: vscode.Uri): void => {
    changed.add(uri.toString());
    readChanged.call();
  };

  let discovery: Promise<void> | undefined;
  /** Finds the scenario files of the workspace, and from then on follows which there are. */
  const discover = (): Promise<void> => {
    discovery ??= (async () => {
      const watcher = vscode.workspace.createFileSystemWatcher(scenarioFiles);
      subscriptions.push(
        watcher,
        watcher.onDidCreate((uri) => void addFile(uri)),
        watcher.onDidChange(fileChanged),
        watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
      );
      const found = await findScenarioFiles();
      found.forEach(addFile);
    })();
    return discovery;
  };

  const run = async (
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
  ): Promise<void> => {
    if (!request.include) await discover();
    const testRun = controller.createTestRun(request);
    const tally: Tally = { passed: [], failed: [], errored: [] };
    try {
      for (const file of filesOf(request, controller)) {
        if (token.isCancellationRequested) break;
        testRun.started(file);
        const result = await ask<ScenarioRunResult>(scenarioRunRequest, file.id).catch(messageOf);
        if (typeof result === 'string') {
          testRun.errored(file, new vscode.TestMessage(result));
          tally.errored.push(file.label);
          continue;
        }
        showScenarios(controller, file, result?.scenarios ?? []);
        tellVerdicts(testRun, file, result, isWanted(request), tally);
      }
    } finally {
      testRun.end();
      finished.fire(tally);
    }
  };

  const watches = new Set<Disposable>();
  /** Runs again whenever something changes that may change a verdict. */
  const watch = async (
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
  ): Promise<void> => {
    const runSoon = afterQuiet(quietTime, () => void run(request, token));
    const watcher = vscode.workspace.createFileSystemWatcher(filesThatCount);
    const watching = vscode.Disposable.from(
      runSoon,
      watcher,
      watcher.onDidCreate(runSoon.call),
      watcher.onDidChange(runSoon.call),
      watcher.onDidDelete(runSoon.call),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isRelevant(document)) runSoon.call();
      }),
    );
    watches.add(watching);
    token.onCancellationRequested(() => {
      watches.delete(watching);
      watching.dispose();
    });
    await run(request, token);
  };

  controller.resolveHandler = (item) => (item ? resolveFile(item) : discover());
  controller.refreshHandler = async () => {
    await discover();
    const found = await findScenarioFiles();
    const ids = new Set(found.map(String));
    for (const [id] of controller.items) if (!ids.has(id)) controller.items.delete(id);
    await Promise.all(found.map((uri) => resolveFile(addFile(uri))));
  };
  const profile = controller.createRunProfile(
    'Simulate',
    vscode.TestRunProfileKind.Run,
    (request, token) => (request.continuous ? watch(request, token) : run(request, token)),
    true,
    undefined,
    true,
  );

  const showOpened = (document: vscode.TextDocument): void => {
    if (isScenario(document)) void resolveFile(addFile(document.uri));
  };
  vscode.workspace.textDocuments.forEach(showOpened);
  subscriptions.push(
    profile,
    vscode.workspace.onDidOpenTextDocument(showOpened),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isScenario(document)) fileChanged(document.uri);
    }),
  );
  return {
    controller,
    onDidFinishRun: finished.event,
    dispose: () => void vscode.Disposable.from(...watches, ...subscriptions).dispose(),
  };
}

interface Tally {
  readonly passed: string[];
  readonly failed: string[];
  readonly errored: string[];
}

/** A scenario file in the workspace; the old side of a diff and the like are none. */
function isScenario({ uri }: vscode.TextDocument): boolean {
  return (
    /\.gpuscenario\.(?:ya?ml|json)$/i.test(uri.path) &&
    vscode.workspace.getWorkspaceFolder(uri) !== undefined
  );
}

/** Shows the scenarios of a file; an item that is there already stays the same item. */
function showScenarios(
  controller: vscode.TestController,
  file: vscode.TestItem,
  scenarios: readonly ScenarioOutline[],
): void {
  const items = scenarios.map((scenario, index) => {
    const item = childItem(controller, file, `${file.id}#${index}`, scenario);
    const tests = scenario.tests.map((test) => {
      return childItem(controller, item, `${item.id}/${test.key}`, test);
    });
    item.children.replace(tests);
    return item;
  });
  file.children.replace(items);
}

function childItem(
  controller: vscode.TestController,
  parent: vscode.TestItem,
  id: string,
  { name, range }: Pick<ScenarioTestOutline, 'name' | 'range'>,
): vscode.TestItem {
  const item = parent.children.get(id) ?? controller.createTestItem(id, name, parent.uri);
  item.label = name;
  item.range = editorRange(range);
  // By label, `step 10` would come before `step 2`.
  item.sortText = `${String(range.start.line).padStart(7, '0')} ${id.endsWith('/outcome') ? 1 : 0}`;
  return item;
}

/** Returns the files that a run is about. */
function filesOf(
  { include, exclude }: vscode.TestRunRequest,
  { items }: vscode.TestController,
): readonly vscode.TestItem[] {
  const files = include ? include.map(fileOf) : [...items].map(([, file]) => file);
  return [...new Set(files)].filter((file) => !exclude?.includes(file));
}

function fileOf(item: vscode.TestItem): vscode.TestItem {
  return item.parent ? fileOf(item.parent) : item;
}

/** Returns what says whether a test is to be run: it or one above it is named, and none excluded. */
function isWanted({ include, exclude }: vscode.TestRunRequest): (item: vscode.TestItem) => boolean {
  // By id: a run makes the items of a file that nobody had looked into.
  const included = include && new Set(include.map(({ id }) => id));
  const excluded = new Set(exclude?.map(({ id }) => id));
  return (test) => {
    let isIncluded = included === undefined;
    for (let item: vscode.TestItem | undefined = test; item; item = item.parent) {
      if (excluded.has(item.id)) return false;
      isIncluded ||= included?.has(item.id) === true;
    }
    return isIncluded;
  };
}

function tellVerdicts(
  run: vscode.TestRun,
  file: vscode.TestItem,
  result: ScenarioRunResult,
  wanted: (item: vscode.TestItem) => boolean,
  tally: Tally,
): void {
  if (!result || result.problem || result.scenarios.length === 0) {
    const text = result?.problem?.message ?? 'there is no scenario in this file';
    const message = new vscode.TestMessage(text);
    if (file.uri && result?.problem) {
      message.location = new vscode.Location(file.uri, editorRange(result.problem.range));
    }
    run.errored(file, message);
    run.appendOutput(`${file.label}: ${text}\r\n`);
    tally.errored.push(file.label);
    return;
  }
  result.scenarios.forEach((scenario, index) => {
    const item = file.children.get(`${file.id}#${index}`);
    for (const test of scenario.tests) {
      const testItem = item?.children.get(`${item.id}/${test.key}`);
      if (!testItem || !wanted(testItem)) continue;
      tellVerdict(run, testItem, test);
      (test.failure ? tally.failed : tally.passed).push(`${scenario.name}: ${test.name}`);
      const verdict = test.failure ? `failed: ${test.failure.message}` : 'passed';
      run.appendOutput(`${scenario.name}: ${test.name}: ${verdict}\r\n`);
    }
  });
}

function tellVerdict(
  run: vscode.TestRun,
  item: vscode.TestItem,
  { failure }: ScenarioTestRun,
): void {
  if (!failure) return run.passed(item);
  const { message, expected, actual, range } = failure;
  const told = vscode.TestMessage.diff(message, expected, actual);
  if (item.uri) told.location = new vscode.Location(item.uri, editorRange(range));
  run.failed(item, told);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
