import type { Locator, Page } from 'playwright-core';

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

/** Runs a command by its title in the command palette, such as `Edge GPU: Simulate GPU claims`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await choose(page, `>${title}`, title);
}

/** Types into the quick input, takes the entry that shows `label` and waits for its end. */
export async function choose(page: Page, text: string, label: string): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input').first().fill(text);
  await widget
    .locator('.quick-input-list .monaco-list-row.focused', { hasText: lastSegment(label) })
    .waitFor();
  await page.keyboard.press('Enter');
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
