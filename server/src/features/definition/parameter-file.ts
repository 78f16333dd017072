import type { Analysis } from '../../analysis.ts';
import { symbolsInParameterFile } from '../symbol-places.ts';
import type { Definition } from './declaration-link.ts';
import { definitionOf } from './template.ts';

/** Returns where templates declare the parameter named at `offset` of a parameter file. */
export function parameterFileDefinitions(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Definition[] {
  if (analysis.settings().templateLanguage !== 'on') return [];
  return symbolsInParameterFile(analysis, uri, offset).flatMap(definitionOf);
}
