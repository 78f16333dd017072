import type { Span } from '../../base/span.ts';

/** What a hover says, and of which place. */
export interface HoverText {
  readonly span: Span;
  /** Paragraphs of Markdown. */
  readonly paragraphs: readonly string[];
}

/** Returns a hover text, or `undefined` when there is nothing to say. */
export function hoverText(span: Span, paragraphs: readonly string[]): HoverText | undefined {
  return paragraphs.length === 0 ? undefined : { span, paragraphs };
}
