// The tests in a real VS Code: in its extension hosts, and through its user interface.
import { mkdirSync } from 'node:fs';
import { runExtensionHostTests } from './host/extension-host.ts';
import type { Host, Machine, TestCount } from './host/machine.ts';
import { runUiTests } from './host/user-interface.ts';
import { runWebHostTests } from './host/web-host.ts';
import { runPackageTests } from './package.ts';
import { uiTests } from './ui.ts';

/** Runs all tests that need VS Code, prints what fails and returns how many passed and failed. */
export async function runVsCodeTests(machine: Machine, host: Host): Promise<TestCount> {
  mkdirSync(machine.logs, { recursive: true });
  const counts = [];
  console.log('\nThe packed extension');
  counts.push(await runPackageTests(machine).catch(broken));
  console.log('\nIn the extension host');
  counts.push(await runExtensionHostTests(machine, host).catch(broken));
  if (host.kind === 'desktop') {
    console.log('\nIn the web extension host and through the user interface');
    console.log('  not run: it needs the VS Code of the npm registry (Linux on x64)');
  } else {
    console.log('\nIn the web extension host');
    counts.push(await runWebHostTests(machine, host).catch(broken));
    console.log('\nThrough the user interface');
    counts.push(await runUiTests(machine, host, uiTests).catch(broken));
  }
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** What could not be run counts as one failure; what was run before it still counts. */
function broken(error: unknown): TestCount {
  console.error(error);
  return { passed: 0, failed: 1 };
}
