import { t } from '../base/l10n.ts';
import type { FileEdit } from '../base/edit.ts';
import type { DriverExtensionUse } from '../device/driver-extension.ts';
import type { VirtualMachine } from '../device/virtual-machine.ts';
import { at, member, sameName } from '../syntax/node.ts';
import { insertJsonItem, insertJsonMember } from '../syntax/write.ts';
import { symbolicNameOf } from '../template/container.ts';
import { shapeOf } from '../template/deployment.ts';
import { placeOf } from '../template/document.ts';
import { inFile } from './fixing/resource-edits.ts';
import { defineRule } from './judging/rule.ts';
import { vmDependency } from './fixing/vm-reference.ts';

/** The driver extension does not wait for its VM. */
export default defineRule({
  id: 'extension-depends-on',
  severity: 'warning',
  title: 'Driver extension does not wait for its VM',
  description:
    'With templates the driver extension is installed after the VM exists. Beside its VM in one template it must say so by dependsOn; without it both are made at once, and the extension fails.',
  because: ['driver-extension.after-vm'],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the driver extension does not depend on its VM vm1: both are made at once
      "name": "vm1/gpu",
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.8",
        "settings": {}
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
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "dependsOn": ["[resourceId('Microsoft.Compute/virtualMachines', 'vm1')]"],
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.8",
        "settings": {}
      }
    }
  ]
}
`,
    ],
  },
  check: {
    *template({ machines, extensions }) {
      for (const use of extensions) {
        const { resource } = use;
        const machine = machines.find(({ name }) => sameName(name, use.vm));
        if (!machine || (resource.loop && resource.loop.index > 0)) continue;
        if (isInside(use, machine) || resource.template !== machine.resource.template) continue;
        if (mayWait(use, machine)) continue;
        const onlyIf = resource.decidedBy ?? machine.decidedBy;
        const edits = dependsOn(use, machine);
        yield {
          at: placeOf(resource.document, member(resource.node, 'type')?.value ?? resource.node),
          message: t(
            'the driver extension does not depend on its VM {0}: both are made at once',
            machine.name,
          ),
          ...(onlyIf !== undefined && { onlyIf }),
          evidence: [
            {
              at: placeOf(machine.resource.document, machine.resource.node),
              message: t('{0} is made here', machine.name),
            },
          ],
          fixes:
            edits.length > 0
              ? [{ title: t('let it depend on {0}', machine.name), edits, preferred: true }]
              : [],
        };
      }
    },
  },
});

/** A resource inside the VM's own `resources` comes after it in every case. */
function isInside({ resource }: DriverExtensionUse, machine: VirtualMachine): boolean {
  return resource.parent?.node === machine.resource.node;
}

/** What cannot be evaluated may be the VM; and `reference` to another resource waits for it. */
function mayWait({ resource }: DriverExtensionUse, machine: VirtualMachine): boolean {
  const { text } = resource.document;
  if (/\breference\s*\(/i.test(text.slice(resource.node.start, resource.node.end))) return true;
  const value = resource.get('dependsOn');
  if (value.kind === 'null') return false;
  if (value.kind !== 'array') return true;
  const { loop } = machine.resource;
  const symbolic = symbolicNameOf(machine.resource);
  const turn = symbolic !== undefined && loop ? `${symbolic}[${loop.index}]` : undefined;
  const names = [machine.name, symbolic, turn, loop?.name];
  return value.items.some((item) => {
    const shape = shapeOf(item);
    const [, afterType] = /Microsoft\.Compute\/virtualMachines\/([^/]+)$/i.exec(shape) ?? [];
    if (names.some((name) => name !== undefined && sameName(name, afterType ?? shape))) return true;
    return item.kind !== 'string';
  });
}

function dependsOn({ resource }: DriverExtensionUse, machine: VirtualMachine): readonly FileEdit[] {
  const { node, document } = resource;
  const wanted = vmDependency(machine);
  const list = at(node, 'dependsOn');
  if (list?.kind === 'array') {
    return inFile(resource, insertJsonItem(document.text, list, list.items.length, wanted));
  }
  if (list) return [];
  const before = member(node, 'location') ?? member(node, 'name');
  return inFile(
    resource,
    before
      ? insertJsonMember(document.text, node, 'dependsOn', [wanted], before)
      : insertJsonMember(document.text, node, 'dependsOn', [wanted]),
  );
}
