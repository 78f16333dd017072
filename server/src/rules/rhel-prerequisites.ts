import { t } from '../base/l10n.ts';
import { findOperatingSystem } from '../facts/index.ts';
import { gpuImages, scenarioGpuImages, type GpuImage } from './reading/gpu-images.ts';
import { defineRule, type Finding } from './judging/rule.ts';

/** What RHEL needs before the driver extension can be installed. */
export default defineRule({
  id: 'rhel-prerequisites',
  severity: 'information',
  severityWhen: {
    warning: 'the image is pay-as-you-go, which the device does not support',
    information: 'the VM runs Red Hat Enterprise Linux',
  },
  title: 'RHEL: what the driver extension needs first',
  description:
    'A GPU VM with RHEL comes from a bring-your-own-subscription image of generation 1, is registered with Red Hat after it is created, and needs the package vulkan-filesystem; only then the driver extension is installed. Pay-as-you-go images do not work on the device.',
  because: [
    'os.rhel.byos',
    'os.rhel.generation-1',
    'os.rhel.register',
    'os.rhel.vulkan-filesystem',
    'os.rhel.extension-after-creation',
  ],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2407" }
images: { myimage: rhel-7.4 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#                                                             ^^^^^^^ vm1 runs Red Hat Enterprise Linux 7.4: it needs a bring-your-own-subscription image of generation 1, a registration with Red Hat and the package vulkan-filesystem before the driver extension is installed
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.8" }
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": {
        "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" },
        "storageProfile": {
          "imageReference": { "publisher": "RedHat", "offer": "RHEL", "sku": "7.4", "version": "latest" }
//                                                                           ^^^^^ vm1: images of the offer RHEL are pay-as-you-go, which the device does not support; use a bring-your-own-subscription image
        }
      }
    }
  ]
}
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04, other: rhel-7.4 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - createVm: { name: vm2, size: Standard_D2_v2, image: other }
`,
    ],
  },
  check: {
    *template(subject) {
      for (const image of gpuImages(subject)) yield* judge(image);
    },
    *scenario(subject) {
      for (const image of scenarioGpuImages(subject)) yield* judge(image);
    },
  },
});

function* judge(image: GpuImage): Iterable<Finding> {
  const os = findOperatingSystem(image.os.os ?? '');
  if (!os?.id.startsWith('rhel-')) return;
  const common = {
    at: image.at,
    ...(image.onlyIf !== undefined && { onlyIf: image.onlyIf }),
    evidence: image.os.evidence.flatMap(({ at, says }) => (at ? [{ at, message: says }] : [])),
  };
  if (image.os.payAsYouGo) {
    yield {
      ...common,
      severity: 'warning',
      message: t(
        '{0}: images of the offer RHEL are pay-as-you-go, which the device does not support; use a bring-your-own-subscription image',
        image.vm,
      ),
      facts: ['image.rhel-payg', 'os.rhel.byos'],
    };
    return;
  }
  yield {
    ...common,
    message: t(
      '{0} runs {1}: it needs a bring-your-own-subscription image of generation 1, a registration with Red Hat and the package vulkan-filesystem before the driver extension is installed',
      image.vm,
      os.name,
    ),
  };
}
