// node scripts/run-ts.mjs FILE.ts [ARGUMENT…]: runs a TypeScript file of the project.
import './root.mjs';
import { runMain } from './run.mjs';
import { setUpPackages } from './setup/packages.mjs';

await runMain(async () => {
  const file = process.argv[2];
  if (!file) throw new Error('usage: node scripts/run-ts.mjs FILE.ts [ARGUMENT…]');
  await setUpPackages();
  const { importTypeScript } = await import('./import-ts.mjs');
  process.argv.splice(1, 2, file);
  await importTypeScript(file);
  return Number(process.exitCode ?? 0);
});
