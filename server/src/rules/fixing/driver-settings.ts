import type { FileEdit } from '../../base/edit.ts';
import type { DriverExtensionUse } from '../../device/driver-extension.ts';
import { settingKey, type OsFamily } from '../../facts/index.ts';
import { parseJson } from '../../syntax/json.ts';
import { member, placeAt, type Node, type ObjectNode } from '../../syntax/node.ts';
import { insertJsonMember, setJsonMembers } from '../../syntax/write.ts';
import type { TextOf } from './literal-edit.ts';
import { inFile } from './resource-edits.ts';

/**
 * Returns the edits that make the settings of a driver extension those of a release, wherever
 * they are written: documented settings of another release, OS or cloud go, others stay. `undefined`
 * when they are not written out as an object.
 */
export function settingsEdits(
  use: DriverExtensionUse,
  family: OsFamily,
  wanted: Readonly<Record<string, string>>,
  textOf: TextOf,
): readonly FileEdit[] | undefined {
  const { settings, resource } = use;
  if (settings.kind === 'null') {
    const properties = member(resource.node, 'properties')?.value;
    if (properties?.kind !== 'object' || member(properties, 'settings')) return undefined;
    const { text } = resource.document;
    return inFile(resource, insertJsonMember(text, properties, 'settings', wanted));
  }
  const { origin } = settings;
  const text = origin && textOf(origin.uri);
  if (!origin || text === undefined) return undefined;
  const object = placeAt(parseJson(text).root, origin.span.start).node;
  if (!isObjectAt(object, origin.span.start)) return undefined;
  const others = object.properties.flatMap(({ key: { value: key } }) =>
    key in wanted || !isForeign(family, key) ? [] : [[key, undefined] as const],
  );
  const edits = setJsonMembers(text, object, { ...Object.fromEntries(others), ...wanted });
  return edits.map((edit) => ({ ...edit, uri: origin.uri }));
}

/** A documented key, but not one that this family's extension has on the device. */
function isForeign(family: OsFamily, key: string): boolean {
  const own = settingKey(family, key);
  if (own) return own.kind === 'public-cloud';
  return settingKey(family === 'windows' ? 'linux' : 'windows', key) !== undefined;
}

function isObjectAt(node: Node | undefined, start: number): node is ObjectNode {
  return node?.kind === 'object' && node.start === start;
}
