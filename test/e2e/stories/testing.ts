import type { UiTest } from '../host/user-interface.ts';
import { openFile, runCommand } from '../host/workbench.ts';

export const testingStories: readonly UiTest[] = [
  {
    title: 'scenarios are run in the Testing view, and a failure says what was expected',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'fixtures/vm-first.gpuscenario.yaml');
      await runCommand(page, 'Testing: Focus on Test Explorer View');
      const file = (name: string, state: string) =>
        page.locator(`.test-explorer .monaco-list-row[aria-label^="${name} (${state})"]`);
      await page
        .locator('.test-explorer .monaco-list-row', { hasText: 'vm-first.gpuscenario.yaml' })
        .waitFor();
      await page.locator('.part.sidebar .title-actions [aria-label="Run Tests"]').click();
      await file('stopped-vm.gpuscenario.yaml', 'Passed').waitFor();
      await file('fixtures/vm-first.gpuscenario.yaml', 'Failed').waitFor();
      await file('fixtures/broken.gpuscenario.yaml', 'Errored').waitFor();
      await screenshot('testing');

      const failure = 'needs 1 GPU, 0 are free; first holds 1 since step 1';
      await page.locator('.test-output-peek-tree .monaco-list-row', { hasText: failure }).click();
      const compared = page.locator('.part.panel .test-output-peek-message-container');
      await compared.filter({ hasText: /outcome:\s*succeeds/ }).waitFor();
      await compared.filter({ hasText: /outcome:\s*fails/ }).waitFor();
      await screenshot('testing-failure');
    },
  },
];
