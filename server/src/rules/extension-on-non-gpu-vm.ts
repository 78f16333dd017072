import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import { findCustomSize, findVmSize, vmSizes, type GpuModel, type VmSize } from '../facts/index.ts';
import type { Moment } from '../scenario/timeline.ts';
import { member, sameName } from '../syntax/node.ts';
import { removeYamlItem } from '../syntax/write.ts';
import { placeOf } from '../template/document.ts';
import { textChoices } from './reading/choices.ts';
import { removeResource } from './fixing/resource-edits.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { writtenSteps } from './reading/scenario-steps.ts';
import { sizeFixes } from './fixing/size-fixes.ts';
import type { ScenarioSubject } from './judging/subject.ts';

/** How many GPU sizes are offered for each model. */
const OFFERED = 2;

/** The driver extension on a VM whose size has no GPU. */
export default defineRule({
  id: 'extension-on-non-gpu-vm',
  severity: 'warning',
  title: 'Driver extension on a VM without GPU',
  description:
    'The NVIDIA driver extension cannot be attached to a VM whose size has no GPU: the extension fails, and the VM cannot use the GPUs of the device.',
  because: ['driver-extension.gpu-size-only', 'gpu-vm.needs-gpu-size'],
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
      "properties": { "hardwareProfile": { "vmSize": "Standard_D2_v2" } }
    },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the NVIDIA driver extension goes on vm1, whose size Standard_D2_v2 has no GPU
      "name": "vm1/gpu",
      "dependsOn": ["vm1"],
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
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_D2_v2, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
#                              ^^^ the NVIDIA driver extension goes on vm1, whose size Standard_D2_v2 has no GPU
  - stop: vm1
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
`,
    ],
  },
  check: {
    *template({ machines, extensions, device: { device }, textOf }) {
      for (const { vm, resource } of extensions) {
        const machine = machines.find(({ name }) => sameName(name, vm));
        if (!machine || (resource.loop && resource.loop.index > 0)) continue;
        for (const { text, value, onlyIf = machine.decidedBy } of textChoices(machine.sizeValue)) {
          if (!lacksGpu(text)) continue;
          const sizeAt = value.origin;
          const edits = removeResource(resource);
          const removal: readonly Fix[] =
            edits.length > 0 ? [{ title: t('remove the driver extension'), edits }] : [];
          yield {
            at: placeOf(resource.document, member(resource.node, 'type')?.value ?? resource.node),
            message: message(machine.name, text),
            ...(onlyIf !== undefined && { onlyIf }),
            evidence: sizeAt ? [{ at: sizeAt, message: t('the size {0} has no GPU', text) }] : [],
            fixes: [
              ...(sizeAt ? sizeFixes(sizeAt, gpuSizes(device?.gpuModel), textOf) : []),
              ...removal,
            ],
          };
        }
      }
    },
    *scenario(subject) {
      const { timeline, textOf } = subject;
      /** By lower-case name; a resize gives another size. */
      const sizes = new Map<string, SizeText>();
      for (const moment of timeline.moments) {
        const { step } = moment;
        if (step.action === 'deploy') {
          for (const { name, sizeValue } of subject.deployedBy(step)?.machines ?? []) {
            if (sizeValue.kind === 'string')
              sizes.set(name.toLowerCase(), { text: sizeValue.value });
          }
        } else if (step.action === 'createVm' && step.name && step.size) {
          const { value: text, at } = step.size;
          sizes.set(step.name.value.toLowerCase(), { text, at });
        } else if (step.action === 'resize' && step.vm && step.size) {
          const { value: text, at } = step.size;
          sizes.set(step.vm.value.toLowerCase(), { text, at });
        } else if (step.action === 'installGpuExtension' && step.vm) {
          const size = sizes.get(step.vm.value.toLowerCase());
          if (!size || !lacksGpu(size.text)) continue;
          const sizeAt = size.at;
          yield {
            at: step.vm.at,
            message: message(step.vm.value, size.text),
            evidence: sizeAt
              ? [{ at: sizeAt, message: t('the size {0} has no GPU', size.text) }]
              : [],
            fixes: [
              ...(sizeAt ? sizeFixes(sizeAt, gpuSizes(timeline.device?.gpuModel), textOf) : []),
              ...removeStep(subject, moment),
            ],
          };
        }
      }
    },
  },
});

interface SizeText {
  readonly text: string;
  /** Where the scenario says it; absent when a template does. */
  readonly at?: Location;
}

function message(vm: string, size: string): string {
  return t('the NVIDIA driver extension goes on {0}, whose size {1} has no GPU', vm, size);
}

/** A name that the device does not know may be anything. */
function lacksGpu(name: string): boolean {
  const size = findVmSize(name);
  if (size) return size.gpuCount === 0;
  const custom = findCustomSize(name);
  return custom !== undefined && custom.gpuModel === undefined;
}

/** The smallest sizes with GPUs of the device's model, or of each model. */
function gpuSizes(model: GpuModel | undefined): readonly VmSize[] {
  const models: readonly GpuModel[] = model ? [model] : ['T4', 'A2'];
  return models.flatMap((wanted) =>
    vmSizes
      .filter(({ series, gpuModel }) => series.startsWith('N') && gpuModel === wanted)
      .slice(0, OFFERED),
  );
}

function removeStep(subject: ScenarioSubject, moment: Moment): readonly Fix[] {
  const steps = writtenSteps(subject);
  const index = steps?.indexOf(moment) ?? -1;
  if (!steps || index < 0) return [];
  const edits = steps.inFile(removeYamlItem(subject.document.text, steps.array, index));
  return edits.length > 0 ? [{ title: t('remove this step'), edits }] : [];
}
