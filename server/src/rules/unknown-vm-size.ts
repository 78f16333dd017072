import { t } from '../base/l10n.ts';
import { findVmSize, findCustomSize, nearestVmSize, vmSizes, type VmSize } from '../facts/index.ts';
import type { DeviceContext } from '../device/context.ts';
import { textChoices } from './reading/choices.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { sizeInWords } from './judging/wording.ts';

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
      "properties": { "hardwareProfile": { "vmSize": "Standard_D2v2" } }
//                                                   ^^^^^^^^^^^^^^^ the device does not offer the size 'Standard_D2v2'; nearest is 'Standard_D2_v2'
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
    *template({ machines, device, textOf }) {
      for (const { sizeValue, resource } of machines) {
        for (const { text, value, onlyIf } of textChoices(sizeValue)) {
          // An empty text stands for a value that nobody has filled in yet.
          if (text === '' || findVmSize(text) || findCustomSize(text)) continue;
          const at = value.origin ?? { uri: resource.document.uri, span: resource.node };
          const nearest = nearestVmSize(text);
          const hint = nearest ? t("; nearest is '{0}'", nearest.name) : '';
          const fixes: Fix[] = [];
          for (const size of candidates(text, nearest, device)) {
            const edit = replaceLiteral(at, size.name, textOf);
            const isNearest = size === nearest;
            if (edit) {
              fixes.push({
                title: t('use {0} ({1})', size.name, sizeInWords(size)),
                edits: [edit],
                ...(isNearest && { preferred: true }),
              });
            }
          }
          yield {
            at,
            message: t("the device does not offer the size '{0}'{1}", text, hint),
            ...(onlyIf !== undefined && { onlyIf }),
            fixes,
          };
        }
      }
    },
  },
});

/**
 * The nearest name first. Beside it, for a name of the N series the smallest sizes with the
 * device's GPU model, for another the smallest of its own series.
 */
function candidates(
  name: string,
  nearest: VmSize | undefined,
  { device }: DeviceContext,
): readonly VmSize[] {
  const series = /^standard_([a-z])/i.exec(name)?.[1]?.toUpperCase() ?? 'N';
  const model = device?.gpuModel ?? nearest?.gpuModel ?? 'T4';
  const others = vmSizes.filter((size) => {
    if (size === nearest || !size.series.startsWith(series)) return false;
    return series === 'N' ? size.gpuModel === model : size.gpuCount === 0;
  });
  return [...(nearest ? [nearest] : []), ...others.slice(0, OFFERED)];
}
