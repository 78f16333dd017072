import type { Location as EditorLocation } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { editorLocations, type ClientUri } from './client-names.ts';
import type { Reference } from './references/reference.ts';
import { parameterFileReferences } from './references/parameter-file.ts';
import { templateReferences } from './references/template.ts';
import { scenarioReferences } from './references/scenario.ts';

const readers: ByKind<Analysis, [offset: number], readonly Reference[]> = {
  template: templateReferences,
  parameters: parameterFileReferences,
  scenario: scenarioReferences,
};

/** Which references are wanted, and how the client names files. */
export interface ReferencesRequest {
  readonly declaration: 'included' | 'left out';
  readonly clientUri: ClientUri;
}

/** Returns every place that the name at `offset` stands at, in all files that belong together. */
export function references(
  analysis: Analysis,
  uri: string,
  offset: number,
  { declaration, clientUri }: ReferencesRequest,
): EditorLocation[] {
  const found = readByKind(readers, analysis, uri, offset) ?? [];
  const places = found
    .filter(({ isDeclaration }) => declaration === 'included' || !isDeclaration)
    .map(({ at }) => at);
  return editorLocations(analysis.read, places, clientUri);
}
