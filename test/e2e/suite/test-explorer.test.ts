import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EdgeGpuApi } from '../../../client/src/extension.ts';
import type { FinishedRun } from '../../../client/src/test-explorer.ts';
import { closeAll, eventually, fileUri, open } from './kit.ts';

describe('the Test Explorer', () => {
  let tests: EdgeGpuApi['tests'];
  const runs: FinishedRun[] = [];
  let subscription: vscode.Disposable | undefined;

  before(async () => {
    const extension = vscode.extensions.getExtension<EdgeGpuApi>('edge-gpu.edge-gpu');
    assert.ok(extension, 'the extension is installed');
    ({ tests } = await extension.activate());
    subscription = tests.onDidFinishRun((run) => runs.push(run));
  });
  after(() => void subscription?.dispose());
  afterEach(closeAll);

  it('shows the scenarios of an opened file, and what they promise', async () => {
    await open('vm-first.gpuscenario.yaml');
    const file = await eventually('the file', () => itemOf('vm-first.gpuscenario.yaml'));
    await eventually('its scenarios', () => (file.children.size > 0 ? true : undefined));
    const labels = labelsBelow(file);
    assert.ok(labels.includes('outcome'), labels.join('; '));
  });

  it('runs every scenario of the workspace', async () => {
    runs.length = 0;
    await vscode.commands.executeCommand('testing.runAll');
    const run = await eventually('the end of the run', () => runs[0]);
    assert.ok(itemOf('kubernetes-first.gpuscenario.yaml'), 'files are found without being opened');
    assert.ok(run.passed.length > 0, JSON.stringify(run));
    assert.ok(
      run.failed.some((name) => name.endsWith(': outcome')),
      JSON.stringify(run),
    );
    assert.deepEqual(run.errored, ['broken.gpuscenario.yaml']);
  });

  it('follows what is typed', async () => {
    const document = await open('vm-first.gpuscenario.yaml');
    const file = await eventually('the file', () => itemOf('vm-first.gpuscenario.yaml'));
    const before = await eventually('its scenarios', () => labelsBelow(file)[0]);
    const edit = new vscode.WorkspaceEdit();
    const line = document.lineAt(0);
    edit.replace(document.uri, line.range, 'scenario: renamed while it is open');
    await vscode.workspace.applyEdit(edit);
    assert.notEqual(before, 'renamed while it is open');
    await eventually('the new name', () =>
      labelsBelow(file)[0] === 'renamed while it is open' ? true : undefined,
    );
  });

  function itemOf(name: string): vscode.TestItem | undefined {
    return tests.controller.items.get(fileUri(name).toString());
  }
});

function labelsBelow(item: vscode.TestItem): string[] {
  return [...item.children].flatMap(([, child]) => [child.label, ...labelsBelow(child)]);
}
