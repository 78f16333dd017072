import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, open } from './kit.ts';

describe('the command that simulates GPU claims', () => {
  afterEach(closeAll);

  it('opens a panel for a scenario, and no second one', async () => {
    await open('kubernetes-first.gpuscenario.yaml');
    await vscode.commands.executeCommand('edgeGpu.simulate');
    await eventually('the panel', () => panels()[0]);
    await open('kubernetes-first.gpuscenario.yaml');
    await vscode.commands.executeCommand('edgeGpu.simulate');
    assert.deepEqual(panels(), ['GPU claims: kubernetes-first.gpuscenario.yaml']);
  });

  it('opens one for each document', async () => {
    for (const name of ['kubernetes-first', 'vm-first']) {
      await open(`${name}.gpuscenario.yaml`);
      await vscode.commands.executeCommand('edgeGpu.simulate');
    }
    await eventually('two panels', () => (panels().length === 2 ? true : undefined));
  });

  it('takes the file that an editor title names', async () => {
    const document = await open('vm-first.gpuscenario.yaml');
    await open('package.json');
    await vscode.commands.executeCommand('edgeGpu.simulate', document.uri);
    await eventually('the panel', () => panels()[0]);
  });

  it('opens nothing for another file', async () => {
    await open('package.json');
    await vscode.commands.executeCommand('edgeGpu.simulate');
    assert.deepEqual(panels(), []);
  });
});

/** Returns the titles of the open timeline panels. */
function panels(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => {
      return input instanceof vscode.TabInputWebview && input.viewType.endsWith('edgeGpu.timeline');
    })
    .map(({ label }) => label);
}
