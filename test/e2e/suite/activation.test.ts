import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EdgeGpuApi } from '../../../client/src/extension.ts';
import { closeAll, eventually, open } from './kit.ts';

// The file's name makes it the first: once the server runs, it stays.
describe('activation', () => {
  afterEach(closeAll);

  it('does not start the server for JSON that is none of ours', async () => {
    const document = await open('package.json');
    const { isServerStarted } = await edgeGpu();
    assert.equal(isServerStarted(), false);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('starts the server when a JSON file becomes a template', async () => {
    const { isServerStarted } = await edgeGpu();
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: '{\n}' });
    const editor = await vscode.window.showTextDocument(document);
    assert.equal(isServerStarted(), false);
    const schema =
      'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(1, 0), `"$schema": "${schema}",\n"resources": []\n`);
    });
    await eventually('the server', () => (isServerStarted() ? true : undefined));
  });

  it('registers its command', async () => {
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.includes('edgeGpu.simulate'));
  });
});

async function edgeGpu(): Promise<EdgeGpuApi> {
  const extension = vscode.extensions.getExtension<EdgeGpuApi>('edge-gpu.edge-gpu');
  assert.ok(extension, 'the extension is there');
  return extension.activate();
}
