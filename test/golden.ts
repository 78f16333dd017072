import { expect } from 'vitest';
import { fileURLToPath } from 'node:url';
import { readFile, writeFile } from 'node:fs/promises';

/** Compares with `test/golden/NAME`; `UPDATE=1` writes it instead. */
export async function expectGolden(name: string, actual: string): Promise<void> {
  const path = fileURLToPath(new URL(`./golden/${name}`, import.meta.url));
  if (process.env['UPDATE'] === '1') await writeFile(path, actual);
  expect(actual).toBe((await readFile(path, 'utf8')).replaceAll('\r\n', '\n'));
}
