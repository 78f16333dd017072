import { findVmSize, findCustomSize, nearestVmSize, vmSizes, type VmSize } from '../facts/index.ts';
import type { DeviceContext } from '../device/context.ts';
import { textChoices } from './choices.ts';
import { replaceLiteral } from './literal-edit.ts';
import { defineRule, type Fix } from './rule.ts';

/** How many sizes a fix list offers beside the nearest name. */
const OFFERED = 3;

/** A VM asks for a size that the device does not offer. */
export default defineRule({
  id: 'unknown-vm-size',
  severity: 'error',
  title: 'VM size not offered by the device',
  description:
    'The device offers its own list of VM sizes. Sizes of the public cloud that are not on it, and misspelt ones, are refused when the VM is created.',
  because: ['vm-size.list', 'vm-size.not-offered'],
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
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC64as_T4_v3" } }
//                                                   ^^^^^^^^^^^^^^^^^^^^^^^ the device does not offer the size 'Standard_NC64as_T4_v3'
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
    }
  ]
}
`,
    ],
  },
  check: {
    *template({ machines, device, textOf }) {
      for (const { sizeValue, resource } of machines) {
        for (const { text, value, onlyIf } of textChoices(sizeValue)) {
          // An empty text stands for a value that nobody has filled in yet.
          if (text === '' || findVmSize(text) || findCustomSize(text)) continue;
          const at = value.origin ?? { uri: resource.document.uri, span: resource.node };
          const nearest = nearestVmSize(text);
          const hint = nearest ? `; nearest is '${nearest.name}'` : '';
          const fixes: Fix[] = [];
          for (const size of candidates(nearest, device)) {
            const edit = replaceLiteral(at, size.name, textOf);
            const isNearest = size === nearest;
            if (edit) {
              fixes.push({
                title: `use ${size.name} (${describe(size)})`,
                edits: [edit],
                ...(isNearest && { preferred: true }),
              });
            }
          }
          yield {
            at,
            message: `the device does not offer the size '${text}'${hint}`,
            ...(onlyIf !== undefined && { onlyIf }),
            fixes,
          };
        }
      }
    },
  },
});

/** The nearest name first, then the smallest GPU sizes of the device's GPU model. */
function candidates(nearest: VmSize | undefined, { device }: DeviceContext): readonly VmSize[] {
  const model = device?.gpuModel ?? nearest?.gpuModel ?? 'T4';
  const series = vmSizes
    .filter((size) => size.gpuModel === model && size.series.startsWith('NC') && size !== nearest)
    .slice(0, OFFERED);
  return nearest ? [nearest, ...series] : series;
}

function describe({ vcpu, memoryGiB, gpuCount, gpuModel }: VmSize): string {
  const gpu = gpuModel ? `, ${gpuCount} × ${gpuModel}` : '';
  return `${vcpu} vCPU, ${memoryGiB} GiB${gpu}`;
}
