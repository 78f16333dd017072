import type { TestCount } from './machine.ts';

/** What the tests leave behind: titles, those of failed tests with the reason. */
export interface Results {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** How a run of the tests ended. */
export interface Ending {
  /** What VS Code says: 0 when every test passed; undefined when the tests did not end. */
  readonly exitCode: number | undefined;
  /** What went wrong apart from the tests. */
  readonly problems: readonly string[];
  /** How long the tests were waited for. */
  readonly seconds: number;
}

/** Prints the results, with what else went wrong, and counts them. */
export function countOf({ passed, failed }: Results, ending: Ending): TestCount {
  for (const title of passed) console.log(`  ✔ ${title}`);
  const failures = [...failed, ...ending.problems, ...breakOff(ending, { passed, failed })];
  for (const failure of failures) console.error(`  ✖ ${failure}`);
  return { passed: passed.length, failed: failures.length };
}

/** Says why the tests ended, when it was not because all were run. */
function breakOff({ exitCode, seconds }: Ending, { passed, failed }: Results): readonly string[] {
  if (exitCode === undefined) return [`the tests did not end within ${seconds} s`];
  return (exitCode === 0 && passed.length > 0) || failed.length > 0
    ? []
    : ['the tests broke off; the logs are in .vscode-test/logs'];
}
