import type { UiTest } from '../host/user-interface.ts';
import { choose, openFile, runCommand } from '../host/workbench.ts';
import { check, line, panelOf, simulate, status } from './kit.ts';

export const simulationStories: readonly UiTest[] = [
  {
    title: 'a scenario is simulated from the palette; its steps lead to their lines',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'fixtures/kubernetes-first.gpuscenario.yaml');
      await runCommand(page, simulate);
      const panel = panelOf(page);
      await panel.locator('.slice svg').waitFor();
      check('the table has both steps', (await panel.locator('tbody tr').count()) === 2);
      await screenshot('timeline');
      await panel.locator('svg [data-step="1"]').click();
      await status(page, /^Ln 7, Col \d+ \(\d+ selected\)/).waitFor();
      await screenshot('timeline-step');
      await panel.locator('tr[data-step="0"] button').press('Enter');
      await status(page, /^Ln 6, /).waitFor();
      await panel.locator('svg [data-step="1"]').press('Enter');
      await status(page, /^Ln 7, /).waitFor();
    },
  },
  {
    title: 'the panel follows what is typed, and a name is never markup',
    run: async ({ page }) => {
      await openFile(page, 'fixtures/typed-into.gpuscenario.yaml');
      await runCommand(page, simulate);
      const panel = panelOf(page);
      await panel.locator('tbody tr').nth(1).waitFor();
      await line(page, 'scenario:').click();
      await page.keyboard.press('End');
      await page.keyboard.insertText(' <img src=x onerror="document.body.remove()"><h2>!</h2>');
      await panel.locator('h1', { hasText: '<img src=x' }).waitFor();
      check('no element came out of a name', (await panel.locator('img, h2').count()) === 0);
      await page.keyboard.press('Control+End');
      await page.keyboard.insertText('  - removeKubernetes: {}\n');
      await panel.locator('tbody tr').nth(2).waitFor();
    },
  },
  {
    title: 'a template is simulated on a device that is asked for and remembered',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'gpu-pool.json');
      await runCommand(page, simulate);
      await page.locator('.quick-input-title', { hasText: 'device' }).waitFor();
      await screenshot('choose-device');
      await choose(page, '2 × T4', '2 × T4');
      await page.locator('.quick-input-title', { hasText: 'Kubernetes' }).waitFor();
      await choose(page, 'after', 'Kubernetes after the template');
      const panel = panelOf(page);
      await panel.locator('.slice svg').first().waitFor();
      await screenshot('timeline-template');

      await line(page, 'contentVersion').click();
      await runCommand(page, simulate);
      const first = page.locator('.quick-input-list .monaco-list-row').first();
      await first.filter({ hasText: '2 × T4' }).filter({ hasText: 'last used' }).waitFor();
    },
  },
  {
    title: 'a file that cannot be simulated gets a plain answer',
    run: async ({ page, screenshot }) => {
      const messages = page.locator('.notifications-toasts .notification-list-item');
      await openFile(page, 'fixtures/package.json');
      await runCommand(page, simulate);
      await messages.filter({ hasText: 'Nothing to simulate here' }).waitFor();
      await openFile(page, 'broken.gpuscenario.yaml');
      await runCommand(page, simulate);
      const show = messages.locator('.monaco-button', { hasText: 'Show Problems' });
      await show.waitFor();
      await screenshot('nothing-to-simulate');
      await show.click();
      await page.locator('.markers-panel').waitFor();
    },
  },
];
