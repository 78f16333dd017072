import { applyEdits, difference, type TextEdit } from '../base/edit.ts';
import { parseJson } from './json.ts';
import type { JsonValue } from './json-text.ts';
import type { Node, ObjectNode } from './node.ts';
import { insertJsonMember, removeJsonMember, setJsonValue } from './write-json.ts';

/**
 * Returns the edit that gives an object these members: `undefined` takes a member out, another
 * value is set or added; all other members stay. Names count in their letter case. No edit when
 * the object says so already or cannot be changed.
 */
export function setJsonMembers(
  text: string,
  object: ObjectNode,
  wanted: Readonly<Record<string, JsonValue | undefined>>,
): readonly TextEdit[] {
  let changed = text;
  // One after the other: the edits of neighbours touch the same commas.
  for (const [name, value] of Object.entries(wanted)) {
    const current = objectAt(parseJson(changed).root, object.start);
    if (!current) return [];
    const property = current.properties.find(({ key }) => key.value === name);
    const edits = setMember(changed, current, property, name, value);
    changed = applyEdits(changed, edits) ?? changed;
  }
  return changed === text ? [] : [difference(text, changed)];
}

function setMember(
  text: string,
  object: ObjectNode,
  property: ObjectNode['properties'][number] | undefined,
  name: string,
  value: JsonValue | undefined,
): readonly TextEdit[] {
  if (value === undefined) return property ? removeJsonMember(text, object, property) : [];
  if (property?.value) return setJsonValue(text, property.value, value);
  return property ? [] : insertJsonMember(text, object, name, value);
}

/** The object that begins at an offset: edits inside it leave that as it is. */
function objectAt(node: Node | undefined, start: number): ObjectNode | undefined {
  let current = node;
  while (current) {
    if (current.kind === 'object' && current.start === start) return current;
    const children: readonly (Node | undefined)[] =
      current.kind === 'object'
        ? current.properties.map(({ value }) => value)
        : current.kind === 'array'
          ? current.items
          : [];
    current = children.find((child) => child && child.start <= start && start < child.end);
  }
  return undefined;
}
