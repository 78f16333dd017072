import { t } from '../base/l10n.ts';
import type { FileEdit } from '../base/edit.ts';
import { unsupportedResourceType } from '../facts/index.ts';
import { at, member, sameName } from '../syntax/node.ts';
import { removeJsonItem, removeJsonMember } from '../syntax/write.ts';
import { symbolicNameOf } from '../template/container.ts';
import { shapeOf, type Resource } from '../template/deployment.ts';
import { placeOf } from '../template/document.ts';
import { inFile, removeResource } from './fixing/resource-edits.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import type { TemplateSubject } from './judging/subject.ts';

/** A resource of a type that the device does not have. */
export default defineRule({
  id: 'unsupported-resource',
  severity: 'error',
  title: 'Resource type that the device does not have',
  description:
    'The device has no availability sets, no scale sets and no snapshots. A template that creates one is refused.',
  because: ['device-template.unsupported-types'],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/availabilitySets",
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the device does not support resources of the type Microsoft.Compute/availabilitySets
      "name": "set1"
    },
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "dependsOn": ["[resourceId('Microsoft.Compute/availabilitySets', 'set1')]"],
      "properties": {
        "availabilitySet": { "id": "[resourceId('Microsoft.Compute/availabilitySets', 'set1')]" },
        "hardwareProfile": { "vmSize": "Standard_D2_v2" }
      }
    }
  ]
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_D2_v2" } }
    }
  ]
}
`,
    ],
  },
  check: {
    *template(subject) {
      for (const resource of subject.deployment.resources) {
        const { type, node, document, loop, decidedBy } = resource;
        const fact = unsupportedResourceType(type ?? '');
        // A loop is written once, so it is spoken of once.
        if (type === undefined || fact === undefined || (loop && loop.index > 0)) continue;
        yield {
          at: placeOf(document, member(node, 'type')?.value ?? node),
          message: t('the device does not support resources of the type {0}', type),
          ...(decidedBy !== undefined && { onlyIf: decidedBy }),
          fixes: () => remove(subject, resource, type),
          facts: [fact],
        };
      }
    },
  },
});

/** Takes the resource out and what speaks of it: `dependsOn`, and the set that a VM is in. */
function remove(subject: TemplateSubject, resource: Resource, type: string): readonly Fix[] {
  const removal = removeResource(resource);
  if (removal.length === 0) return [];
  const others = subject.deployment.resources.filter(
    ({ node, template, loop }) =>
      node !== resource.node &&
      template === resource.template &&
      (loop === undefined || loop.index === 0),
  );
  const edits: FileEdit[] = [
    ...removal,
    ...others.flatMap((other) => [
      ...withoutDependency(other, resource, type),
      ...withoutSet(other, resource, type),
    ]),
  ];
  return [{ title: t('remove {0}', shapeOf(resource.name)), edits, preferred: true }];
}

function withoutDependency(from: Resource, to: Resource, type: string): readonly FileEdit[] {
  const list = at(from.node, 'dependsOn');
  const values = from.get('dependsOn');
  if (list?.kind !== 'array' || values.kind !== 'array') return [];
  const index = values.items.findIndex((item) => speaksOf(shapeOf(item), to, type));
  const { text } = from.document;
  if (index < 0) return [];
  const whole = member(from.node, 'dependsOn');
  const isOnly = list.items.length === 1;
  return inFile(
    from,
    isOnly && whole ? removeJsonMember(text, from.node, whole) : removeJsonItem(text, list, index),
  );
}

function withoutSet(from: Resource, to: Resource, type: string): readonly FileEdit[] {
  const properties = member(from.node, 'properties')?.value;
  const set = member(properties, 'availabilitySet');
  const id = from.get('properties', 'availabilitySet', 'id');
  if (properties?.kind !== 'object' || !set || !speaksOf(shapeOf(id), to, type)) return [];
  return inFile(from, removeJsonMember(from.document.text, properties, set));
}

/** By id, by type and name, by name alone, by symbolic name or by the loop that makes it. */
function speaksOf(text: string, resource: Resource, type: string): boolean {
  const name = shapeOf(resource.name);
  const others = [name, symbolicNameOf(resource), resource.loop?.name];
  return (
    text.toLowerCase().endsWith(`${type}/${name}`.toLowerCase()) ||
    others.some((other) => other !== undefined && sameName(other, text))
  );
}
