import { t } from '../base/l10n.ts';
import { member, type Property } from '../syntax/node.ts';
import { insertJsonMember, insertJsonMembers, type JsonValue } from '../syntax/write.ts';
import { placeOf } from '../template/document.ts';
import type { GivenParameters } from '../template/given-parameters.ts';
import { declaredParameters, type ParameterDeclaration } from '../template/parameters.ts';
import { placeholder } from './fixing/parameter-placeholder.ts';
import { givenIn, givenWithin } from './reading/parameter-values.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import { list } from './judging/wording.ts';

/** A parameter file does not give all values that the template needs. */
export default defineRule({
  id: 'parameter-missing',
  severity: 'warning',
  severityWhen: {
    error: 'a nested deployment gives no value',
    warning: 'a parameter file gives no value',
    information: 'all that is missing is secure, and mostly given by hand',
  },
  title: 'Parameter without a value',
  description:
    'A parameter without default needs a value. One that a parameter file does not give must be given in another way when the template is deployed, else Azure refuses. In a nested deployment there is no other way.',
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
    "vmName": { "type": "string", "minLength": 3 },
    "vmCount": { "type": "int", "minValue": 1 },
    "zones": { "type": "array", "defaultValue": [] }
  },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {}
//^^^^^^^^^^^^ no value for the parameters 'vmName' (string) and 'vmCount' (int) of vm.json
}
`,
      `
=== outer.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2017-05-10",
      "name": "nested",
      "properties": {
//    ^^^^^^^^^^^^ no value for the parameter 'vmName' (string) of the nested template
        "mode": "Incremental",
        "expressionEvaluationOptions": { "scope": "inner" },
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "vmName": { "type": "string" } },
          "resources": []
        }
      }
    }
  ]
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "adminPassword": { "type": "securestring" } },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {}
//^^^^^^^^^^^^ no value for the parameter 'adminPassword' (securestring) of vm.json
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
    "vmName": { "type": "string" },
    "vmCount": { "type": "int", "defaultValue": 1 },
    "zone": { "type": "string", "nullable": true }
  },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "value": "vm1" } }
}
`,
    ],
  },
  check: {
    parameters: (subject) => missingIn(givenIn(subject)),
    *file(subject) {
      for (const given of givenWithin(subject)) yield* missingIn(given);
    },
  },
});

function* missingIn(parameters: GivenParameters): Iterable<Finding> {
  const { by, document, holder, given, template, templateName } = parameters;
  const names = new Set(given.map(({ key }) => key.value.toLowerCase()));
  const missing = declaredParameters(template).filter(
    ({ name, defaultValue, nullable }) =>
      !defaultValue && !nullable && !names.has(name.toLowerCase()),
  );
  const [first] = missing;
  if (!first) return;
  const named = list(missing.map(wording));
  const message =
    missing.length === 1
      ? t('no value for the parameter {0} of {1}', named, templateName)
      : t('no value for the parameters {0} of {1}', named, templateName);
  // Passwords and the like are mostly given by hand, for good reason.
  const byHand = by === 'parameter file' && missing.every(({ secure }) => secure);
  yield {
    at: placeOf(document, placeFor(parameters)),
    message,
    ...(by === 'nested deployment' && { severity: 'error' as const }),
    ...(byHand && { severity: 'information' as const }),
    fixes: addition(document, holder, missing),
  };
}

function wording({ name, type }: ParameterDeclaration): string {
  return type === undefined ? `'${name}'` : `'${name}' (${type})`;
}

/** The name that the values stand behind, or of what should hold them. */
function placeFor({ by, document, holder }: GivenParameters): {
  readonly start: number;
  readonly end: number;
} {
  const parameters = member(holder, 'parameters');
  if (parameters) return parameters.key;
  if (by === 'parameter file') return { start: holder.start, end: holder.start + 1 };
  // The holder is the value of the member `properties`, whose name stands before it.
  const before = /"(?:[^"\\]|\\.)*"\s*:\s*$/.exec(document.text.slice(0, holder.start));
  const start = before?.index ?? holder.start;
  return { start, end: start + (before ? before[0].lastIndexOf('"') + 1 : 1) };
}

function addition(
  { uri, text }: GivenParameters['document'],
  holder: GivenParameters['holder'],
  missing: readonly ParameterDeclaration[],
): readonly Fix[] {
  const object = member(holder, 'parameters')?.value;
  const values: [string, JsonValue][] = missing.map((declaration) => [
    declaration.name,
    { value: placeholder(declaration) },
  ]);
  const edits =
    object?.kind === 'object'
      ? insertJsonMembers(text, object, values)
      : object
        ? []
        : insertJsonMember(text, holder, 'parameters', Object.fromEntries(values), anchor(holder));
  if (edits.length === 0) return [];
  const title =
    missing.length === 1 ? t("add '{0}'", missing[0]?.name ?? '') : t('add the missing parameters');
  return [{ title, edits: edits.map((edit) => ({ uri, ...edit })), preferred: true }];
}

/** Azure's own examples have the parameters before the template they are for. */
function anchor(holder: GivenParameters['holder']): Property | undefined {
  return member(holder, 'expressionEvaluationOptions') ?? member(holder, 'contentVersion');
}
