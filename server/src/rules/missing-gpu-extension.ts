import { t } from '../base/l10n.ts';
import {
  driverExtension,
  findVmSize,
  type DriverExtension,
  type OsFamily,
} from '../facts/index.ts';
import type { FileEdit } from '../base/edit.ts';
import type { VirtualMachine } from '../device/virtual-machine.ts';
import { declarationFor } from '../device/image-os.ts';
import { imagesOf } from '../scenario/images.ts';
import { findOperatingSystem, osFamilyOf } from '../facts/index.ts';
import { member, sameName } from '../syntax/node.ts';
import { insertYamlItem } from '../syntax/write.ts';
import { containerOf } from '../template/container.ts';
import type { Resource } from '../template/deployment.ts';
import { placeOf } from '../template/document.ts';
import type { Moment } from '../scenario/timeline.ts';
import { childResource, siblingResource } from './fixing/driver-resource.ts';
import { separateTemplate } from './fixing/driver-template.ts';
import { hasGpu } from './reading/gpu-images.ts';
import { yamlScalar } from './fixing/literal-edit.ts';
import { insertBeside, insertInside } from './fixing/resource-edits.ts';
import { defineRule, type Evidence, type Fix } from './judging/rule.ts';
import { writtenSteps } from './reading/scenario-steps.ts';
import type { ScenarioSubject, TemplateSubject } from './judging/subject.ts';

/** A GPU VM gets no NVIDIA driver extension: its GPU is there and cannot be used. */
export default defineRule({
  id: 'missing-gpu-extension',
  severity: 'warning',
  title: 'GPU VM without driver extension',
  description:
    'A GPU VM uses its GPU only with the NVIDIA driver, which the GPU driver extension installs after the VM was created, by a template or in the portal.',
  because: ['driver-extension.needed', 'driver-extension.version.2205'],
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
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ vm1 has 1 GPU (Standard_NC4as_T4_v3) and nothing installs the NVIDIA driver extension on it
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    }
  ]
}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ vm1 has 1 GPU (Standard_NC4as_T4_v3) and nothing installs the NVIDIA driver extension on it
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
      "dependsOn": ["vm1"],
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.8",
        "autoUpgradeMinorVersion": true,
        "settings": {}
      }
    }
  ]
}
`,
    ],
  },
  check: {
    *template(subject) {
      const { machines, extensions, equippedElsewhere } = subject;
      const equipped = new Set(extensions.map(({ vm }) => vm.toLowerCase()));
      // One extension whose VM is not known may be for any of them.
      if (extensions.some(({ vmIsKnown, vm }) => !vmIsKnown && !equippedByShape(vm, machines))) {
        return;
      }
      for (const machine of machines.filter(hasGpu)) {
        const name = machine.name.toLowerCase();
        if (equipped.has(name) || equippedElsewhere().has(name)) continue;
        const { node, document, loop } = machine.resource;
        // A loop is written once, so it is spoken of once.
        if (loop && loop.index > 0) continue;
        yield {
          at: placeOf(document, member(node, 'type')?.value ?? node),
          message: message(machine.name, machine.size?.name ?? '', machine.size?.gpuCount ?? 0),
          ...(machine.decidedBy !== undefined && { onlyIf: machine.decidedBy }),
          evidence: sizeEvidence(machine),
          fixes: () => templateFixes(subject, machine),
        };
      }
    },
    *scenario(subject) {
      const equipped = new Set<string>();
      for (const { step } of subject.timeline.moments) {
        if (step.action === 'installGpuExtension') equipped.add(step.vm?.value.toLowerCase() ?? '');
        if (step.action === 'deploy') {
          for (const { vm } of subject.deployedBy(step)?.extensions ?? []) {
            equipped.add(vm.toLowerCase());
          }
        }
      }
      for (const moment of subject.timeline.moments) {
        if (moment.outcome === 'fails' || moment.outcome === 'skipped') continue;
        for (const { vm, size, gpuCount } of gpuVmsOf(subject, moment)) {
          if (equipped.has(vm.toLowerCase())) continue;
          yield {
            at: moment.step.at,
            message: message(vm, size, gpuCount),
            fixes: () => scenarioFixes(subject, moment, vm),
          };
        }
      }
    },
  },
});

function message(vm: string, size: string, gpuCount: number): string {
  const count = gpuCount === 1 ? t('1 GPU') : t('{0} GPUs', gpuCount);
  return t(
    '{0} has {1} ({2}) and nothing installs the NVIDIA driver extension on it',
    vm,
    count,
    size,
  );
}

/** The shape of a VM's name says which VM an extension is for when both use the same parameter. */
function equippedByShape(vm: string, machines: readonly VirtualMachine[]): boolean {
  return machines.some((machine) => sameName(machine.name, vm));
}

function sizeEvidence({ sizeValue, size }: VirtualMachine): readonly Evidence[] {
  return sizeValue.origin && size
    ? [{ at: sizeValue.origin, message: t('the size {0} has a GPU', size.name) }]
    : [];
}

/** As a resource beside the VM, as one inside it, or as a template to deploy after it. */
function templateFixes(subject: TemplateSubject, machine: VirtualMachine): readonly Fix[] {
  const { family } = machine.os;
  const families: readonly OsFamily[] = family ? [family] : ['linux', 'windows'];
  return families.flatMap((candidate) => {
    const versions = driverExtension(candidate, subject.device.release);
    const isCertain = families.length === 1 && versions.length === 1;
    // The newest release first: that is what a device of unknown release most likely has.
    return [...versions].reverse().flatMap(({ extension, from, before }, index) => {
      const forWhom = wording(candidate, from, before);
      const beside = asSibling(machine, extension);
      const fixes: Fix[] = [];
      if (beside.length > 0) {
        fixes.push({
          title: t('insert the NVIDIA driver extension {0}', forWhom),
          edits: beside,
          ...(isCertain && { preferred: true }),
        });
      }
      // The older release only as what most people want.
      if (index > 0) return fixes;
      const inside = asChild(machine, extension);
      if (inside.length > 0) {
        const title = t(
          'insert the NVIDIA driver extension {0} as child resource of the VM',
          forWhom,
        );
        fixes.push({ title, edits: inside });
      }
      const apart = separateTemplate(subject, machine, extension);
      if (apart.length > 0) {
        const title = t(
          'write a template that installs the NVIDIA driver extension {0} after the VM',
          forWhom,
        );
        fixes.push({ title, edits: apart });
      }
      return fixes;
    });
  });
}

function asSibling(machine: VirtualMachine, extension: DriverExtension): readonly FileEdit[] {
  const { resource } = machine;
  const inserted = siblingResource(machine, extension);
  if (inserted === undefined) return [];
  return insertBeside(resource, freeSymbolicName(resource), inserted);
}

function asChild(machine: VirtualMachine, extension: DriverExtension): readonly FileEdit[] {
  const { resource } = machine;
  const inserted = childResource(machine, extension);
  if (inserted === undefined) return [];
  return insertInside(resource, freeSymbolicName(resource), inserted);
}

/** A symbolic name that no resource beside the VM or in it has yet. */
function freeSymbolicName(resource: Resource): string {
  const container = containerOf(resource);
  if (container?.kind !== 'symbolic') return '';
  const { object, property } = container;
  const first = `${property.key.value}GpuDriver`;
  let name = first;
  const children = member(resource.node, 'resources')?.value;
  const isTaken = (): boolean => [object, children].some((one) => member(one, name) !== undefined);
  for (let count = 2; isTaken(); count++) name = `${first}${count}`;
  return name;
}

function wording(family: OsFamily, from: string | undefined, before: string | undefined): string {
  const os = family === 'windows' ? t('for Windows') : t('for Linux');
  if (from !== undefined) return t('{0} (release {1} or later)', os, from);
  return before === undefined ? os : t('{0} (release before {1})', os, before);
}

interface GpuVm {
  readonly vm: string;
  readonly size: string;
  readonly gpuCount: number;
  readonly family: OsFamily | undefined;
}

/** The GPU VMs that a step creates. */
function gpuVmsOf(subject: ScenarioSubject, { step }: Moment): readonly GpuVm[] {
  if (step.action === 'deploy') {
    const machines = subject.deployedBy(step)?.machines ?? [];
    return machines.flatMap(({ name, size, os, deployed }) =>
      size && size.gpuCount > 0 && deployed === 'yes'
        ? [{ vm: name, size: size.name, gpuCount: size.gpuCount, family: os.family }]
        : [],
    );
  }
  if (step.action !== 'createVm' || !step.name || !step.size) return [];
  const size = findVmSize(step.size.value);
  if (!size || size.gpuCount === 0) return [];
  const os = step.image && imageOs(subject, step.image.value);
  const family = os === undefined ? undefined : (findOperatingSystem(os)?.family ?? osFamilyOf(os));
  return [{ vm: step.name.value, size: size.name, gpuCount: size.gpuCount, family }];
}

function imageOs(subject: ScenarioSubject, image: string): string | undefined {
  return declarationFor(image, imagesOf(subject.timeline.scenario))?.os;
}

/** Adds the step that installs the extension right after the VM was made. */
function scenarioFixes(subject: ScenarioSubject, moment: Moment, vm: string): readonly Fix[] {
  const steps = writtenSteps(subject);
  const index = steps?.indexOf(moment) ?? -1;
  if (!steps || index < 0) return [];
  const family = gpuVmsOf(subject, moment).find((one) => one.vm === vm)?.family;
  const families: readonly OsFamily[] = family ? [family] : ['linux', 'windows'];
  return families.flatMap((candidate) =>
    driverExtension(candidate, subject.timeline.release).map(({ extension, from, before }) => ({
      title: t('install the NVIDIA driver extension {0}', wording(candidate, from, before)),
      edits: steps.inFile(
        insertYamlItem(subject.document.text, steps.array, index + 1, [
          `installGpuExtension: { vm: ${yamlScalar(vm)}, type: ${extension.type}, version: "${extension.typeHandlerVersion}" }`,
        ]),
      ),
      ...(family && { preferred: true as const }),
    })),
  );
}
