import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, finding, noFinding, open } from './kit.ts';

declare const EDGE_GPU_TEST_HOST: 'node' | 'web-worker';

// In the browser the server is a worker, which nobody can kill, and there is no `node:`.
if (EDGE_GPU_TEST_HOST === 'node') {
  describe('a server that is killed', () => {
    afterEach(closeAll);

    it('is started again and knows what is not saved', async () => {
      const document = await open('gpu-pool.parameters.json');
      const { range } = await finding(document, 'gpu-oversubscription');
      await replace(document, range, '1');
      await noFinding(document, 'gpu-oversubscription');

      const [killed, ...others] = await serverProcesses();
      assert.ok(killed !== undefined && others.length === 0, 'there is one server');
      process.kill(killed, 'SIGKILL');
      await eventually('another server', async () =>
        (await serverProcesses()).find((id) => id !== killed),
      );

      // Typed into what is not saved: it is 10 only where the 1 is known.
      await replace(document, new vscode.Range(range.end, range.end), '0');
      const { message } = await finding(document, 'gpu-oversubscription');
      assert.match(message, /\b10\b/);
      await replace(document, new vscode.Range(range.end, range.end.translate(0, 1)), '');
      await noFinding(document, 'gpu-oversubscription');
      assert.ok(document.isDirty);
    });
  });

  /** Returns the ids of the language servers that this extension host has started. */
  async function serverProcesses(): Promise<number[]> {
    const { execFileSync } = await import('node:child_process');
    const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
    return list.split('\n').flatMap((line) => {
      const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      const isOurs = Number(parent) === process.pid && /dist\/server\.js/.test(command ?? '');
      return isOurs ? [Number(id)] : [];
    });
  }
}

async function replace(
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
