import type { FileEdit } from '../../base/edit.ts';
import { t } from '../../base/l10n.ts';
import type { DriverExtensionUse } from '../../device/driver-extension.ts';
import { settingKey, type OsFamily } from '../../facts/index.ts';
import { parseJson } from '../../syntax/json.ts';
import { member, placeAt, type Node, type ObjectNode } from '../../syntax/node.ts';
import { insertJsonMember, setJsonMembers } from '../../syntax/write.ts';
import type { TextOf } from './literal-edit.ts';
import { list } from '../judging/wording.ts';
import { inFile } from './resource-edits.ts';

/** Edits of the settings of a driver extension. */
export interface SettingsEdits {
  readonly edits: readonly FileEdit[];
  /** Says in a title which settings go, with what is noted in them; empty when none does. */
  readonly alsoRemoves: string;
}

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
): SettingsEdits | undefined {
  const { settings, resource } = use;
  if (settings.kind === 'null') {
    const properties = member(resource.node, 'properties')?.value;
    if (properties?.kind !== 'object' || member(properties, 'settings')) return undefined;
    const { text } = resource.document;
    const edits = inFile(resource, insertJsonMember(text, properties, 'settings', wanted));
    return { edits, alsoRemoves: '' };
  }
  const { origin } = settings;
  const text = origin && textOf(origin.uri);
  if (!origin || text === undefined) return undefined;
  const object = placeAt(parseJson(text).root, origin.span.start).node;
  if (!isObjectAt(object, origin.span.start)) return undefined;
  const others = object.properties
    .map(({ key }) => key.value)
    .filter((key) => !(key in wanted) && isForeign(family, key));
  const gone = Object.fromEntries(others.map((key) => [key, undefined]));
  const edits = setJsonMembers(text, object, { ...gone, ...wanted });
  return {
    edits: edits.map((edit) => ({ ...edit, uri: origin.uri })),
    alsoRemoves: others.length === 0 ? '' : t(', remove {0}', list(others)),
  };
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
