import type { Span } from '../../base/span.ts';

/** A text that names a file. */
export interface FileLink {
  readonly span: Span;
  readonly target: string;
  /** Says what a click opens. */
  readonly tooltip: string;
}
