import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, finding, open, positionOf } from './kit.ts';

describe('hovers', () => {
  afterEach(closeAll);

  it('show the GPUs of a size and who says so', async () => {
    const document = await open('gpu-vm.json');
    await finding(document, 'missing-gpu-extension');
    const text = await eventually('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        positionOf(document, 'Standard_NC4as_T4_v3'),
      );
      return hovers
        .flatMap(({ contents }) => contents.map(textOf))
        .find((it) => it.includes('GPU'));
    });
    assert.match(text, /\b1\b.*(?:T4|GPU)/);
    assert.match(text, /https:\/\//);
  });
});

/** The editor may hand out a kind of text that is no longer in use; the server sends none. */
function textOf(content: vscode.Hover['contents'][number]): string {
  return content instanceof vscode.MarkdownString ? content.value : '';
}
