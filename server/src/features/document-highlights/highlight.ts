import type { Span } from '../../base/span.ts';

/** A place of the same name in the same file; a declaration counts as where it is written. */
export interface Highlight {
  readonly span: Span;
  readonly kind: 'read' | 'write';
}
