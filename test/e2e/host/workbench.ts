import type { Locator, Page } from 'playwright-core';

const paletteAttempts = 4;
const paletteSeconds = 5;

/** Resolves when VS Code shows the files of the folder. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/** Opens a file by its name or the end of its path; resolves when its editor is shown. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await choose(page, name, name);
  await page.locator('.tab.active', { hasText: lastSegment(name) }).waitFor();
}

/**
 * Runs a command by its title in the command palette, such as `Edge GPU: Simulate GPU claims`. The
 * palette lists what was enabled when it opened, so it is opened again for a command that is not
 * enabled yet.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
  for (let attempt = 1; attempt < paletteAttempts; attempt++) {
    await page.keyboard.press('F1');
    await quickInput(page).fill(`>${title}`);
    try {
      await row.waitFor({ timeout: paletteSeconds * 1000 });
      await page.keyboard.press('Enter');
      return;
    } catch {
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('F1');
  await choose(page, `>${title}`, title);
}

/** Types into the quick input, takes the entry that shows `label` and waits for its end. */
export async function choose(page: Page, text: string, label: string): Promise<void> {
  await quickInput(page).fill(text);
  await page
    .locator('.quick-input-list .monaco-list-row.focused', { hasText: lastSegment(label) })
    .waitFor();
  await page.keyboard.press('Enter');
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget input').first();
}

/** Returns the rows of the Problems view, which it opens and filters by a file's name. */
export async function problemRows(page: Page, file: string): Promise<Locator> {
  const panel = page.locator('.markers-panel');
  if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
  await panel.waitFor();
  const filter = page.locator('.viewpane-filter input');
  await filter.fill(`**/${file}`);
  await panel.locator('.monaco-list-row', { hasText: file }).first().waitFor();
  return panel.locator('.monaco-list-row');
}

/** Returns the rows of the quick-fix menu at the cursor, which it opens. */
export async function quickFixRows(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+.');
  return page.locator('.action-widget .monaco-list-row');
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
