import type { CodeLens } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import type { ClientUri } from './client-names.ts';
import { rangeIn } from './ranges.ts';
import type { Lens } from './code-lens/lens.ts';
import { templateLenses } from './code-lens/template.ts';
import { scenarioLenses } from './code-lens/scenario.ts';

const readers: ByKind<Analysis, [], readonly Lens[]> = {
  template: templateLenses,
  scenario: scenarioLenses,
};

/** Returns the lenses of a file. */
export function codeLens(analysis: Analysis, uri: string, clientUri: ClientUri): CodeLens[] {
  const lenses = readByKind(readers, analysis, uri) ?? [];
  return lenses.flatMap(({ span, title, command }) => {
    const range = rangeIn(analysis.read, { uri, span });
    return range ? { range, command: { title, command, arguments: [clientUri(uri)] } } : [];
  });
}
