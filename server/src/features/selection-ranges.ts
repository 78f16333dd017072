import type { SelectionRange } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import type { Span } from '../base/span.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { rangeIn } from './ranges.ts';
import { jsonSelections } from './selection-ranges/json.ts';

/** Spans around an offset, each within the one after it. */
const readers: ByKind<Analysis, [offset: number], readonly Span[]> = {
  template: jsonSelections,
  parameters: jsonSelections,
};

/** Returns for each offset what the selection grows to, step by step. */
export function selectionRanges(
  analysis: Analysis,
  uri: string,
  offsets: readonly number[],
): SelectionRange[] {
  return offsets.flatMap((offset) => {
    const spans = readByKind(readers, analysis, uri, offset) ?? [];
    const innermost = nested(analysis, uri, spans);
    const here = rangeIn(analysis.read, { uri, span: { start: offset, end: offset } });
    // The protocol wants one answer for each position.
    return innermost ?? (here ? { range: here } : []);
  });
}

function nested(
  analysis: Analysis,
  uri: string,
  spans: readonly Span[],
): SelectionRange | undefined {
  let inner: SelectionRange | undefined;
  for (const span of [...spans].reverse()) {
    const range = rangeIn(analysis.read, { uri, span });
    if (range) inner = inner ? { range, parent: inner } : { range };
  }
  return inner;
}
