import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, finding, noFinding, open } from './kit.ts';

describe('quick fixes', () => {
  afterEach(closeAll);

  it('insert the missing driver extension and keep the rest as it is', async () => {
    const document = await open('gpu-vm.json');
    const before = document.getText();
    const { range } = await finding(document, 'missing-gpu-extension');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ edit, diagnostics }) => {
      return edit && diagnostics?.some(({ code }) => ruleOf(code) === 'missing-gpu-extension');
    });
    assert.ok(fix?.edit, `a fix among: ${actions.map(({ title }) => title).join('; ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));

    const after = document.getText();
    assert.match(after, /"NvidiaGpuDriverLinux"/);
    for (const line of before.split('\n').filter((text) => text.includes('//'))) {
      assert.ok(after.includes(line), `kept: ${line}`);
    }
    await noFinding(document, 'missing-gpu-extension');
  });
});

function ruleOf(code: vscode.Diagnostic['code']): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
