import type { Analysis } from '../../analysis.ts';
import { placesOfSymbol, symbolInTemplate } from '../symbol-places.ts';
import type { Reference } from './reference.ts';

/** Returns every place of the name at `offset` of a template, in its parameter files too. */
export function templateReferences(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Reference[] {
  if (analysis.settings().templateLanguage !== 'on') return [];
  const found = symbolInTemplate(analysis, uri, offset);
  return found ? placesOfSymbol(analysis, found) : [];
}
