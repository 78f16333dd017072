import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { Ui, UiTest } from './host/user-interface.ts';
import { runCommand } from './host/workbench.ts';
import { findingStories } from './stories/findings.ts';
import { panelStories } from './stories/panel.ts';
import { safeOrderStories } from './stories/safe-order.ts';
import { simulationStories } from './stories/simulation.ts';
import { testingStories } from './stories/testing.ts';

/** Uses the packed extension as a person does, with keyboard and mouse. */
export const uiTests: readonly UiTest[] = [
  ...findingStories,
  ...simulationStories,
  ...panelStories,
  ...safeOrderStories,
  ...testingStories,
].map(({ title, run }) => ({
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
    // What one story types, no other one sees.
    const scenario = path.join(fixtures, 'kubernetes-first.gpuscenario.yaml');
    cpSync(scenario, path.join(fixtures, 'typed-into.gpuscenario.yaml'));
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
