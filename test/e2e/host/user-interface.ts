import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, outsideProblems } from './browser.ts';
import type { Machine, RegistryHost, TestCount } from './machine.ts';
import { packExtension } from './package.ts';
import { installExtension, startVsCode } from './vscode-server.ts';
import { waitForWorkbench } from './workbench.ts';

/** A test that works VS Code as a person does. All tests share one window and run in order. */
export interface UiTest {
  readonly title: string;
  readonly run: (ui: Ui) => Promise<void>;
}

export interface Ui {
  readonly page: Page;
  /** The folder that is open: a copy of `samples`. */
  readonly workspace: string;
  /** Keeps a picture as `test/e2e/screenshots/NAME.png`. */
  readonly screenshot: (name: string) => Promise<void>;
}

const actionSeconds = 40;

/** Runs UI tests in a VS Code where the packed extension is installed. */
export async function runUiTests(
  machine: Machine,
  host: RegistryHost,
  tests: readonly UiTest[],
): Promise<TestCount> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'edge-gpu-ui-'));
  const workspace = path.join(home, 'samples');
  cpSync(path.join(machine.root, 'samples'), workspace, { recursive: true });
  try {
    await installExtension(host.vscode, home, await packExtension(machine));
    const server = await startVsCode(host.vscode, {
      home,
      port: '0',
      driver: 'none',
      log: path.join(machine.logs, 'ui-server.log'),
      env: {},
    });
    try {
      const browser = await launchBrowser(host.chromium);
      try {
        browser.page.setDefaultTimeout(actionSeconds * 1000);
        const ui = { page: browser.page, workspace, screenshot: cameraOf(machine, browser.page) };
        await ui.page.goto(server.address(workspace, []));
        await waitForWorkbench(ui.page);
        const { passed, failed } = await runInOrder(ui, tests);
        const problems = outsideProblems(browser);
        for (const problem of problems) console.error(`  ✖ ${problem}`);
        return { passed, failed: failed + problems.length };
      } finally {
        await browser.close();
      }
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function runInOrder(ui: Ui, tests: readonly UiTest[]): Promise<TestCount> {
  let failed = 0;
  for (const { title, run } of tests) {
    try {
      await run(ui);
      console.log(`  ✔ ${title}`);
    } catch (error) {
      failed += 1;
      console.error(
        `  ✖ ${title}\n${error instanceof Error ? (error.stack ?? '') : String(error)}`,
      );
      await ui.screenshot(`failed-${title.replace(/\W+/g, '-')}`);
    }
  }
  return { passed: tests.length - failed, failed };
}

function cameraOf({ root }: Machine, page: Page): Ui['screenshot'] {
  const folder = path.join(root, 'test/e2e/screenshots');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return async (name) => {
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  };
}
