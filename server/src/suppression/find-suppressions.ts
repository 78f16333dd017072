import type { Tree } from '../syntax/node.ts';
import { commentSuppressions } from './comments.ts';
import { metadataSuppressions } from './metadata.ts';
import type { CommentStyle, Suppressions } from './suppression.ts';

/**
 * Returns the suppressions of a file: comments, and `metadata.edgeGpu.disable` of the objects in
 * its JSON. `trees` are those of its text.
 */
export function suppressionsIn(
  text: string,
  style: CommentStyle,
  trees: readonly Tree[],
): Suppressions {
  // Most files have none, and finding comments takes a reading of the whole text.
  const inComments = text.includes('edge-gpu-disable') ? commentSuppressions(text, style) : NONE;
  const inMetadata =
    style === 'json' && /edgeGpu/i.test(text) ? metadataSuppressions(text, trees) : [];
  return {
    suppressions: [...inComments.suppressions, ...inMetadata],
    problems: inComments.problems,
  };
}

const NONE: Suppressions = { suppressions: [], problems: [] };
