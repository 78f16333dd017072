import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cache, logs, root } from './root.mjs';
import { run, runPackage } from './run.mjs';
import { setUpChromium } from './setup/chromium.mjs';
import { isVsCodeAvailable, setUpVsCode } from './setup/vscode.mjs';

/** @typedef {{ readonly passed: number, readonly failed: number }} TestCount */

/** Checks the types of the whole project; returns the compiler's exit code. */
export function checkTypes() {
  return runPackage('typescript/bin/tsc', ['-b']);
}

/** Returns ESLint's exit code. */
export function lint() {
  return runPackage('eslint/bin/eslint.js', ['.', '--max-warnings', '0']);
}

/** Runs the tests that need no VS Code. A test file that does not load counts as a failure. @returns {Promise<TestCount>} */
export async function runUnitTests() {
  mkdirSync(logs, { recursive: true });
  const report = path.join(logs, 'unit.json');
  rmSync(report, { force: true });
  const code = await runPackage('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = numFailedTests > 0 || code === 0 ? numFailedTests : 1;
  return { passed: numPassedTests, failed };
}

/** Builds the extension and runs the tests in a real VS Code. @returns {Promise<TestCount>} */
export async function runVsCodeTests() {
  const host = await setUpHost();
  if ((await run(process.execPath, ['esbuild.mjs'])) !== 0) return { passed: 0, failed: 1 };
  const { importTypeScript } = await import('./import-ts.mjs');
  const tests = await importTypeScript('test/e2e/main.ts');
  return tests.runVsCodeTests({ root, cache, logs }, host);
}

/** `EDGE_GPU_VSCODE=desktop` takes the VS Code that is downloaded, also where there is another. */
async function setUpHost() {
  const isRegistry = process.env['EDGE_GPU_VSCODE'] !== 'desktop' && isVsCodeAvailable();
  if (!isRegistry) return { kind: 'desktop' };
  return { kind: 'registry', chromium: await setUpChromium(), vscode: await setUpVsCode() };
}
