import type { Analysis } from '../../analysis.ts';
import { documentAt, nameAt } from '../scenario-place.ts';
import { placesOfSymbol, symbolInScenario } from '../symbol-places.ts';
import type { Reference } from './reference.ts';

/**
 * Returns every place of a document where the VM or image at an offset is named, or every place of
 * the parameter that a step gives a value to there.
 */
export function scenarioReferences(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Reference[] {
  const document = documentAt(analysis, uri, offset);
  const name = document && nameAt(document, offset);
  if (!name) {
    const parameter = symbolInScenario(analysis, uri, offset);
    return parameter ? placesOfSymbol(analysis, parameter) : [];
  }
  return [
    ...name.places.map(({ span, role }) => ({
      at: { uri, span },
      isDeclaration: role === 'declares',
    })),
    ...name.deployedBy.flatMap(({ template }) =>
      template ? [{ at: template.at, isDeclaration: true }] : [],
    ),
  ];
}
