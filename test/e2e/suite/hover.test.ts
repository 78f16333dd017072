import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, finding, open, positionOf } from './kit.ts';

describe('hovers', () => {
  afterEach(closeAll);

  it('show the GPUs of a size and who says so', async () => {
    const document = await open('gpu-vm.json');
    await finding(document, 'missing-gpu-extension');
    const text = await hover(document, 'Standard_NC4as_T4_v3', 'GPU');
    assert.match(text, /\b1\b.*(?:T4|GPU)/);
    assert.match(text, /https:\/\//);
  });

  it('describe a rule that a configuration sets', async () => {
    const document = await open('edge-gpu.config.yaml');
    const edit = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.insert(document.uri, end, 'rules: { os-unknown: off }\n');
    await vscode.workspace.applyEdit(edit);
    const text = await hover(document, 'os-unknown', 'os-unknown');
    assert.match(text, /names its image but not the OS in it/);
  });
});

/** Waits for a hover over the first `text` of a document that says `word`. */
function hover(document: vscode.TextDocument, text: string, word: string): Promise<string> {
  return eventually(`a hover over ${text}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, text),
    );
    return hovers.flatMap(({ contents }) => contents.map(textOf)).find((it) => it.includes(word));
  });
}

/** The editor may hand out a kind of text that is no longer in use; the server sends none. */
function textOf(content: vscode.Hover['contents'][number]): string {
  return content instanceof vscode.MarkdownString ? content.value : '';
}
