import { t } from '../base/l10n.ts';
import { compareReleases, findOperatingSystem } from '../facts/index.ts';
import { gpuImages, scenarioGpuImages, type GpuImage } from './reading/gpu-images.ts';
import { defineRule, type Finding } from './judging/rule.ts';

/** Release that the documents draw the line at, on opposite sides. */
const LINE = '2205';

/** A GPU VM with Windows Server 2016 needs TLS 1.2 before the driver extension. */
export default defineRule({
  id: 'windows-2016-tls',
  severity: 'information',
  title: 'Windows Server 2016: switch TLS 1.2 on first',
  description:
    'On Windows Server 2016 the driver extension cannot download its driver certificate until TLS 1.2 is switched on in the guest (SchUseStrongCrypto). The deployment and installation pages say so of release 2205 and later, the troubleshooting page of releases before 2205: it is shown for every release.',
  because: ['os.windows-server-2016.tls', 'driver-extension.trouble.windows-2016-tls'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2205" }
images: { myimage: windows-server-2016-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#                                                             ^^^^^^^ vm1 runs Windows Server 2016 Core: switch TLS 1.2 on (SchUseStrongCrypto) before the driver extension is installed; the installation page says so of release 2205 and later, the troubleshooting page of releases before
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2205" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
`,
    ],
  },
  check: {
    *template(subject) {
      for (const image of gpuImages(subject)) yield* judge(image, subject.device.release);
    },
    *scenario(subject) {
      for (const image of scenarioGpuImages(subject)) yield* judge(image, subject.timeline.release);
    },
  },
});

function* judge(image: GpuImage, release: string | undefined): Iterable<Finding> {
  const os = findOperatingSystem(image.os.os ?? '');
  if (!os || !/^windows-server-2016(-core)?$/.test(os.id)) return;
  yield {
    at: image.at,
    message: t(
      '{0} runs {1}: switch TLS 1.2 on (SchUseStrongCrypto) before the driver extension is installed; {2}',
      image.vm,
      os.name,
      whoSaysSo(release),
    ),
    ...(image.onlyIf !== undefined && { onlyIf: image.onlyIf }),
    evidence: image.os.evidence.flatMap(({ at, says }) => (at ? [{ at, message: says }] : [])),
  };
}

/** Each release has one document for it and one that speaks of the others. */
function whoSaysSo(release: string | undefined): string {
  const isBefore = release !== undefined && compareReleases(release, LINE) < 0;
  return isBefore
    ? t(
        'the troubleshooting page says so of releases before {0}, the installation page of {0} and later',
        LINE,
      )
    : t(
        'the installation page says so of release {0} and later, the troubleshooting page of releases before',
        LINE,
      );
}
