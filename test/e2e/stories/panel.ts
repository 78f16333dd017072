import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { UiTest } from '../host/user-interface.ts';
import { choose, openFile, openUntil, runCommand } from '../host/workbench.ts';
import { check, eventually, line, panelOf, selectCourse, simulate } from './kit.ts';

/** Of the page, where the functions given to `evaluate` run. */
declare function getComputedStyle(element: unknown): { readonly fill: string };

/** Themes, and the class that VS Code gives a webview's body under each. */
const themes = [
  ['Dark Modern', 'vscode-dark'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light Modern', 'vscode-light'],
] as const;

export const panelStories: readonly UiTest[] = [
  {
    title: 'the panel takes its colours from the theme',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'stopped-vm.gpuscenario.yaml');
      await runCommand(page, simulate);
      const panel = panelOf(page);
      const text = panel.locator('svg text').first();
      await text.waitFor();
      const colours = new Set<string>();
      for (const [theme, kind] of themes) {
        const themeInput = page.locator('.quick-input-widget input[placeholder*="Theme"]');
        await openUntil(page, themeInput, async () => {
          await page.keyboard.press('Control+K');
          await page.keyboard.press('Control+T');
        });
        await choose(page, theme, theme);
        await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
        await panel.locator(`body.${kind}`).waitFor();
        colours.add(await text.evaluate((element) => getComputedStyle(element).fill));
        await screenshot(`theme-${theme.toLowerCase().replaceAll(' ', '-')}`);
      }
      check(`three themes, three colours: ${[...colours].join('; ')}`, colours.size === 3);
    },
  },
  {
    title: 'another possible world and a safe order are chosen in the panel, and stay chosen',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'stopped-vm.gpuscenario.yaml');
      await runCommand(page, simulate);
      const panel = panelOf(page);
      const courses = panel.locator('select[data-courses]');
      const outcome = panel.locator('header .outcome');
      await outcome.filter({ hasText: 'at-risk' }).waitFor();
      await selectCourse(courses, /^if Kubernetes takes the GPU of camera/);
      await outcome.filter({ hasText: 'fails' }).waitFor();
      await screenshot('course-world');
      await selectCourse(courses, /^the steps in a safe order/);
      await outcome.filter({ hasText: 'succeeds' }).waitFor();
      const last = panel.locator('tbody tr').last();
      await last.filter({ hasText: 'configureKubernetes' }).waitFor();
      await screenshot('course-order');
      await line(page, 'scenario:').click();
      await page.keyboard.press('End');
      await page.keyboard.insertText(' again');
      await panel.locator('h1', { hasText: 'again' }).waitFor();
      await last.filter({ hasText: 'configureKubernetes' }).waitFor();
    },
  },
  {
    title: 'the picture is saved as SVG where somebody wants it',
    run: async ({ page, workspace, screenshot }) => {
      await openFile(page, 'stopped-vm.gpuscenario.yaml');
      await runCommand(page, simulate);
      await panelOf(page).locator('button[data-save="svg"]').click();
      await page.locator('.quick-input-title', { hasText: 'Save the picture' }).waitFor();
      const file = page.locator('.quick-input-widget input[aria-label^="Folder path"]');
      // The folder is there at once, the proposed name a moment later.
      await eventually('the proposed name', async () => {
        const proposed = await file.inputValue();
        return proposed.endsWith('/A-GPU-VM-is-stopped-beside-Kubernetes.svg') || undefined;
      });
      await screenshot('save-picture');
      const target = path.join(workspace, 'kept.svg');
      await file.fill(target);
      await page.keyboard.press('Enter');
      const message = page.locator('.notifications-toasts .notification-list-item');
      await message.filter({ hasText: 'Saved kept.svg' }).waitFor();
      const svg = readFileSync(target, 'utf8');
      check('it is a picture with the name', /^<svg .*A GPU VM is stopped beside/s.test(svg));
      await screenshot('saved-picture');
    },
  },
];
