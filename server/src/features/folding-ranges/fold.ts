import type { Span } from '../../base/span.ts';

/** A part of a file that can be hidden behind its first line. */
export interface Fold {
  readonly span: Span;
  readonly kind: 'region' | 'comment';
  /** Whether the line that the part ends in is hidden too: not when it holds a closing bracket. */
  readonly lastLine: 'hidden' | 'shown';
}
