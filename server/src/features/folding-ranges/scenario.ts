import type { Analysis } from '../../analysis.ts';
import type { Node } from '../../syntax/node.ts';
import type { Fold } from './fold.ts';

/** Returns the parts of a scenario file that can be folded: documents, mappings, lists, comments. */
export function scenarioFolds(analysis: Analysis, uri: string): readonly Fold[] {
  const text = analysis.read(uri)?.text ?? '';
  const documents = analysis.scenarioDocumentsOf(uri);
  return [
    ...documents.flatMap(({ timeline, tree }) => [
      // One document alone is the file, and a file is not folded.
      ...(documents.length > 1 ? [fold(timeline.scenario.span, text)] : []),
      ...(tree.root ? foldsIn(tree.root, text) : []),
    ]),
    ...commentFolds(text),
  ];
}

function foldsIn(node: Node, text: string): readonly Fold[] {
  if (node.kind === 'array') {
    return node.items.flatMap((item) => [fold(item, text), ...foldsIn(item, text)]);
  }
  if (node.kind !== 'object') return [];
  return node.properties.flatMap((property) => [
    ...(property.value && property.value.kind !== 'string' ? [fold(property, text)] : []),
    ...(property.value ? foldsIn(property.value, text) : []),
  ]);
}

/** The line of a closing bracket stays; white space behind a block is no part of it. */
function fold({ start, end }: { start: number; end: number }, text: string): Fold {
  const part = text.slice(start, end).trimEnd();
  const isClosed = /[\]}]$/.test(part) && /\n[ \t]*[\]}]$/.test(part);
  const span = { start, end: start + part.length };
  return { span, kind: 'region', lastLine: isClosed ? 'shown' : 'hidden' };
}

/** Two or more lines of comment, one after the other. */
function commentFolds(text: string): readonly Fold[] {
  const blocks = text.matchAll(/^[ \t]*#.*(?:\r?\n[ \t]*#.*)+/gm);
  return [...blocks].map(({ index, 0: block }) => ({
    span: { start: index, end: index + block.length },
    kind: 'comment',
    lastLine: 'hidden',
  }));
}
