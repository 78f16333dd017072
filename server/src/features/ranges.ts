import type { Range } from 'vscode-languageserver-types';
import type { Read, Source } from '../base/source.ts';
import {
  lineStarts,
  offsetAt,
  rangeOf,
  type Location,
  type Position,
  type Span,
} from '../base/span.ts';

/** Sources never change, so the line starts of one are found once. */
const startsOf = new WeakMap<Source, readonly number[]>();

/** Returns the editor's range of a place, or `undefined` when its file cannot be read. */
export function rangeIn(read: Read, { uri, span }: Location): Range | undefined {
  const source = read(uri);
  return source && rangeOf(linesOf(source), span);
}

/** Returns the editor's range of a place; the top of its file when that cannot be read. */
export function rangeOrTop(read: Read, at: Location): Range {
  return rangeIn(read, at) ?? topOfFile;
}

const topOfFile: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Returns the offset of an editor's position, or `undefined` when the file cannot be read. */
export function offsetIn(read: Read, uri: string, position: Position): number | undefined {
  const source = read(uri);
  return source && offsetAt(linesOf(source), source.text.length, position);
}

/** Returns the span of an editor's range, or `undefined` when the file cannot be read. */
export function spanIn(read: Read, uri: string, range: Range): Span | undefined {
  const start = offsetIn(read, uri, range.start);
  const end = offsetIn(read, uri, range.end);
  return start === undefined || end === undefined ? undefined : { start, end };
}

function linesOf(source: Source): readonly number[] {
  const known = startsOf.get(source);
  if (known) return known;
  const starts = lineStarts(source.text);
  startsOf.set(source, starts);
  return starts;
}
