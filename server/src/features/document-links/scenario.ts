import type { Analysis } from '../../analysis.ts';
import { pathsIn } from '../scenario-place.ts';
import type { FileLink } from './file-link.ts';

/** Returns the links of a scenario file to its templates and parameter files. */
export function scenarioLinks(analysis: Analysis, uri: string): readonly FileLink[] {
  return analysis.scenarioDocumentsOf(uri).flatMap((document) =>
    pathsIn(analysis, document).map(({ text, kind, target }) => ({
      span: text.at.span,
      target,
      tooltip: kind === 'template' ? 'Open the template' : 'Open the parameter file',
    })),
  );
}
