import type { Analysis } from '../../analysis.ts';
import { sameName, type Node } from '../../syntax/node.ts';
import {
  declaredParameters,
  findDeclaration,
  type ParameterDeclaration,
} from '../../template/parameters.ts';
import { escaped } from '../markdown.ts';
import type { Completion, Completions } from './completions.ts';
import type { OfferedValue } from './device-values.ts';
import { jsonPlace } from './json-place.ts';
import { choiceInSnippet, inSnippet, keyItem, type KeyPlace } from './key-item.ts';
import { knownKeys, type KnownKey } from './known-keys.ts';
import { usesOfName } from './name-uses.ts';
import { isOneOf, knownDevice, valueItems, valuesOfUses } from './value-completions.ts';

/** A longer list of allowed values is no choice in a snippet. */
const MAX_CHOICES = 50;

/** Returns what may be written at `offset` of a parameter file, as its templates declare it. */
export function parameterFileCompletions(
  analysis: Analysis,
  uri: string,
  offset: number,
): Completions | undefined {
  const text = analysis.read(uri)?.text;
  if (text === undefined) return undefined;
  const json = jsonPlace({ uri, text }, analysis.treeOf(uri)?.root, offset);
  if (!json) return undefined;
  const isGeneral = analysis.settings().templateLanguage === 'on';
  if (json.kind === 'key') {
    return isGeneral ? { items: keyItems(analysis, uri, json), isIncomplete: false } : undefined;
  }
  const [section, name, key, ...deeper] = json.path;
  if (!isOneOf(section, 'parameters') || typeof name !== 'string') return undefined;
  if (!isOneOf(key, 'value') || deeper.length > 0) return undefined;
  const values = valuesOf(analysis, uri, name, isGeneral ? 'all' : 'device');
  return { items: valueItems(values, json), isIncomplete: false };
}

function keyItems(analysis: Analysis, uri: string, place: KeyPlace): readonly Completion[] {
  const [section, name] = place.path;
  if (section === undefined) return known(knownKeys.parameterFile, place);
  if (!isOneOf(section, 'parameters')) return [];
  if (name !== undefined) return known(knownKeys.givenParameter, place);
  return known(
    declarations(analysis, uri).map(({ declaration, source }) => keyOf(declaration, source)),
    place,
  );
}

function known(keys: readonly KnownKey[], place: KeyPlace): readonly Completion[] {
  const typed = place.place.onKey ? place.place.node : undefined;
  const present = place.object.properties
    .filter(({ key }) => key !== typed)
    .map(({ key }) => key.value);
  return keys
    .filter(({ name }) => !isOneOf(name, ...present))
    .map((key, rank) => keyItem(key, place, rank));
}

interface Declared {
  readonly declaration: ParameterDeclaration;
  /** The text of its template. */
  readonly source: string;
  readonly template: string;
}

/** The parameters of the templates, each once; those that need a value come first. */
function declarations(analysis: Analysis, uri: string): readonly Declared[] {
  const found = new Map<string, Declared>();
  for (const template of analysis.templatesOf(uri)) {
    const root = analysis.treeOf(template)?.root;
    const source = analysis.read(template)?.text;
    if (root?.kind !== 'object' || source === undefined) continue;
    for (const declaration of declaredParameters(root)) {
      const key = declaration.name.toLowerCase();
      if (!found.has(key)) found.set(key, { declaration, source, template });
    }
  }
  const needed = ({ declaration }: Declared): boolean =>
    declaration.defaultValue === undefined && !declaration.nullable;
  const all = [...found.values()];
  return [...all.filter(needed), ...all.filter((one) => !needed(one))];
}

function keyOf(declaration: ParameterDeclaration, source: string): KnownKey {
  const { name, type, defaultValue, nullable, description } = declaration;
  const isNeeded = defaultValue === undefined && !nullable;
  return {
    name,
    detail: `${type ?? 'any'}${isNeeded ? ', required' : ''}`,
    documentation: description === undefined ? '' : escaped(description),
    value: `{\n\t"value": ${placeholder(declaration, source)}\n}`,
  };
}

/** A value of the declared type as a snippet. */
function placeholder({ type, allowedValues }: ParameterDeclaration, source: string): string {
  if (allowedValues && allowedValues.length > 0 && allowedValues.length <= MAX_CHOICES) {
    return choiceInSnippet(allowedValues.map((node) => jsonOf(node, source)));
  }
  switch (type) {
    case 'int':
      return '${1:0}';
    case 'bool':
      return choiceInSnippet(['true', 'false']);
    case 'array':
      return '[\n\t\t$1\n\t]';
    case 'object':
    case 'secureobject':
      return '{\n\t\t$1\n\t}';
    default:
      return inSnippet('"') + '$1' + inSnippet('"');
  }
}

function jsonOf(node: Node, source: string): string {
  return source.slice(node.start, node.end).replace(/\s+/g, ' ');
}

/** Allowed values, and where there are none those that the device takes. */
function valuesOf(
  analysis: Analysis,
  uri: string,
  name: string,
  wanted: 'all' | 'device',
): readonly OfferedValue[] {
  const found = new Map<string, OfferedValue>();
  for (const { declaration, source, template } of declarations(analysis, uri)) {
    if (!sameName(declaration.name, name)) continue;
    const { allowedValues } = declaration;
    const device = fromUses(analysis, template, name);
    if (allowedValues) {
      for (const [rank, node] of allowedValues.entries()) {
        const text = node.kind === 'string' ? node.value : jsonOf(node, source);
        const figures = device.find((value) => sameName(value.text, text));
        if (wanted === 'device' && !figures) continue;
        found.set(text, {
          text,
          ...(node.kind !== 'string' && { json: text }),
          detail: figures?.detail ?? 'allowed',
          ...(figures?.facts && { facts: figures.facts }),
          rank,
        });
      }
    } else {
      for (const value of device) found.set(value.text, value);
      if (declaration.type === 'bool' && wanted === 'all') {
        for (const [rank, json] of ['true', 'false'].entries()) {
          found.set(json, { text: json, json, detail: 'bool', rank });
        }
      }
    }
  }
  return [...found.values()];
}

/** What the device takes where the template uses the parameter. */
function fromUses(analysis: Analysis, template: string, name: string): readonly OfferedValue[] {
  const symbols = analysis.symbolsOf(template);
  const root = analysis.treeOf(template)?.root;
  if (!symbols || root?.kind !== 'object') return [];
  if (findDeclaration(declaredParameters(root), name)?.secure) return [];
  const uses = usesOfName(symbols, root, 'parameter', name);
  return valuesOfUses(uses, knownDevice(analysis, template));
}
