import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually } from './kit.ts';

describe('the command that browses facts', () => {
  afterEach(closeAll);

  it('opens a page in the preview', async () => {
    await vscode.commands.executeCommand('edgeGpu.browseFacts', 'contradictions');
    await eventually('the page', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      return tabs.find(({ label }) => label.includes('Known contradictions'));
    });
    const uri = vscode.Uri.parse('edge-gpu-facts:/Known contradictions.md?contradictions');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /sources disagree/);
    assert.equal(document.languageId, 'markdown');
  });
});
