import type { Span } from './span.ts';

/** Replaces `span` of one text by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** An edit of a named file. */
export interface FileEdit extends TextEdit {
  readonly uri: string;
  /** The file does not exist yet and is to be made; the span is then empty at 0. */
  readonly create?: true;
}

/**
 * Returns `text` with all edits applied, or `undefined` when two of them overlap or one lies
 * outside the text. Several insertions at one place are applied in the order given.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let position = 0;
  for (const { span, newText } of ordered) {
    if (span.start < position || span.end < span.start || span.end > text.length) return undefined;
    result += text.slice(position, span.start) + newText;
    position = span.end;
  }
  return result + text.slice(position);
}

/** Returns the shortest edit that makes `after` of `before`. */
export function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  const span = { start, end: before.length - same };
  return { span, newText: after.slice(start, after.length - same) };
}
