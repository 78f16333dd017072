import type { SymbolKind } from 'vscode-languageserver-types';
import type { Span } from '../../base/span.ts';

/** An entry of a file's outline. */
export interface OutlineItem {
  /** Must not be empty. */
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** What is selected when the entry is chosen; lies within `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}
