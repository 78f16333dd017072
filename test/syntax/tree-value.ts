import type { Node } from '../../server/src/syntax/node.ts';
import type { JsonValue } from '../../server/src/syntax/write.ts';

/** Returns what a tree says; a member without value says `null`. */
export function treeValue(node: Node | undefined): JsonValue {
  if (!node || node.kind === 'null') return null;
  if (node.kind === 'array') return node.items.map(treeValue);
  if (node.kind === 'object') {
    return Object.fromEntries(
      node.properties.map(({ key, value }) => [key.value, treeValue(value)]),
    );
  }
  return node.value;
}

/** Returns every node of a tree, keys included, with the node it lies in. */
export function* nodesOf(node: Node | undefined): Generator<Node> {
  if (!node) return;
  yield node;
  if (node.kind === 'array') for (const item of node.items) yield* nodesOf(item);
  if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      yield key;
      yield* nodesOf(value);
    }
  }
}
