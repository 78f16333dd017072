import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Public templates and parameter files; they lie beside the project, where they are present. */
const CORPUS = path.resolve('../shared/corpus');

export interface CorpusFile {
  readonly uri: string;
  readonly text: string;
}

/** Returns every JSON file of the corpus; empty, with a warning, where there is no corpus. */
export function corpusFiles(): readonly CorpusFile[] {
  if (!existsSync(CORPUS)) {
    console.warn('../shared/corpus is absent: the figures of the corpus are left out');
    return [];
  }
  return walk(CORPUS).map((file) => ({
    uri: pathToFileURL(file).href,
    text: readFileSync(file, 'utf8'),
  }));
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return walk(file);
    return /\.jsonc?$/.test(name) ? [file] : [];
  });
}
