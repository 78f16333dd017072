import type { DocumentLink } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import type { ClientUri } from './client-names.ts';
import { rangeIn } from './ranges.ts';
import type { FileLink } from './document-links/file-link.ts';
import { parameterFileLinks } from './document-links/parameter-file.ts';
import { templateLinks } from './document-links/template.ts';
import { scenarioLinks } from './document-links/scenario.ts';

const readers: ByKind<Analysis, [], readonly FileLink[]> = {
  template: templateLinks,
  parameters: parameterFileLinks,
  scenario: scenarioLinks,
};

/** Returns the links of a file to others that are there. */
export function documentLinks(
  analysis: Analysis,
  uri: string,
  clientUri: ClientUri,
): DocumentLink[] {
  const links = readByKind(readers, analysis, uri) ?? [];
  return links.flatMap(({ span, target, tooltip }) => {
    const range = rangeIn(analysis.read, { uri, span });
    return range ? { range, target: clientUri(target), tooltip } : [];
  });
}
