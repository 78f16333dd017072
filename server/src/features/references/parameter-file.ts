import type { Analysis } from '../../analysis.ts';
import { placesOfSymbol, symbolsInParameterFile } from '../symbol-places.ts';
import type { Reference } from './reference.ts';

/** Returns every place of the parameter named at `offset` of a parameter file. */
export function parameterFileReferences(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Reference[] {
  if (analysis.settings().templateLanguage !== 'on') return [];
  // Templates that this file gives values to share it, so each leads to the places of all.
  const [found] = symbolsInParameterFile(analysis, uri, offset);
  return found ? placesOfSymbol(analysis, found) : [];
}
