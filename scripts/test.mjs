// npm test: types, lint, unit tests, then tests in a real VS Code. The first part that fails ends
// it; the last line says how many tests passed and failed, a failed part counting as one.
import './root.mjs';
import { heading, runMain } from './run.mjs';
import { setUpPackages } from './setup/packages.mjs';
import { checkTypes, lint, runUnitTests, runVsCodeTests } from './test-steps.mjs';

/** @typedef {import('./test-steps.mjs').TestCount} TestCount */

/** @type {readonly { readonly title: string, readonly run: () => Promise<TestCount> }[]} */
const parts = [
  { title: 'Packages', run: () => setUpPackages().then(() => ({ passed: 0, failed: 0 })) },
  { title: 'Types', run: () => checkTypes().then(asCount) },
  { title: 'Lint', run: () => lint().then(asCount) },
  { title: 'Unit tests', run: runUnitTests },
  { title: 'Tests in VS Code', run: runVsCodeTests },
];

await runMain(async () => {
  const total = { passed: 0, failed: 0 };
  for (const { title, run } of parts) {
    heading(title);
    const start = performance.now();
    const { passed, failed } = await run().catch(broken);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${title}: ${failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
    if (failed > 0) break;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** @param {number} exitCode @returns {TestCount} */
function asCount(exitCode) {
  return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
}

/** @param {unknown} error @returns {TestCount} */
function broken(error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  return { passed: 0, failed: 1 };
}
