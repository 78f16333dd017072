import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Public templates beside the project. */
export const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus');

/** Returns the JSON files of the corpus, relative to it; none, with a warning, where it is absent. */
export function corpusNames(): readonly string[] {
  if (!existsSync(CORPUS)) {
    console.warn('../shared/corpus is absent: real templates are not tried');
    return [];
  }
  return readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.jsonc?$/.test(name) && statSync(path.join(CORPUS, name)).isFile())
    .sort();
}
