import type { Locator, Page } from 'playwright-core';

const attempts = 6;
const attemptMilliseconds = 5000;

/** Resolves when VS Code shows the files of the folder. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
}

/** Opens a file by its name or the end of its path; resolves when its editor is shown. */
export async function openFile(page: Page, name: string): Promise<void> {
  await pick(page, 'Control+P', name, name);
  await page.locator('.tab.active', { hasText: lastSegment(name) }).waitFor();
}

/** Runs a command by its title in the command palette, such as `Edge GPU: Simulate GPU claims`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', `>${title}`, title);
}

/**
 * Opens the quick input with a key and takes the entry that shows `label`. The command palette lists
 * what was enabled when it opened, so it is opened again for a command that is not enabled yet.
 */
async function pick(page: Page, key: string, text: string, label: string): Promise<void> {
  await openUntil(page, focusedRow(page, label), async () => {
    await page.keyboard.press(key);
    await quickInput(page).fill(text, { timeout: attemptMilliseconds });
  });
  await page.keyboard.press('Enter');
}

/** Opens something by keyboard, and again where a busy workbench has swallowed the key. */
export async function openUntil(
  page: Page,
  shown: Locator,
  open: () => Promise<void>,
): Promise<void> {
  for (let attempt = 1; attempt < attempts; attempt++) {
    try {
      await open();
      await shown.waitFor({ timeout: attemptMilliseconds });
      return;
    } catch {
      await page.keyboard.press('Escape');
    }
  }
  await open();
  await shown.waitFor();
}

/** Types into the quick input, takes the entry that shows `label` and waits for its end. */
export async function choose(page: Page, text: string, label: string): Promise<void> {
  await quickInput(page).fill(text);
  await focusedRow(page, label).waitFor();
  await page.keyboard.press('Enter');
}

function focusedRow(page: Page, label: string): Locator {
  const row = '.quick-input-list .monaco-list-row.focused';
  return page.locator(row, { hasText: lastSegment(label) });
}

function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget input').first();
}

/** Returns the rows of the Problems view, which it opens and filters by a file's name. */
export async function problemRows(page: Page, file: string): Promise<Locator> {
  const panel = page.locator('.markers-panel');
  await openUntil(page, panel, async () => {
    if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
  });
  const filter = page.locator('.viewpane-filter input');
  await filter.fill(`**/${file}`);
  await panel.locator('.monaco-list-row', { hasText: file }).first().waitFor();
  return panel.locator('.monaco-list-row');
}

/** Returns the rows of the quick-fix menu at the cursor, which it opens. */
export async function quickFixRows(page: Page): Promise<Locator> {
  const rows = page.locator('.action-widget .monaco-list-row');
  await openUntil(page, rows.first(), () => page.keyboard.press('Control+.'));
  return rows;
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
