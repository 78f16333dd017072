import type { Analysis } from '../../analysis.ts';
import { documentAt, nameAt } from '../scenario-place.ts';
import type { Highlight } from './highlight.ts';

/** Returns the places of a document where the VM or image at an offset is named. */
export function scenarioHighlights(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Highlight[] {
  const document = documentAt(analysis, uri, offset);
  const places = (document && nameAt(document, offset)?.places) ?? [];
  return places.map(({ span, role }) => ({ span, kind: role === 'declares' ? 'write' : 'read' }));
}
