import { t } from '../base/l10n.ts';
import { removeJsonMember } from '../syntax/write.ts';
import { member } from '../syntax/node.ts';
import { placeOf } from '../template/document.ts';
import type { GivenParameters } from '../template/given-parameters.ts';
import { declaredParameters } from '../template/parameters.ts';
import { givenIn, givenWithin } from './reading/parameter-values.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import { nearestHint, nearestOf } from './reading/written-calls.ts';

/** A value is given to a parameter that the template does not have. */
export default defineRule({
  id: 'parameter-unknown',
  severity: 'error',
  title: 'Value for an unknown parameter',
  description:
    'Azure refuses a deployment that is given a value for a parameter which its template does not declare.',
  realm: 'template language',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "type": "string" }, "vmSize": { "type": "string", "defaultValue": "Standard_F4s_v1" } },
  "resources": []
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "vmName": { "value": "vm1" },
    "vmSizes": { "value": "Standard_D2_v2" }
//  ^^^^^^^^^ vm.json has no parameter 'vmSizes'; nearest is 'vmSize'
  }
}
`,
    ],
    right: [
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
  "parameters": { "VMNAME": { "value": "vm1" } }
}
`,
    ],
  },
  check: {
    parameters: (subject) => unknownIn(givenIn(subject)),
    *file(subject) {
      for (const given of givenWithin(subject)) yield* unknownIn(given);
    },
  },
});

function* unknownIn({
  document,
  holder,
  given,
  template,
  templateName,
}: GivenParameters): Iterable<Finding> {
  const names = new Map(declaredParameters(template).map(({ name }) => [name.toLowerCase(), name]));
  const object = member(holder, 'parameters')?.value;
  if (object?.kind !== 'object' || member(template, 'parameters')?.value?.kind === 'string') return;
  const taken = new Set(given.map(({ key }) => key.value.toLowerCase()));
  for (const property of given) {
    const { key } = property;
    if (names.has(key.value.toLowerCase())) continue;
    const free = [...names].filter(([lower]) => !taken.has(lower)).map(([, name]) => name);
    const nearest = nearestOf(key.value, free);
    const at = placeOf(document, key);
    const { uri, text } = document;
    const fixes: Fix[] = [];
    if (nearest !== undefined) {
      const edit = { ...at, newText: JSON.stringify(nearest) };
      fixes.push({ title: t("use '{0}'", nearest), edits: [edit], preferred: true });
    }
    fixes.push({
      title: t("remove '{0}'", key.value),
      edits: removeJsonMember(text, object, property).map((edit) => ({ uri, ...edit })),
    });
    const message = t(
      "{0} has no parameter '{1}'{2}",
      templateName,
      key.value,
      nearestHint(nearest),
    );
    yield { at, message, fixes };
  }
}
