import type { CompletionItemKind } from 'vscode-languageserver-types';
import type { Span } from '../../base/span.ts';

export interface Completions {
  readonly items: readonly Completion[];
  /** There are more: the list is to be asked for again while someone types. */
  readonly isIncomplete: boolean;
}

/** Something that may be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** Shown beside the label: `1 × T4, 4 vCPU, 28 GiB`. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is replaced; it holds the cursor and lies within one line. */
  readonly span: Span;
  readonly newText: string;
  /** What is written instead of `newText` where the editor takes snippets. */
  readonly snippet?: string;
  /** What the typed text is compared with, when that is not the label. */
  readonly filterText?: string;
  /** Orders the list; equal ones are ordered by label. */
  readonly sortText: string;
}
