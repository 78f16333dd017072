import type { Analysis } from '../analysis.ts';
import { relativePath } from '../base/uri.ts';
import type { ParameterFileChoice } from '../lsp/protocol.ts';
import type { ClientUri } from './client-names.ts';

/** Returns the parameter files of a template, and which of them hovers, hints and lenses use. */
export function parameterFileChoices(
  analysis: Analysis,
  template: string,
  clientUri: ClientUri,
): ParameterFileChoice[] {
  if (analysis.kindOf(template) !== 'template') return [];
  const inUse = analysis.deploymentInUse(template)?.parameterFiles.at(-1);
  return analysis.deploymentsOf(template).flatMap(({ parameterFiles }) => {
    const file = parameterFiles.at(-1);
    if (file === undefined) return [];
    const path = relativePath(template, file);
    return { uri: clientUri(file), path, inUse: file === inUse };
  });
}
