import Mocha from 'mocha';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs the tests of this folder; VS Code calls it in the extension host. Leaves the results in
 * the file that `EDGE_GPU_TEST_RESULTS` names. Rejects when a test fails.
 */
export async function run(): Promise<void> {
  const results = process.env['EDGE_GPU_TEST_RESULTS'];
  if (results === undefined) throw new Error('EDGE_GPU_TEST_RESULTS names no file');
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000 });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
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
  writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failed.length > 0) throw new Error(`${failed.length} failed`);
}
