import './mocha.ts';
import * as vscode from 'vscode';

/** The files of the fixture workspace by their paths, put in when the tests are bundled. */
declare const EDGE_GPU_WORKSPACE: Readonly<Record<string, string>>;

/** Where the results go, on the server that the page comes from. */
declare const EDGE_GPU_RESULTS_PATH: string;

/**
 * Runs the tests that `load` brings, in the workspace that is open, which is empty and in memory.
 * Rejects when a test fails.
 */
export async function runSuite(load: () => void): Promise<void> {
  await writeWorkspace();
  mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: Mocha.reporters.Base });
  load();
  const passed: string[] = [];
  const failed: string[] = [];
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => passed.push(test.fullTitle()))
      .on('fail', (test, error: Error) => {
        failed.push(`${test.fullTitle()}\n${error.stack ?? error.message}`);
      });
  });
  await sendResults({ passed, failed });
  if (failed.length > 0) throw new Error(`${failed.length} failed`);
}

async function writeWorkspace(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no workspace is open');
  for (const [path, text] of Object.entries(EDGE_GPU_WORKSPACE)) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
}

/** The extension comes from the server that waits for the results. */
async function sendResults(results: object): Promise<void> {
  const extension = vscode.extensions.getExtension('edge-gpu.edge-gpu');
  if (!extension) throw new Error('the extension is not there');
  const address = extension.extensionUri.with({ path: EDGE_GPU_RESULTS_PATH }).toString(true);
  // As text, because nothing is asked beforehand then.
  await fetch(address, { method: 'POST', body: JSON.stringify(results) });
}
