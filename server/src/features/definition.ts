import type { LocationLink } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import type { ClientUri } from './client-names.ts';
import { rangeIn } from './ranges.ts';
import type { Definition } from './definition/declaration-link.ts';
import { parameterFileDefinitions } from './definition/parameter-file.ts';
import { templateDefinitions } from './definition/template.ts';
import { scenarioDefinition } from './definition/scenario.ts';

const readers: ByKind<Analysis, [offset: number], readonly Definition[]> = {
  template: templateDefinitions,
  parameters: parameterFileDefinitions,
  scenario: scenarioDefinition,
};

/** Returns where the name at `offset` is declared. */
export function definition(
  analysis: Analysis,
  uri: string,
  offset: number,
  clientUri: ClientUri,
): LocationLink[] {
  const { read } = analysis;
  const found = readByKind(readers, analysis, uri, offset) ?? [];
  return found.flatMap(({ from, name, whole }): LocationLink[] => {
    const originSelectionRange = rangeIn(read, { uri, span: from });
    const targetSelectionRange = rangeIn(read, name);
    const targetRange = rangeIn(read, { uri: name.uri, span: whole });
    if (!originSelectionRange || !targetRange || !targetSelectionRange) return [];
    const targetUri = clientUri(name.uri);
    return [{ originSelectionRange, targetUri, targetRange, targetSelectionRange }];
  });
}
