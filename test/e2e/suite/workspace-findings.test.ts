import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, fileUri, finding, open } from './kit.ts';

describe('findings of the workspace', () => {
  afterEach(closeAll);

  it('are there for a file that nobody has opened', async () => {
    await finding(await open('gpu-vm.json'), 'missing-gpu-extension');
    const uri = vscode.Uri.joinPath(fileUri('never-opened'), 'plan.gpuscenario.yaml');
    const text = await vscode.workspace.fs.readFile(fileUri('kubernetes-first.gpuscenario.yaml'));
    await vscode.workspace.fs.writeFile(uri, text);
    try {
      const shown = await eventually('a finding in a file that is not open', () => {
        return vscode.languages.getDiagnostics(uri)[0];
      });
      assert.equal(shown.source, 'edge-gpu');
      assert.ok(vscode.workspace.textDocuments.every((one) => one.uri.path !== uri.path));
    } finally {
      await vscode.workspace.fs.delete(fileUri('never-opened'), { recursive: true });
    }
    await eventually('the end of its findings', () => {
      return vscode.languages.getDiagnostics(uri).length === 0 ? true : undefined;
    });
  });
});
