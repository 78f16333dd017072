// The tests in a real VS Code: in its extension host, and through its user interface.
import { mkdirSync } from 'node:fs';
import { runExtensionHostTests } from './host/extension-host.ts';
import type { Host, Machine, TestCount } from './host/machine.ts';
import { runUiTests } from './host/user-interface.ts';
import { uiTests } from './ui.ts';

/** Runs all tests that need VS Code, prints what fails and returns how many passed and failed. */
export async function runVsCodeTests(machine: Machine, host: Host): Promise<TestCount> {
  mkdirSync(machine.logs, { recursive: true });
  console.log('\nIn the extension host');
  const suite = await runExtensionHostTests(machine, host).catch(broken);

  console.log('\nThrough the user interface');
  if (host.kind === 'desktop') {
    console.log('  not run: it needs the VS Code of the npm registry (Linux on x64)');
    return suite;
  }
  const ui = await runUiTests(machine, host, uiTests).catch(broken);
  return { passed: suite.passed + ui.passed, failed: suite.failed + ui.failed };
}

/** What could not be run counts as one failure; what was run before it still counts. */
function broken(error: unknown): TestCount {
  console.error(error);
  return { passed: 0, failed: 1 };
}
