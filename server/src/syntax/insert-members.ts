import { applyEdits, difference, type TextEdit } from '../base/edit.ts';
import { parseJson } from './json.ts';
import type { JsonValue } from './json-text.ts';
import type { Node, ObjectNode } from './node.ts';
import { insertJsonMember } from './write-json.ts';

/**
 * Returns the edits that add members at the end of an object, in the order given; none when one
 * of them cannot be added.
 */
export function insertJsonMembers(
  text: string,
  object: ObjectNode,
  members: readonly (readonly [name: string, value: JsonValue])[],
): readonly TextEdit[] {
  let written = text;
  let current = object;
  for (const [name, value] of members) {
    const edits = insertJsonMember(written, current, name, value);
    const next = edits.length === 0 ? undefined : applyEdits(written, edits);
    const found = next === undefined ? undefined : objectAt(parseJson(next).root, object.start);
    if (next === undefined || !found) return [];
    written = next;
    current = found;
  }
  return [difference(text, written)];
}

/** All edits are behind the brace that opens the object, so it stays where it was. */
function objectAt(node: Node | undefined, start: number): ObjectNode | undefined {
  if (node?.kind === 'object' && node.start === start) return node;
  const parts =
    node?.kind === 'object'
      ? node.properties.flatMap(({ value }) => value ?? [])
      : node?.kind === 'array'
        ? node.items
        : [];
  const around = parts.find((part) => part.start <= start && start < part.end);
  return around && objectAt(around, start);
}
