import type { Analysis } from '../../analysis.ts';
import { symbolInTemplate, type FoundSymbol } from '../symbol-places.ts';
import type { Definition } from './declaration-link.ts';

/** Returns the declaration of the name at `offset` of a template. */
export function templateDefinitions(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Definition[] {
  if (analysis.settings().templateLanguage !== 'on') return [];
  const found = symbolInTemplate(analysis, uri, offset);
  return found ? definitionOf(found) : [];
}

/** Returns the declaration that a name leads to; none when nothing declares it. */
export function definitionOf({ span, symbol, template }: FoundSymbol): readonly Definition[] {
  const { declaration } = symbol;
  if (!declaration) return [];
  const name = { uri: template, span: declaration.name };
  return [{ from: span, name, whole: declaration.whole }];
}
