import type { Span } from '../../base/span.ts';
import type { LensCommand } from '../../lsp/protocol.ts';

/** A line of text above a place; a click runs the command with the URI of the file. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly command: LensCommand;
}
