import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileUri, finding, findings, noFinding, open } from './kit.ts';

describe('findings', () => {
  afterEach(closeAll);

  const expected = [
    ['a template', 'gpu-vm.json', 'missing-gpu-extension', vscode.DiagnosticSeverity.Warning],
    [
      'a parameter file',
      'gpu-pool.parameters.json',
      'gpu-oversubscription',
      vscode.DiagnosticSeverity.Error,
    ],
    [
      'a scenario',
      'kubernetes-first.gpuscenario.yaml',
      'kubernetes-takes-gpus',
      vscode.DiagnosticSeverity.Error,
    ],
  ] as const;
  for (const [kind, name, rule, severity] of expected) {
    it(`shows ${rule} in ${kind}`, async () => {
      const document = await open(name);
      const shown = await finding(document, rule);
      assert.equal(shown.severity, severity);
      assert.equal(shown.source, 'edge-gpu');
      assert.ok(!shown.range.isEmpty);
    });
  }

  it('points at the value that a person would change', async () => {
    const document = await open('gpu-pool.parameters.json');
    const { range } = await finding(document, 'gpu-oversubscription');
    assert.equal(document.getText(range), '3');
  });

  it('follows what is typed', async () => {
    const document = await open('gpu-pool.parameters.json');
    const { range } = await finding(document, 'gpu-oversubscription');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, '1');
    await vscode.workspace.applyEdit(edit);
    await noFinding(document, 'gpu-oversubscription');
  });

  it('leaves other JSON files alone while the server runs', async () => {
    await finding(await open('gpu-vm.json'), 'missing-gpu-extension');
    const other = await open('package.json');
    await finding(await open('gpu-vm.json'), 'missing-gpu-extension');
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
  });

  it('follows files that come and go on disk', async () => {
    const template = fileUri('later.json');
    const scenario = await open('later.gpuscenario.yaml');
    await finding(scenario, 'scenario-reference');
    await vscode.workspace.fs.copy(fileUri('gpu-vm.json'), template, { overwrite: true });
    try {
      await noFinding(scenario, 'scenario-reference');
    } finally {
      await vscode.workspace.fs.delete(template);
    }
    await finding(scenario, 'scenario-reference');
    assert.equal(findings(scenario, 'internal-error').length, 0);
  });
});
