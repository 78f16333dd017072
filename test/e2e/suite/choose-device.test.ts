import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EdgeGpuApi } from '../../../client/src/extension.ts';
import { closeAll, eventually, fileUri, open } from './kit.ts';

describe('the device in the status bar', () => {
  const before = 'edge-gpu.config.yaml';
  let original: Uint8Array;

  beforeEach(async () => {
    original = await vscode.workspace.fs.readFile(fileUri(before));
  });

  afterEach(async () => {
    await vscode.workspace.fs.writeFile(fileUri(before), original);
    await closeAll();
  });

  it('is a new configuration file where there is none', async () => {
    // Nobody has opened it yet: while it is open, its text is in force.
    await vscode.workspace.fs.delete(fileUri(before));
    await open('gpu-pool.json');
    await shown(/^no device: \d GPUs? claimed$/);
    await vscode.commands.executeCommand('edgeGpu.chooseDevice', { model: 'pro-r' });
    await shown(/^pro-r: /);
    const written = await vscode.workspace.fs.readFile(fileUri(before));
    assert.equal(new TextDecoder().decode(written), 'device: { model: pro-r }\n');
  });

  it('is that of the configuration, and the command writes another one there', async () => {
    await open('gpu-pool.json');
    await shown(/^pro-gpu-2 2106: \d of 2 GPUs claimed$/);

    await vscode.commands.executeCommand('edgeGpu.chooseDevice', {
      model: 'pro-gpu-1',
      release: '2607',
      kubernetes: 'none',
    });
    await shown(/^pro-gpu-1 2607: \d of 1 GPU claimed$/);
    const written = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(before)));
    assert.equal(
      written,
      new TextDecoder()
        .decode(original)
        .replace(
          "{ model: pro-gpu-2, release: '2106', kubernetes: none }",
          '{ model: pro-gpu-1, release: "2607", kubernetes: none }',
        ),
    );
  });

  it('follows edits that are not saved', async () => {
    const configuration = await open(before);
    await shown(/^pro-gpu-2 2106$/);
    const edit = new vscode.WorkspaceEdit();
    const start = configuration.getText().indexOf('2106');
    edit.replace(
      configuration.uri,
      new vscode.Range(configuration.positionAt(start), configuration.positionAt(start + 4)),
      '2607',
    );
    await vscode.workspace.applyEdit(edit);
    await shown(/^pro-gpu-2 2607$/);
  });

  it('is not there for a file of another kind', async () => {
    await open('gpu-pool.json');
    await shown(/claimed/);
    await open('package.json');
    await eventually('nothing', () => (said() === undefined ? true : undefined));
  });
});

function said(): string | undefined {
  const extension = vscode.extensions.getExtension<EdgeGpuApi>('edge-gpu.edge-gpu');
  return extension?.isActive ? extension.exports.deviceStatus() : undefined;
}

async function shown(text: RegExp): Promise<void> {
  await eventually(String(text), () => (text.test(said() ?? '') ? true : undefined));
}
