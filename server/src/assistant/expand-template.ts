import { expandedTemplate } from '../features/expanded-template.ts';
import { analysisFor } from './device-input.ts';
import type { Tool } from './tool.ts';

/** Shows a template as it is deployed. */
export const expandTemplate: Tool = {
  name: 'expandTemplate',
  title: 'Expand a template',
  description:
    'Shows an ARM template (for Azure Stack Edge devices or for Azure) as it is deployed: loops unrolled, conditions applied, expressions evaluated with its parameter file. To choose among several parameter files, name the parameter file instead of the template. What cannot be known offline, such as reference(), and every secret, stays as the expression. Answers with a comment that says which files were read, and the expanded template as JSON. It deploys and changes nothing.',
  inputSchema: {
    type: 'object',
    properties: {
      file: {
        type: 'string',
        description: 'Path of the template, or of one of its parameter files, in the workspace.',
      },
    },
    required: ['file'],
    additionalProperties: false,
  },
  run(files, input) {
    const found = files.locate(input['file'] ?? '');
    if ('problem' in found) return found;
    const made = analysisFor(files, {});
    if ('problem' in made) return made;
    const expanded = expandedTemplate(made.analysis, found.uri);
    if ('problem' in expanded) {
      const kind = made.analysis.kindOf(found.uri);
      const isTemplate = kind === 'template' || kind === 'parameters';
      const file = files.places.file(found.uri);
      return {
        problem: isTemplate
          ? `${file}: ${expanded.problem}`
          : `${file} is not an ARM template or a parameter file of one`,
      };
    }
    const { name, parameterFile, text } = expanded;
    const values = parameterFile === null ? 'the defaults of its parameters' : parameterFile;
    return { text: `// ${name} with ${values}\n${text}` };
  },
};
