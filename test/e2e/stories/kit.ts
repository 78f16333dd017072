import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The command's title in the palette. */
export const simulate = 'Edge GPU: Simulate GPU claims';

/** The document inside the webview that is shown. */
export function panelOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** The first line of an editor that shows `text`. */
export function line(page: Page, text: string): Locator {
  return page.locator('.editor-instance .view-line', { hasText: text }).first();
}

/** Takes the course whose label fits, as somebody does who has read it. */
export async function selectCourse(courses: Locator, label: RegExp): Promise<void> {
  const [text] = await courses.locator('option', { hasText: label }).allTextContents();
  if (text === undefined) throw new Error(`no course is called ${String(label)}`);
  await courses.selectOption({ label: text });
}

/** The items of the status bar that show `text`. */
export function status(page: Page, text: RegExp): Locator {
  return page.locator('.statusbar-item', { hasText: text });
}

/** Asks again until there is a value; rejects after ten seconds. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = await look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never came: ${what}`);
}

/** Rejects the story where something does not hold. */
export function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not so: ${what}`);
}
