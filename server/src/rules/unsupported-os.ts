import { t } from '../base/l10n.ts';
import {
  compareReleases,
  findOperatingSystem,
  osSupport,
  releases,
  testedOperatingSystems,
  type OsSupport,
} from '../facts/index.ts';
import type { ImageDeclaration } from '../device/image-os.ts';
import { imagesOf } from '../scenario/images.ts';
import { gpuImages, scenarioGpuImages, type GpuImage } from './reading/gpu-images.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import { list } from './judging/wording.ts';
import type { Location } from '../base/span.ts';

/** The OS of a GPU VM is not one on which the driver extension was tested. */
export default defineRule({
  id: 'unsupported-os',
  severity: 'warning',
  severityWhen: {
    error: 'a release withdrew the OS',
    warning: 'the OS is not among those that were tested',
  },
  title: 'OS not tested with the GPU driver extension',
  description:
    'The documents of each release list the OS versions on which the NVIDIA driver extension was tested. Others may work but were not tested; Ubuntu 18.04 was withdrawn with release 2407.',
  because: ['os.not-listed', 'os.ubuntu-18.04.withdrawn-2407'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2407" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#                                                             ^^^^^^^ …
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.8" }
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-20.04, other: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#                                                             ^^^^^^^ vm1: the GPU driver extension was not tested on Ubuntu 20.04 LTS…
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
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
    *template(subject) {
      const { release, releaseAt } = subject.device;
      const judge: Judge = {
        release,
        releaseAt,
        declarations: subject.configuration?.images ?? [],
        textOf: subject.textOf,
      };
      for (const image of gpuImages(subject)) yield* judgeImage(image, judge);
    },
    *scenario(subject) {
      const { scenario, release } = subject.timeline;
      const judge: Judge = {
        release,
        releaseAt: scenario.device.release?.at,
        declarations: imagesOf(scenario),
        textOf: subject.textOf,
      };
      for (const image of scenarioGpuImages(subject)) yield* judgeImage(image, judge);
    },
  },
});

interface Judge {
  readonly release: string | undefined;
  readonly releaseAt: Location | undefined;
  readonly declarations: readonly ImageDeclaration[];
  readonly textOf: (uri: string) => string | undefined;
}

function* judgeImage(image: GpuImage, judge: Judge): Iterable<Finding> {
  const { os } = image.os;
  if (os === undefined) return;
  const { support, otherwise } = osSupport(os, judge.release);
  // With an unknown release the worse of the two possibilities is the one to warn of.
  const worst = [support, otherwise].find((one) => one?.status === 'withdrawn') ?? support;
  if (worst.status === 'tested') return;
  const onlyIf =
    otherwise && worst.since !== undefined
      ? t('the device has release {0} or later', worst.since)
      : image.onlyIf;
  yield {
    at: image.at,
    severity: worst.status === 'withdrawn' ? 'error' : 'warning',
    message: message(image, worst, judge.release),
    ...(onlyIf !== undefined && { onlyIf }),
    evidence: image.os.evidence.flatMap(({ at, says }) => (at ? [{ at, message: says }] : [])),
    facts: [worst.fact],
    fixes: () => [...otherImages(image, judge), ...earlierRelease(worst, judge)],
  };
}

function message(image: GpuImage, support: OsSupport, release: string | undefined): string {
  const id = image.os.os ?? '';
  const name = findOperatingSystem(id)?.name ?? id;
  if (support.status === 'withdrawn') {
    return t(
      '{0}: the GPU driver extension no longer supports {1} since release {2}',
      image.vm,
      name,
      support.since ?? '',
    );
  }
  const tested = testedOperatingSystems(release).map((one) => one.name);
  return t(
    '{0}: the GPU driver extension was not tested on {1}; tested are {2}',
    image.vm,
    name,
    list(tested),
  );
}

/** Images that are declared with a tested OS can take the place of this one. */
function otherImages(image: GpuImage, judge: Judge): readonly Fix[] {
  const fixes: Fix[] = [];
  for (const { pattern, os } of judge.declarations) {
    if (os === undefined || pattern.includes('*')) continue;
    if (osSupport(os, judge.release).support.status !== 'tested') continue;
    const edit = replaceLiteral(image.at, pattern, judge.textOf);
    if (edit) fixes.push({ title: t('use the image {0} ({1})', pattern, os), edits: [edit] });
  }
  return fixes;
}

/** For a plan, the device may still be at an earlier release. */
function earlierRelease(support: OsSupport, judge: Judge): readonly Fix[] {
  const { since } = support;
  if (since === undefined) return [];
  const earlier = releases.filter(({ id }) => compareReleases(id, since) < 0);
  const last = earlier[earlier.length - 1];
  const { releaseAt } = judge;
  if (!last || !releaseAt) return [];
  return [
    {
      title: t('plan for release {0}', last.id),
      edits: [{ uri: releaseAt.uri, span: releaseAt.span, newText: `"${last.id}"` }],
    },
  ];
}
