import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { rangeIn } from './ranges.ts';
import type { Highlight } from './document-highlights/highlight.ts';
import { templateHighlights } from './document-highlights/template.ts';
import { scenarioHighlights } from './document-highlights/scenario.ts';

const readers: ByKind<Analysis, [offset: number], readonly Highlight[]> = {
  template: templateHighlights,
  scenario: scenarioHighlights,
};

/** Returns the places in this file at which the name at `offset` stands. */
export function documentHighlights(
  analysis: Analysis,
  uri: string,
  offset: number,
): DocumentHighlight[] {
  const found = readByKind(readers, analysis, uri, offset) ?? [];
  return found.flatMap(({ span, kind }) => {
    const range = rangeIn(analysis.read, { uri, span });
    const marked = kind === 'read' ? DocumentHighlightKind.Read : DocumentHighlightKind.Write;
    return range ? { range, kind: marked } : [];
  });
}
