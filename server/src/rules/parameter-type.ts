import { t, translatable } from '../base/l10n.ts';
import { member, type Node } from '../syntax/node.ts';
import { setJsonValue, type JsonValue } from '../syntax/write.ts';
import { placeOf } from '../template/document.ts';
import type { GivenParameters } from '../template/given-parameters.ts';
import { literalValue } from '../template/literal.ts';
import { declaredParameters, findDeclaration } from '../template/parameters.ts';
import { toJson } from '../template/value.ts';
import {
  givenIn,
  givenWithin,
  literalDefaults,
  literalValues,
  type WrittenValue,
} from './reading/parameter-values.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';

/** A parameter gets a value of another type than it is declared with. */
export default defineRule({
  id: 'parameter-type',
  severity: 'error',
  title: 'Value of the wrong type',
  description:
    'Azure refuses a value for a parameter that is not of the declared type; it does not convert. In a parameter file each value stands in an object, as its member value.',
  realm: 'template language',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmCount": { "type": "int" } },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmCount": { "value": "2" } }
//                                      ^^^ the value of 'vmCount' is a string, not an int
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "useGpu": { "type": "bool", "defaultValue": "true" } },
//                                                            ^^^^^^ the default of 'useGpu' is a string, not a bool
  "resources": []
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "type": "string" } },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": "vm1" }
//                          ^^^^^ the value of 'vmName' must stand in an object: { "value": … }
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmCount": { "type": "Int" }, "zones": { "type": "array", "defaultValue": [] } },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmCount": { "value": 2 } }
}
`,
    ],
  },
  check: {
    *parameters(subject) {
      const given = givenIn(subject);
      for (const value of literalValues(given)) yield* mistyped(value);
      yield* unwrapped(given);
    },
    *file(subject) {
      for (const value of literalDefaults(subject)) yield* mistyped(value);
      for (const given of givenWithin(subject)) {
        for (const value of literalValues(given)) yield* mistyped(value);
      }
    },
  },
});

/** The types of the template language, in lower case, and the JSON that each takes. */
const kinds: ReadonlyMap<string, Node['kind']> = new Map([
  ['string', 'string'],
  ['securestring', 'string'],
  ['int', 'number'],
  ['bool', 'boolean'],
  ['array', 'array'],
  ['object', 'object'],
  ['secureobject', 'object'],
]);

const nouns: Readonly<Record<Node['kind'], string>> = {
  string: translatable('a string'),
  number: translatable('a number'),
  boolean: translatable('a bool'),
  array: translatable('an array'),
  object: translatable('an object'),
  null: translatable('null'),
};

function* mistyped({ declaration, document, node, noun }: WrittenValue): Iterable<Finding> {
  const { type, nullable, defaultValue } = declaration;
  const wanted = kinds.get(type ?? '');
  if (type === undefined || !wanted) return;
  // Whether null stands for the default depends on the version of the API.
  if (node.kind === 'null' && (nullable || defaultValue)) return;
  const isFraction = node.kind === 'number' && type === 'int' && !Number.isInteger(node.value);
  if (node.kind === wanted && !isFraction) return;
  const is = isFraction ? t('a fraction') : t(nouns[node.kind]);
  yield {
    at: placeOf(document, node),
    message: /^[aeio]/.test(type)
      ? t('{0} is {1}, not an {2}', noun, is, type)
      : t('{0} is {1}, not a {2}', noun, is, type),
    fixes: conversion(document, node, wanted, type),
  };
}

function conversion(
  { uri, text }: WrittenValue['document'],
  node: Node,
  wanted: Node['kind'],
  type: string,
): readonly Fix[] {
  const value = converted(node, wanted);
  if (value === undefined) return [];
  const edits = setJsonValue(text, node, value).map((edit) => ({ uri, ...edit }));
  const what = typeof value === 'object' ? '' : ` ${JSON.stringify(value)}`;
  return [{ title: t('make it the {0}{1}', type, what), edits, preferred: true }];
}

/** Returns the value of the wanted kind that is plainly meant, if one is. */
function converted(node: Node, wanted: Node['kind']): JsonValue | undefined {
  if (node.kind === 'string') {
    const text = node.value.trim();
    if (wanted === 'number' && /^-?\d{1,15}$/.test(text)) return Number(text);
    if (wanted === 'boolean' && /^(?:true|false)$/i.test(text)) return /^t/i.test(text);
  }
  if (wanted === 'string' && (node.kind === 'number' || node.kind === 'boolean')) {
    return String(node.value);
  }
  if (wanted === 'array' && node.kind !== 'null') {
    const value = toJson(literalValue(node, { uri: '', text: '' }));
    return 'json' in value ? [value.json] : undefined;
  }
  return undefined;
}

/** Values that do not stand in `{ "value": … }`, as they must in a parameter file. */
function* unwrapped({ document, given, template }: GivenParameters): Iterable<Finding> {
  const declarations = declaredParameters(template);
  for (const { key, value } of given) {
    const declaration = findDeclaration(declarations, key.value);
    if (!declaration || !value) continue;
    const holds = ['value', 'reference', 'expression'].some((name) => member(value, name));
    if (value.kind === 'object' && (holds || value.properties.length === 0)) continue;
    const json = toJson(literalValue(value, document));
    const edits =
      'json' in json
        ? setJsonValue(document.text, value, { value: json.json }).map((edit) => ({
            uri: document.uri,
            ...edit,
          }))
        : [];
    const title = t('put it into an object, as its member "value"');
    yield {
      at: placeOf(document, value),
      message: t('the value of \'{0}\' must stand in an object: { "value": … }', declaration.name),
      fixes: edits.length > 0 ? [{ title, edits, preferred: true }] : [],
    };
  }
}
