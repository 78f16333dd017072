import { t } from '../../base/l10n.ts';
import type { Location } from '../../base/span.ts';
import { declarationFor, type ImageOs } from '../../device/image-os.ts';
import { guessFrom } from '../../device/made-image.ts';
import type { VirtualMachine } from '../../device/virtual-machine.ts';
import { findOperatingSystem, findVmSize, osFamilyOf } from '../../facts/index.ts';
import { imagesOf } from '../../scenario/images.ts';
import type { ScenarioSubject, TemplateSubject } from '../judging/subject.ts';

/** A GPU VM's image, wherever the VM comes from. */
export interface GpuImage {
  readonly vm: string;
  readonly os: ImageOs;
  /** Where a person would change the image. */
  readonly at: Location;
  /** What decides that the VM has a GPU, or is deployed at all. */
  readonly onlyIf: string | undefined;
}

/** Returns the images of the template's VMs that are known to have a GPU. */
export function gpuImages({ machines }: TemplateSubject): readonly GpuImage[] {
  return machines.filter(hasGpu).map(imageOfMachine);
}

/** Says whether a VM's size is known and has a GPU. */
export function hasGpu({ size }: VirtualMachine): boolean {
  return size !== undefined && size.gpuCount > 0;
}

function imageOfMachine({ name, os, imageAt, decidedBy }: VirtualMachine): GpuImage {
  return { vm: name, os, at: imageAt, onlyIf: decidedBy };
}

/** Returns the images of the GPU VMs that a scenario creates. */
export function scenarioGpuImages(subject: ScenarioSubject): readonly GpuImage[] {
  const declarations = imagesOf(subject.timeline.scenario);
  const images: GpuImage[] = [];
  for (const { step } of subject.timeline.moments) {
    if (step.action === 'deploy') {
      // The template's own findings speak of its images; a step repeats only what the scenario
      // itself declares, at the step, because that is what its author can change.
      const machines = subject.deployedBy(step)?.machines ?? [];
      for (const machine of machines.filter(hasGpu)) {
        images.push({ ...imageOfMachine(machine), at: step.at });
      }
    } else if (step.action === 'createVm' && step.image && step.size) {
      if ((findVmSize(step.size.value)?.gpuCount ?? 0) === 0) continue;
      const declared = declarationFor(step.image.value, declarations);
      const os = declared?.os ?? findOperatingSystem(step.image.value)?.id;
      const guess = os === undefined ? guessFrom(step.image.value) : undefined;
      images.push({
        vm: step.name?.value ?? t('the VM'),
        os: {
          os,
          family:
            os === undefined ? undefined : (findOperatingSystem(os)?.family ?? osFamilyOf(os)),
          generation: declared?.generation,
          imageName: step.image.value,
          ...(guess && { guess }),
          evidence: declared
            ? [{ at: declared.at, says: t("image '{0}' is declared here", step.image.value) }]
            : [],
        },
        at: step.image.at,
        onlyIf: undefined,
      });
    }
  }
  return images;
}
