import type { Analysis } from '../../analysis.ts';
import { symbolsInParameterFile } from '../symbol-places.ts';
import type { Renamable } from './renamable.ts';
import { renamable } from './template.ts';

/** Returns the parameter named at `offset` of a parameter file: its templates change with it. */
export function parameterFileRenamable(
  analysis: Analysis,
  uri: string,
  offset: number,
): Renamable | undefined {
  if (analysis.settings().templateLanguage !== 'on') return undefined;
  const [found] = symbolsInParameterFile(analysis, uri, offset);
  return found && renamable(analysis, found);
}
