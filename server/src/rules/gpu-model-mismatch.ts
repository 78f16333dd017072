import { t } from '../base/l10n.ts';
import {
  findCustomSize,
  findVmSize,
  sizeWithModel,
  type Device,
  type GpuModel,
} from '../facts/index.ts';
import { textChoices } from './reading/choices.ts';
import { isExpected, momentFinding } from './judging/moment-finding.ts';
import { defineRule } from './judging/rule.ts';
import { sizeFixes } from './fixing/size-fixes.ts';
import { theDevice } from './judging/wording.ts';

/** A VM size has GPUs of a model that the device does not have. */
export default defineRule({
  id: 'gpu-model-mismatch',
  severity: 'error',
  title: 'Size for another GPU model',
  description:
    'A GPU size names the model of its GPUs: T4 on Pro GPU and Pro R, A2 on Pro 2. A size with the other model is refused when the VM is created.',
  because: ['vm-size.gpu-model-matches-device', 'device.pro-2.gpu-model'],
  examples: {
    wrong: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-2-128G4T1GPU, release: "2210" }
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
//                                                   ^^^^^^^^^^^^^^^^^^^^^^ Standard_NC4as_T4_v3 has a T4, the GPUs of the device (pro-2-128G4T1GPU) are A2
    }
  ]
}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2210" }
steps:
  - createVm: { name: vm1, size: Standard_NC8as_A2 }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs a GPU of model A2, those of pro-gpu-1 are T4
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.8" }
`,
    ],
    right: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-2-128G4T1GPU, release: "2210" }
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_A2" } }
    }
  ]
}
`,
    ],
  },
  check: {
    *template({ machines, device: { device, deviceAt }, textOf }) {
      const has = device?.gpuModel;
      // On a device without GPUs it is the number that is short.
      if (!device || !has) return;
      for (const { sizeValue, resource, decidedBy } of machines) {
        for (const { text, value, onlyIf = decidedBy } of textChoices(sizeValue)) {
          const size = findVmSize(text) ?? findCustomSize(text);
          if (!size?.gpuModel || size.gpuModel === has) continue;
          const at = value.origin ?? { uri: resource.document.uri, span: resource.node };
          yield {
            at,
            message: message(size.name, size.gpuModel, device, has),
            ...(onlyIf !== undefined && { onlyIf }),
            evidence: deviceAt
              ? [{ at: deviceAt, message: t('{0} is named here', device.id) }]
              : [],
            fixes: () => sizeFixes(at, sizesWith(has, text), textOf),
            facts: ['vm-size.gpu-model-matches-device', device.fact, size.fact],
          };
        }
      }
    },
    *scenario({ timeline, textOf }) {
      const has = timeline.device?.gpuModel;
      for (const moment of timeline.moments) {
        if (moment.cause?.kind !== 'gpu-model' || isExpected(moment)) continue;
        const { step } = moment;
        const size = step.action === 'createVm' || step.action === 'resize' ? step.size : undefined;
        const fixes = size && has ? sizeFixes(size.at, sizesWith(has, size.value), textOf) : [];
        yield { ...momentFinding(moment), fixes };
      }
    },
  },
});

function message(size: string, model: GpuModel, device: Device, has: GpuModel): string {
  return model === 'A2'
    ? t('{0} has an A2, the GPUs of {1} are {2}', size, theDevice(device), has)
    : t('{0} has a {1}, the GPUs of {2} are {3}', size, model, theDevice(device), has);
}

/** The same size of the right model, if there is one. */
function sizesWith(model: GpuModel, name: string) {
  const size = findVmSize(name);
  const same = size && sizeWithModel(size, model);
  return same ? [same] : [];
}
