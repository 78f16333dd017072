// npm run fuzz: the tests of test/fuzz for a long time; their figures go to .vscode-test/fuzz.
// EDGE_GPU_FUZZ_SEED=N takes other inputs.
import { rmSync } from 'node:fs';
import './root.mjs';
import { runMain, runPackage } from './run.mjs';
import { setUpPackages } from './setup/packages.mjs';

await runMain(async () => {
  await setUpPackages();
  process.env['EDGE_GPU_FUZZ'] = 'long';
  rmSync('.vscode-test/fuzz', { recursive: true, force: true });
  return runPackage('vitest/vitest.mjs', ['run', 'test/fuzz', ...process.argv.slice(2)]);
});
