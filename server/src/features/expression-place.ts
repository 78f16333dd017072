import type { Span } from '../base/span.ts';
import { expressionCursor, type ExpressionCursor } from '../syntax/expression-cursor.ts';
import { valueIndex } from '../syntax/json.ts';
import type { StringNode } from '../syntax/node.ts';
import { placeIn, type Document } from '../template/document.ts';

/** A cursor in an expression of a file. */
export interface ExpressionPlace {
  readonly document: Document;
  readonly string: StringNode;
  readonly cursor: ExpressionCursor;
  /** Returns where a span of the decoded string stands in the file. */
  readonly locate: (span: Span) => Span;
  /** The decoded text from the end of a span on. */
  readonly after: (span: Span) => string;
}

/**
 * Returns the cursor at `offset` of the file in the expression that the string is, or is about to
 * become; `undefined` when it is none or the offset is outside its quotes.
 */
export function expressionPlace(
  document: Document,
  string: StringNode,
  offset: number,
): ExpressionPlace | undefined {
  const { value, start } = string;
  if (!value.startsWith('[') || value.startsWith('[[') || offset < start + 2) return undefined;
  if (isClosed(document.text, string) && offset >= string.end) return undefined;
  const index = valueIndex(document.text, string, offset);
  if (value.endsWith(']') && value.length > 1 && index >= value.length) return undefined;
  return {
    document,
    string,
    cursor: expressionCursor(value, index),
    locate: (span) => placeIn(document, string, span).span,
    after: ({ end }) => value.slice(end),
  };
}

/** Says whether a string of JSON has its closing quote. */
export function isClosed(text: string, { start, end }: Span): boolean {
  return end - start > 1 && text[end - 1] === '"';
}
