import type { Fact } from './facts.ts';
import { sourcesOf } from './sources.ts';

/** A fact as the data files write it. */
export interface FactRow {
  readonly id: string;
  readonly statement: string;
  /** Keys of its sources, separated by spaces. */
  readonly sources: string;
  /** What its sources disagree about. */
  readonly disputed?: string;
  /** What it is inferred from, or what no source says. */
  readonly inference?: string;
  readonly note?: string;
}

/** Returns the fact of a row; what makes it disputed or inferred becomes its note. */
export function factOf(row: FactRow): Fact {
  const standing = row.disputed ? 'disputed' : row.inference ? 'inference' : 'stated';
  const notes = [row.disputed, row.inference, row.note].filter((note) => note !== undefined);
  return {
    id: row.id,
    statement: row.statement,
    standing,
    sources: sourcesOf(row.sources),
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
}
