// npm run e2e: the tests in a real VS Code alone.
import './root.mjs';
import { runMain } from './run.mjs';
import { setUpPackages } from './setup/packages.mjs';
import { runVsCodeTests } from './test-steps.mjs';

await runMain(async () => {
  await setUpPackages();
  const { passed, failed } = await runVsCodeTests();
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
