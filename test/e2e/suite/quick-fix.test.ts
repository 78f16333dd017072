import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, finding, noFinding, open } from './kit.ts';

describe('quick fixes', () => {
  afterEach(closeAll);

  for (const [form, title] of [
    ['a resource of its own', /driver extension for Linux(?!.*child)/],
    ['a child resource', /driver extension for Linux.*child resource/],
  ] as const) {
    it(`insert the missing driver extension as ${form} and keep the rest as it is`, async () => {
      const document = await open('gpu-vm.json');
      const before = document.getText();
      const { range } = await finding(document, 'missing-gpu-extension');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const fix = actions.find((action) => title.test(action.title));
      assert.ok(fix?.edit, `a fix among: ${actions.map((action) => action.title).join('; ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));

      const after = document.getText();
      assert.match(after, /"NvidiaGpuDriverLinux"/);
      for (const line of before.split('\n').filter((text) => text.includes('//'))) {
        assert.ok(after.includes(line), `kept: ${line}`);
      }
      await noFinding(document, 'missing-gpu-extension');
    });
  }
});
