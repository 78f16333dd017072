import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, edgeGpuTools } from './kit.ts';

describe('the tools of language models', () => {
  afterEach(closeAll);

  it('are offered', () => {
    assert.deepEqual(edgeGpuTools().sort(), [
      'edgeGpu_checkTemplate',
      'edgeGpu_expandTemplate',
      'edgeGpu_simulateGpuClaims',
    ]);
  });

  it('answer about a file of the workspace', async () => {
    const text = await invoke('edgeGpu_checkTemplate', { file: 'gpu-vm.json' });
    assert.match(text, /missing-gpu-extension/);
  });

  it('simulate a scenario', async () => {
    const file = 'kubernetes-first.gpuscenario.yaml';
    assert.match(await invoke('edgeGpu_simulateGpuClaims', { file }), /"outcome": "fails"/);
  });

  it('expand a template with its parameter file', async () => {
    const text = await invoke('edgeGpu_expandTemplate', { file: 'gpu-pool.json' });
    assert.match(text, /gpu-pool\.json with gpu-pool\.parameters\.json/);
    assert.match(text, /"worker2"/);
  });

  it('refuse what is outside the workspace', async () => {
    for (const tool of edgeGpuTools()) {
      await assert.rejects(
        invoke(tool, { file: '../elsewhere.json' }),
        /in no folder of the workspace/,
      );
    }
  });
});

async function invoke(name: string, input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return result.content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}
