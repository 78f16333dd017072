import type { Analysis } from '../../analysis.ts';
import { symbolInTemplate } from '../symbol-places.ts';
import type { Highlight } from './highlight.ts';

/** Returns the places in a template of the name at `offset`. */
export function templateHighlights(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Highlight[] {
  if (analysis.settings().templateLanguage === 'off') return [];
  const found = symbolInTemplate(analysis, uri, offset);
  if (!found) return [];
  const occurrences = analysis.symbolsOf(uri)?.occurrences ?? [];
  return occurrences
    .filter(({ symbol }) => symbol === found.symbol)
    .map(({ span, isDeclaration }) => ({ span, kind: isDeclaration ? 'write' : 'read' }));
}
