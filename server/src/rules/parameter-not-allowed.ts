import { t } from '../base/l10n.ts';
import { nearestName } from '../base/nearest-name.ts';
import { sameName, type Node } from '../syntax/node.ts';
import { placeOf } from '../template/document.ts';
import { limitsOf } from '../template/parameter-limits.ts';
import {
  givenIn,
  givenWithin,
  literalDefaults,
  literalValues,
  type WrittenValue,
} from './reading/parameter-values.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import { list } from './judging/wording.ts';

/** At most this many allowed values are offered as fixes. */
const OFFERED = 8;

/** A parameter gets a value that its declaration does not allow. */
export default defineRule({
  id: 'parameter-not-allowed',
  severity: 'error',
  title: 'Value that is not allowed',
  description:
    'A declaration may list the values of a parameter (allowedValues) and limit numbers (minValue, maxValue) and lengths (minLength, maxLength). Azure refuses any other value.',
  realm: 'template language',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "osType": { "type": "string", "allowedValues": ["Windows", "Linux"] }
  },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "osType": { "value": "Linus" } }
//                                     ^^^^^^^ the value of 'osType' is 'Linus', allowed are 'Windows' and 'Linux'
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "vmCount": { "type": "int", "maxValue": 4, "defaultValue": 8 }
//                                                             ^ the default of 'vmCount' is 8, at most 4 is allowed
  },
  "resources": []
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "type": "string", "maxLength": 15 } },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "value": "inference-vm-number-1" } }
//                                     ^^^^^^^^^^^^^^^^^^^^^^^ the value of 'vmName' has length 21, at most 15 is allowed
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "osType": { "type": "string", "allowedValues": ["Windows", "Linux"] },
    "vmCount": { "type": "int", "minValue": 1, "maxValue": 4 },
    "zones": { "type": "array", "allowedValues": ["1", "2"], "minLength": 1 }
  },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "osType": { "value": "Linux" }, "vmCount": { "value": 4 }, "zones": { "value": ["2"] } }
}
`,
    ],
  },
  check: {
    *parameters(subject) {
      for (const value of literalValues(givenIn(subject))) yield* refused(value);
    },
    *file(subject) {
      for (const value of literalDefaults(subject)) yield* refused(value);
      for (const given of givenWithin(subject)) {
        for (const value of literalValues(given)) yield* refused(value);
      }
    },
  },
});

function* refused(value: WrittenValue): Iterable<Finding> {
  const finding = notListed(value) ?? outOfRange(value) ?? wrongLength(value);
  if (finding) yield finding;
}

function notListed({ declaration, document, node, noun }: WrittenValue): Finding | undefined {
  const { allowedValues, secure } = declaration;
  if (!allowedValues) return undefined;
  const allowed = allowedValues.flatMap((one) => scalarOf(one) ?? []);
  // Lists of other things than texts and numbers are not compared here.
  if (allowed.length < allowedValues.length) return undefined;
  const strays = node.kind === 'array' ? node.items : [node];
  const stray = strays.find((one) => {
    const scalar = scalarOf(one);
    return scalar !== undefined && !allowed.some((other) => isSame(scalar, other));
  });
  const given = stray && scalarOf(stray);
  if (!stray || given === undefined) return undefined;
  const at = placeOf(document, stray);
  if (secure) return { at, message: t('{0} is not among those allowed', noun) };
  const values = [noun, quoted(given), list(allowed.map(quoted))];
  return {
    at,
    message:
      stray === node
        ? t('{0} is {1}, allowed are {2}', ...values)
        : t('{0} holds {1}, allowed are {2}', ...values),
    fixes: offered(given, allowed).map(({ value, isNearest }): Fix => ({
      title: t('use {0}', quoted(value)),
      edits: [{ ...at, newText: JSON.stringify(value) }],
      ...(isNearest && { preferred: true }),
    })),
  };
}

type Scalar = string | number | boolean;

function scalarOf(node: Node): Scalar | undefined {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean'
    ? node.value
    : undefined;
}

/** Letter case does not count: where Azure looks at it, it says so itself. */
function isSame(a: Scalar, b: Scalar): boolean {
  return typeof a === 'string' && typeof b === 'string' ? sameName(a, b) : a === b;
}

function quoted(value: Scalar): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** The nearest allowed value first, where one is near. */
function offered(
  given: Scalar,
  allowed: readonly Scalar[],
): readonly { readonly value: Scalar; readonly isNearest: boolean }[] {
  const names = allowed.filter((value) => typeof value === 'string');
  const nearest = typeof given === 'string' ? nearestName(given, names) : undefined;
  const others = allowed.filter((value) => value !== nearest);
  return [
    ...(nearest === undefined ? [] : [{ value: nearest, isNearest: true }]),
    ...others.map((value) => ({ value, isNearest: false })),
  ].slice(0, OFFERED);
}

function outOfRange({ declaration, document, node, noun }: WrittenValue): Finding | undefined {
  if (node.kind !== 'number') return undefined;
  const { minValue = -Infinity, maxValue = Infinity } = limitsOf(declaration);
  const isLess = node.value < minValue;
  if (!isLess && node.value <= maxValue) return undefined;
  const limit = isLess ? minValue : maxValue;
  const at = placeOf(document, node);
  return {
    at,
    message: isLess
      ? t('{0} is {1}, at least {2} is allowed', noun, node.value, limit)
      : t('{0} is {1}, at most {2} is allowed', noun, node.value, limit),
    fixes: [{ title: t('use {0}', limit), edits: [{ ...at, newText: String(limit) }] }],
  };
}

function wrongLength({ declaration, document, node, noun }: WrittenValue): Finding | undefined {
  const length = lengthOf(node);
  if (length === undefined) return undefined;
  const { minLength = 0, maxLength = Infinity } = limitsOf(declaration);
  const isShort = length < minLength;
  if (!isShort && length <= maxLength) return undefined;
  const limit = isShort ? minLength : maxLength;
  return {
    at: placeOf(document, node),
    message: isShort
      ? t('{0} has length {1}, at least {2} is allowed', noun, length, limit)
      : t('{0} has length {1}, at most {2} is allowed', noun, length, limit),
  };
}

function lengthOf(node: Node): number | undefined {
  if (node.kind === 'string') return node.value.length;
  return node.kind === 'array' ? node.items.length : undefined;
}
