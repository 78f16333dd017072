import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, open } from './kit.ts';

describe('the command that shows a template expanded', () => {
  afterEach(closeAll);

  it('opens a read-only document beside it, which follows edits', async () => {
    const parameters = await open('gpu-pool.parameters.json');
    const template = await open('gpu-pool.json');
    await vscode.commands.executeCommand('edgeGpu.expandTemplate');
    const expanded = await eventually('the document', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'edge-gpu-expanded'),
    );
    assert.match(expanded.getText(), /"worker2"/);
    assert.doesNotMatch(expanded.getText(), /"worker3"|copyIndex/);
    assert.equal(expanded.languageId, template.languageId);

    const edit = new vscode.WorkspaceEdit();
    const offset = parameters.getText().indexOf('3 }');
    const range = new vscode.Range(
      parameters.positionAt(offset),
      parameters.positionAt(offset + 1),
    );
    edit.replace(parameters.uri, range, '4');
    await vscode.workspace.applyEdit(edit);
    await eventually('the fourth VM', () => /"worker3"/.test(expanded.getText()) || undefined);
    assert.deepEqual(vscode.languages.getDiagnostics(expanded.uri), []);
  });
});
