import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** `npm run fuzz` sets it: the long run, which also notes its figures. */
export const isLongRun = process.env['EDGE_GPU_FUZZ'] === 'long';

/** Where the long run leaves its figures for `docs/robustness.md`. */
export const FIGURES = path.resolve('.vscode-test/fuzz');

/** Figures of one test, by what they count. */
export type Figures = Readonly<Record<string, string | number>>;

/** Returns how many times to try something: in every run, and in the long one. */
export function times(usual: number, long: number): number {
  return isLongRun ? long : usual;
}

/** Notes the figures of a test in the long run; every other run leaves them as they are. */
export function note(test: string, figures: Figures): void {
  if (!isLongRun) return;
  mkdirSync(FIGURES, { recursive: true });
  writeFileSync(path.join(FIGURES, `${test}.json`), JSON.stringify(figures));
}

/** Returns the seed of the tests: always the same, unless `EDGE_GPU_FUZZ_SEED` gives another. */
export function seed(): number {
  return Number(process.env['EDGE_GPU_FUZZ_SEED'] ?? 20_240_229);
}
