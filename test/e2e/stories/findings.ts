import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { UiTest } from '../host/user-interface.ts';
import { openFile, problemRows, quickFixRows, runCommand } from '../host/workbench.ts';
import { check, eventually, line } from './kit.ts';

export const findingStories: readonly UiTest[] = [
  {
    title: 'a template without a driver is underlined and listed under Problems',
    run: async ({ page, screenshot }) => {
      await openFile(page, 'gpu-vm-fleet.json');
      await page.locator('.squiggly-warning').first().waitFor();
      // Only what fits is drawn, and the other files of the workspace have findings too.
      const rows = await problemRows(page, 'gpu-vm-fleet.json');
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
];
