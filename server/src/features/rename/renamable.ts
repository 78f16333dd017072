import type { FileEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';

/** A name that can be renamed. */
export interface Renamable {
  /** Where it stands, without quotes. */
  readonly span: Span;
  readonly name: string;
  /** Returns the edits that rename it everywhere, or why that cannot be. */
  readonly rename: (newName: string) => Renaming;
}

export type Renaming = { readonly edits: readonly FileEdit[] } | Refusal;

/** Why something is not done, for the person who asked. */
export interface Refusal {
  readonly problem: string;
}
