import type { UiTest } from '../host/user-interface.ts';
import { openFile, runCommand } from '../host/workbench.ts';

export const safeOrderStories: readonly UiTest[] = [
  {
    title: 'a safe order is found from the palette',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'fixtures/kubernetes-first.gpuscenario.yaml');
      await runCommand(page, 'Edge GPU: Find a Safe Order');
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.filter({ hasText: /1\s+deploy gpu-vm\.json/ }).waitFor();
      await dialog.filter({ hasText: /2\s+configureKubernetes/ }).waitFor();
      await screenshot('safe-order');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    },
  },
];
