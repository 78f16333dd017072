import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import type { ImageDeclaration } from '../device/image-os.ts';
import { compareReleases, osSupport } from '../facts/index.ts';
import { imagesOf } from '../scenario/images.ts';
import { gpuImages, scenarioGpuImages, type GpuImage } from './reading/gpu-images.ts';
import { replaceLiteral, type TextOf } from './fixing/literal-edit.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';

/** Release from which the device takes generation 2 at all. */
const GENERATION_2_SINCE = '2205';

/** A GPU VM comes from an image of generation 2. */
export default defineRule({
  id: 'generation-2-image',
  severity: 'error',
  title: 'Generation 2 image for a GPU VM',
  description:
    'GPU VMs need an image of generation 1. From release 2205 on the device takes images of generation 2, but for VMs without GPU only; before, it takes none.',
  because: ['image.generation-1-only-for-gpu', 'image.generation-2-from-2205'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images:
  myimage: { os: ubuntu-18.04, generation: 2 }
  older: { os: ubuntu-18.04, generation: 1 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#                                                             ^^^^^^^ vm1: the image is of generation 2, and release 2106 takes generation 1 only
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
`,
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-1, release: "2403" }
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
          "imageReference": {
            "publisher": "Canonical",
            "offer": "0001-com-ubuntu-server-focal",
            "sku": "20_04-lts-gen2",
//                 ^^^^^^^^^^^^^^^^ vm1: the image is of generation 2, and a GPU VM needs generation 1
            "version": "latest"
          }
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
device: { model: pro-gpu-1, release: "2403" }
images:
  gen2: { os: ubuntu-18.04, generation: 2 }
  gen1: { os: ubuntu-18.04, generation: 1 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: gen1 }
  - createVm: { name: vm2, size: Standard_D2_v2, image: gen2 }
`,
    ],
  },
  check: {
    *template(subject) {
      const { configuration, device, textOf } = subject;
      const judge = { release: device.release, declarations: configuration?.images ?? [], textOf };
      for (const image of gpuImages(subject)) yield* judgeImage(image, judge);
    },
    *scenario(subject) {
      const { scenario, release } = subject.timeline;
      const judge = { release, declarations: imagesOf(scenario), textOf: subject.textOf };
      for (const image of scenarioGpuImages(subject)) yield* judgeImage(image, judge);
    },
  },
});

interface Judge {
  readonly release: string | undefined;
  readonly declarations: readonly ImageDeclaration[];
  readonly textOf: TextOf;
}

function* judgeImage(image: GpuImage, judge: Judge): Iterable<Finding> {
  if (image.os.generation !== 2) return;
  const { release } = judge;
  const isBefore = release !== undefined && compareReleases(release, GENERATION_2_SINCE) < 0;
  const taken = isBefore
    ? t('release {0} takes generation 1 only', release)
    : t('a GPU VM needs generation 1');
  yield {
    at: image.at,
    message: t('{0}: the image is of generation 2, and {1}', image.vm, taken),
    ...(image.onlyIf !== undefined && { onlyIf: image.onlyIf }),
    evidence: image.os.evidence.flatMap(({ at, says }) => (at ? [{ at, message: says }] : [])),
    fixes: [...generation1Sku(image.at, judge), ...generation1Images(image, judge)],
  };
}

/** The sku of generation 1 has the same name without the suffix. */
function generation1Sku(at: Location, { textOf }: Judge): readonly Fix[] {
  const written = textOf(at.uri)?.slice(at.span.start + 1, at.span.end - 1) ?? '';
  const sku = written.replace(/-gen2$/i, '');
  const edit = sku === written ? undefined : replaceLiteral(at, sku, textOf);
  return edit
    ? [{ title: t('use the sku {0} of generation 1', sku), edits: [edit], preferred: true }]
    : [];
}

/** Images declared as generation 1, those with a tested OS only. */
function generation1Images(image: GpuImage, { declarations, release, textOf }: Judge) {
  return declarations.flatMap(({ pattern, os, generation }): readonly Fix[] => {
    if (generation !== 1 || os === undefined || pattern.includes('*')) return [];
    if (osSupport(os, release).support.status !== 'tested') return [];
    const edit = replaceLiteral(image.at, pattern, textOf);
    return edit
      ? [{ title: t('use the image {0} ({1}, generation 1)', pattern, os), edits: [edit] }]
      : [];
  });
}
