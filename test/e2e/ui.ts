import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Ui, UiTest } from './host/user-interface.ts';
import { choose, openFile, problemRows, quickFixRows, runCommand } from './host/workbench.ts';

/** Of the page, where the functions given to `evaluate` run. */
declare function getComputedStyle(element: unknown): { readonly fill: string };

const simulate = 'Edge GPU: Simulate GPU claims';

/** Themes, and the class that VS Code gives a webview's body under each. */
const themes = [
  ['Dark Modern', 'vscode-dark'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light Modern', 'vscode-light'],
] as const;

const stories: readonly UiTest[] = [
  {
    title: 'a template without a driver is underlined and listed under Problems',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'gpu-vm-fleet.json');
      await page.locator('.squiggly-warning').first().waitFor();
      const rows = await problemRows(page);
      await rows.filter({ hasText: 'missing-gpu-extension' }).first().waitFor();
      await screenshot('problems');
    },
  },
  {
    title: 'a quick fix inserts the driver by keyboard alone',
    run: async ({ page, workspace, screenshot }) => {
      const file = path.join(workspace, 'fixtures/gpu-vm.json');
      const before = readFileSync(file, 'utf8');
      await openFile(page, 'fixtures/gpu-vm.json');
      await page.locator('.squiggly-warning').first().waitFor();
      await runCommand(page, 'Go to Next Problem (Error, Warning, Info)');
      await page.locator('.marker-widget').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.marker-widget').waitFor({ state: 'hidden' });
      const fix = (await quickFixRows(page)).filter({ hasText: /extension/i }).first();
      await fix.waitFor();
      await screenshot('quick-fix');
      await page.keyboard.press('Enter');
      await page.locator('.squiggly-warning').first().waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+End');
      await line(page, 'NvidiaGpuDriverLinux').waitFor();
      await screenshot('quick-fix-applied');
      await page.keyboard.press('Control+S');
      const after = await eventually('the driver in the file', () => {
        const text = readFileSync(file, 'utf8');
        return text.includes('NvidiaGpuDriverLinux') ? text : undefined;
      });
      for (const comment of before.split('\n').filter((text) => text.includes('//'))) {
        check(`the file still has ${comment}`, after.includes(comment));
      }
    },
  },
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
      await openFile(page, 'fixtures/kubernetes-first.gpuscenario.yaml');
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
    title: 'the panel takes its colours from the theme',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'stopped-vm.gpuscenario.yaml');
      await runCommand(page, simulate);
      const panel = panelOf(page);
      const text = panel.locator('svg text').first();
      await text.waitFor();
      const colours = new Set<string>();
      for (const [theme, kind] of themes) {
        await page.keyboard.press('Control+K');
        await page.keyboard.press('Control+T');
        await page.locator('.quick-input-widget input[placeholder*="Theme"]').waitFor();
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
    title: 'a safe order is found from the palette',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'fixtures/kubernetes-first.gpuscenario.yaml');
      // An earlier story may have left it changed.
      await runCommand(page, 'File: Revert File');
      await line(page, 'removeKubernetes').waitFor({ state: 'hidden' });
      await runCommand(page, 'Edge GPU: Find a Safe Order');
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.filter({ hasText: /1\s+deploy gpu-vm\.json/ }).waitFor();
      await dialog.filter({ hasText: /2\s+configureKubernetes/ }).waitFor();
      await screenshot('safe-order');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
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

/** Uses the packed extension as a person does, with keyboard and mouse. */
export const uiTests: readonly UiTest[] = stories.map(({ title, run }) => ({
  title,
  run: async (ui) => {
    await prepare(ui);
    await run(ui);
  },
}));

/** Gives a story an empty window; the files it works on lie in `fixtures`. */
async function prepare({ page, workspace }: Ui): Promise<void> {
  const fixtures = path.join(workspace, 'fixtures');
  if (!existsSync(fixtures)) {
    cpSync('test/e2e/workspace', fixtures, { recursive: true });
    // Only the opened folder's own settings count.
    cpSync('test/e2e/workspace/.vscode', path.join(workspace, '.vscode'), { recursive: true });
  }
  await page.keyboard.press('Escape');
  await runCommand(page, 'Notifications: Clear All Notifications');
  await runCommand(page, 'File: Revert File');
  await runCommand(page, 'View: Close All Editors');
  await page.locator('.tabs-container .tab').first().waitFor({ state: 'hidden' });
  if (await page.locator('.part.panel').isVisible()) await page.keyboard.press('Control+J');
  if (await page.locator('.part.sidebar').isVisible()) await page.keyboard.press('Control+B');
}

/** The document inside the webview that is shown. */
function panelOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

function line(page: Page, text: string): Locator {
  return page.locator('.editor-instance .view-line', { hasText: text }).first();
}

/** Takes the course whose label fits, as somebody does who has read it. */
async function selectCourse(courses: Locator, label: RegExp): Promise<void> {
  const [text] = await courses.locator('option', { hasText: label }).allTextContents();
  if (text === undefined) throw new Error(`no course is called ${String(label)}`);
  await courses.selectOption({ label: text });
}

function status(page: Page, text: RegExp): Locator {
  return page.locator('.statusbar-item', { hasText: text });
}

async function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never came: ${what}`);
}

function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
}
