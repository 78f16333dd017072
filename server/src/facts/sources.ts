import type { FactSource } from './facts.ts';
import table from './data/sources.json' with { type: 'json' };

interface SourceRow {
  readonly path: string;
  readonly date: string;
  /** Of MicrosoftDocs/azure-docs, where the path is one of its files. */
  readonly commit?: string;
  readonly url?: string;
}

const rows: Readonly<Record<string, SourceRow>> = table;

/** Every document that a fact rests on, by key. */
export const sources: ReadonlyMap<string, FactSource> = new Map(
  Object.entries(rows).map(([key, row]) => [
    key,
    { key, title: row.path, url: row.url ?? azureDocsUrl(row), date: row.date },
  ]),
);

/** Returns the sources with the given keys, separated by spaces; unknown keys are left out. */
export function sourcesOf(keys: string): readonly FactSource[] {
  return keys.split(' ').flatMap((key) => sources.get(key) ?? []);
}

function azureDocsUrl({ path, commit }: SourceRow): string {
  // The remark behind a path, such as `(draft)`, is for people.
  const file = path.replace(/ \(.*$/, '');
  return `https://github.com/MicrosoftDocs/azure-docs/blob/${commit ?? 'main'}/${file}`;
}
