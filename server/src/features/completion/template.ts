import type { Analysis } from '../../analysis.ts';
import { at, placeAt, textOf, type Node, type ObjectNode } from '../../syntax/node.ts';
import { expressionPlace } from '../expression-place.ts';
import type { Completion, Completions } from './completions.ts';
import { imageIdValues, type OfferedValue } from './device-values.ts';
import { expressionCompletions, imageNameItems } from './expression.ts';
import { jsonPlace } from './json-place.ts';
import { keyItem, type KeyPlace } from './key-item.ts';
import { knownKeys, type KnownKey } from './known-keys.ts';
import { objectRole } from './object-role.ts';
import { usesOfName } from './name-uses.ts';
import { deviceApiVersion, resourceTypes } from './resource-types.ts';
import {
  deviceValues,
  isOneOf,
  knownDevice,
  valueItems,
  valuesOfUses,
} from './value-completions.ts';

/** Returns what may be written at `offset` of a template. */
export function templateCompletions(
  analysis: Analysis,
  uri: string,
  offset: number,
): Completions | undefined {
  const text = analysis.read(uri)?.text;
  if (text === undefined) return undefined;
  const document = { uri, text };
  const root = analysis.treeOf(uri)?.root;
  const isGeneral = analysis.settings().templateLanguage === 'on';
  const place = placeAt(root, offset);
  const expression =
    place.node?.kind === 'string' ? expressionPlace(document, place.node, offset) : undefined;
  if (expression) {
    const images = imageNameItems(expression, analysis.imagesOf(uri));
    if (images.length > 0) return { items: images, isIncomplete: false };
    return isGeneral ? expressionCompletions(analysis, expression, place, offset) : undefined;
  }
  const json = jsonPlace(document, root, offset);
  if (!json) return undefined;
  if (json.kind === 'key') {
    return isGeneral ? { items: keyItems(json, root), isIncomplete: false } : undefined;
  }
  const values = [
    ...deviceSpecific(analysis, uri, root, json.path),
    ...(isGeneral ? languageValues(analysis, uri, root, json.path) : []),
  ];
  return { items: valueItems(unique(values), json), isIncomplete: false };
}

function unique(values: readonly OfferedValue[]): readonly OfferedValue[] {
  const found = new Map(values.map((value) => [value.text.toLowerCase(), value]));
  return [...found.values()];
}

type Path = readonly (string | number)[];

/** Values that a device decides about; those of parameters by where their values go. */
function deviceSpecific(
  analysis: Analysis,
  uri: string,
  root: Node | undefined,
  path: Path,
): readonly OfferedValue[] {
  const known = knownDevice(analysis, uri);
  const symbols = analysis.symbolsOf(uri);
  const ofUses = (kind: 'parameter' | 'variable', name: string) =>
    symbols ? valuesOfUses(usesOfName(symbols, root, kind, name), known) : [];
  const [section, name, key] = path;
  if (isOneOf(section, 'parameters') && typeof name === 'string') {
    return isOneOf(key, 'defaultValue', 'allowedValues') ? ofUses('parameter', name) : [];
  }
  const last = path.at(-1);
  if (typeof last !== 'string') return [];
  if (isOneOf(last, 'id') && isOneOf(path.at(-2), 'imageReference')) {
    return imageIdValues(known.images);
  }
  const own = deviceValues(last, at(root, ...path.slice(0, -1)), known);
  const isVariable = isOneOf(section, 'variables') && path.length === 2;
  return isVariable ? [...own, ...ofUses('variable', last)] : own;
}

const parameterTypes = ['string', 'securestring', 'int', 'bool', 'object', 'secureObject', 'array'];

/** Values that the template language itself knows. */
function languageValues(
  analysis: Analysis,
  uri: string,
  root: Node | undefined,
  path: Path,
): readonly OfferedValue[] {
  const parent = path.slice(0, -1);
  const key = path.at(-1);
  const role = objectRole(root, parent);
  const listed = (texts: readonly string[], detail: string): readonly OfferedValue[] =>
    texts.map((text, rank) => ({ text, detail, rank: 100 + rank }));
  if (isOneOf(key, 'type')) {
    if (role === 'parameter' || role === 'output') return listed(parameterTypes, 'type');
    if (role === 'resource') return listed(resourceTypes(analysis, uri), 'resource type');
  }
  if (role === 'resource' && isOneOf(key, 'apiVersion')) {
    const version = deviceApiVersion(textOf(at(root, ...parent, 'type')) ?? '');
    return version === undefined ? [] : listed([version], 'as in the samples for the device');
  }
  if (role === 'resource' && isOneOf(key, 'location')) {
    return listed(['[resourceGroup().location]', "[parameters('location')]"], 'location').slice(
      0,
      analysis.symbolsOf(uri)?.root.symbols.get('parameter location')?.declaration ? 2 : 1,
    );
  }
  if (typeof key === 'number' && isOneOf(parent.at(-1), 'dependsOn')) {
    return dependencies(root, parent.slice(0, -1));
  }
  return [];
}

/** The other resources of the list: by symbolic name, or by id. */
function dependencies(root: Node | undefined, resource: Path): readonly OfferedValue[] {
  const list = at(root, ...resource.slice(0, -1));
  const own = at(root, ...resource);
  if (list?.kind === 'object') {
    return list.properties
      .filter(({ value }) => value !== own)
      .map(({ key }, rank) => ({ text: key.value, detail: 'symbolic name', rank }));
  }
  const others = list?.kind === 'array' ? list.items.filter((item) => item !== own) : [];
  return others.flatMap((other, rank): readonly OfferedValue[] => {
    const type = textOf(at(other, 'type'));
    const name = textOf(at(other, 'name'));
    const loop = textOf(at(other, 'copy', 'name'));
    if (loop !== undefined) return [{ text: loop, detail: 'loop of resources', rank }];
    if (type === undefined || name === undefined || name.includes('/')) return [];
    const isWritten = name.startsWith('[') && name.endsWith(']');
    const argument = isWritten ? name.slice(1, -1) : `'${name.replaceAll("'", "''")}'`;
    return [{ text: `[resourceId('${type}', ${argument})]`, detail: 'resource', rank }];
  });
}

function keyItems(json: KeyPlace, root: Node | undefined): readonly Completion[] {
  const role = objectRole(root, json.path);
  const keys: readonly KnownKey[] = role ? knownKeys[role] : [];
  return missingKeys(keys, json.object, json.place.onKey ? json.place.node : undefined).map(
    (key, rank) => keyItem(key, json, rank),
  );
}

function missingKeys(
  keys: readonly KnownKey[],
  { properties }: ObjectNode,
  typed: Node | undefined,
): readonly KnownKey[] {
  const present = properties.filter(({ key }) => key !== typed).map(({ key }) => key.value);
  return keys.filter(({ name }) => !isOneOf(name, ...present));
}
