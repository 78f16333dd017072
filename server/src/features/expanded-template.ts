import type { Analysis } from '../analysis.ts';
import { nameOf } from '../base/uri.ts';
import type { ExpandResult } from '../lsp/protocol.ts';
import type { Deployment } from '../template/deployment.ts';
import { expandTemplate } from '../template/expand.ts';

/**
 * Returns a template with its loops unrolled and its expressions evaluated, with the parameter
 * file in use; of a parameter file, the template that it belongs to.
 */
export function expandedTemplate(analysis: Analysis, uri: string): ExpandResult {
  const deployment = deploymentFor(analysis, uri);
  const text = deployment && analysis.read(deployment.uri)?.text;
  if (!deployment || text === undefined) {
    return analysis.kindOf(uri) === undefined
      ? { problem: 'open an ARM template to expand' }
      : { problem: 'there is no template here that can be evaluated' };
  }
  const parameterFile = deployment.parameterFiles.at(-1);
  return {
    text: expandTemplate(deployment, { uri: deployment.uri, text }),
    name: nameOf(deployment.uri),
    parameterFile: parameterFile === undefined ? null : nameOf(parameterFile),
  };
}

function deploymentFor(analysis: Analysis, uri: string): Deployment | undefined {
  switch (analysis.kindOf(uri)) {
    case 'template':
      return analysis.deploymentInUse(uri);
    case 'parameters': {
      const [template] = analysis.templatesOf(uri);
      const all = template === undefined ? [] : analysis.deploymentsOf(template);
      return all.find(({ parameterFiles }) => parameterFiles.at(-1) === uri);
    }
    case 'scenario':
    case 'config':
    case undefined:
      return undefined;
  }
}
