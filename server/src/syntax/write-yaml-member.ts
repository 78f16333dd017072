import type { TextEdit } from '../base/edit.ts';
import { contains, type Span } from '../base/span.ts';
import type { JsonValue } from './json-text.ts';
import { afterLineBreak, lineEnd, lineStart } from './layout.ts';
import type { ObjectNode, Property } from './node.ts';
import { insertJsonMember, removeJsonMember, setJsonValue } from './write-json.ts';
import { removeFlowPart, slotsOf } from './yaml-flow.ts';
import { blockEnd, columnAt, isJson, newLine } from './yaml-places.ts';
import { valueOfYaml, yamlOnOneLine } from './yaml-text.ts';

/** Returns the edits that add a last member; `name` and `value` are YAML on one line. */
export function insertYamlMember(
  text: string,
  object: ObjectNode,
  name: string,
  value: string,
): readonly TextEdit[] {
  if (isJson(text)) {
    const key = valueOfYaml(name);
    const written = typeof key === 'string' ? key : name;
    return insertJsonMember(text, object, written, valueOfYaml(value));
  }
  const member = `${name}: ${value}`;
  if (text[object.start] === '{') {
    if (text[object.end - 1] !== '}') return [];
    const last = object.properties.findLast((property) => contains(object, property));
    if (last) return [insertion(last.end, `, ${member}`)];
    const isBlank = text.slice(object.start + 1, object.end - 1).trim() === '';
    return isBlank
      ? [replace(object, `{ ${member} }`)]
      : [insertion(object.start + 1, ` ${member}`)];
  }
  if (text[object.start] === '*') return [];
  const column = columnAt(text, object.start);
  return [insertion(blockEnd(text, object.end, column), newLine(text, column) + member)];
}

/**
 * Returns the edits that make a member say `value`, which is added when there is none of the name.
 * The old value goes whole, comments within it too; those around it stay.
 */
export function setYamlMember(
  text: string,
  object: ObjectNode,
  name: string,
  value: JsonValue,
): readonly TextEdit[] {
  const property = ownMember(object, name);
  if (!property) return insertYamlMember(text, object, yamlOnOneLine(name), yamlOnOneLine(value));
  const old = property.value;
  if (old && isJson(text)) return setJsonValue(text, old, value);
  const written = yamlOnOneLine(value);
  if (old && old.end > old.start) {
    // A text in block style ends behind its last line break.
    const end = old.start + text.slice(old.start, old.end).trimEnd().length;
    return [replace({ start: old.start, end }, written)];
  }
  const colon = /^\s*:/.exec(text.slice(property.key.end))?.[0].length;
  return colon === undefined
    ? [insertion(property.key.end, `: ${written}`)]
    : [insertion(property.key.end + colon, ` ${written}`)];
}

/**
 * Returns the edits that take a member out; a comment behind it stays. None where there is none
 * of the name, or no other one that the mapping would consist of.
 */
export function removeYamlMember(
  text: string,
  object: ObjectNode,
  name: string,
): readonly TextEdit[] {
  const property = ownMember(object, name);
  if (!property || object.properties.length < 2) return [];
  if (isJson(text)) return removeJsonMember(text, object, property);
  if (text[object.start] === '{') {
    const slots = slotsOf(text, object.start, object.properties);
    return removeFlowPart(text, slots, object.properties.indexOf(property));
  }
  const end = lineEnd(text, property.end);
  const comment = text.slice(property.end, end).trim();
  if (comment !== '') return [replace({ start: property.start, end }, comment)];
  return [replace({ start: lineStart(text, property.start), end: afterLineBreak(text, end) }, '')];
}

/** What an alias or a merge brings in stands elsewhere. */
function ownMember(object: ObjectNode, name: string): Property | undefined {
  return object.properties.findLast(
    (property) => property.key.value === name && contains(object, property),
  );
}

function replace({ start, end }: Span, newText: string): TextEdit {
  return { span: { start, end }, newText };
}

function insertion(offset: number, newText: string): TextEdit {
  return replace({ start: offset, end: offset }, newText);
}
