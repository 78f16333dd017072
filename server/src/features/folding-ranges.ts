import type { FoldingRange } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { rangeIn } from './ranges.ts';
import type { Fold } from './folding-ranges/fold.ts';
import { jsonFolds } from './folding-ranges/json.ts';
import { scenarioFolds } from './folding-ranges/scenario.ts';

const readers: ByKind<Analysis, [], readonly Fold[]> = {
  template: jsonFolds,
  parameters: jsonFolds,
  scenario: scenarioFolds,
};

/** Returns the parts of a file that can be folded: each spans two lines or more. */
export function foldingRanges(analysis: Analysis, uri: string): FoldingRange[] {
  const found = new Map<number, FoldingRange>();
  for (const { span, kind, lastLine } of readByKind(readers, analysis, uri) ?? []) {
    const range = rangeIn(analysis.read, { uri, span });
    if (!range) continue;
    const startLine = range.start.line;
    const endLine = lastLine === 'hidden' ? range.end.line : range.end.line - 1;
    if (endLine <= startLine) continue;
    // Of parts that begin in one line the outermost is folded there.
    const before = found.get(startLine);
    if (before && before.endLine >= endLine) continue;
    found.set(startLine, { startLine, endLine, ...(kind === 'comment' && { kind }) });
  }
  return [...found.values()];
}
