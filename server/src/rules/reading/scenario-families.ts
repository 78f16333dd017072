import { declarationFor } from '../../device/image-os.ts';
import { findOperatingSystem, osFamilyOf, type OsFamily } from '../../facts/index.ts';
import { imagesOf } from '../../scenario/images.ts';
import type { ScenarioSubject } from '../judging/subject.ts';

/** Returns the OS families of a scenario's VMs by lower-case name, as far as they are known. */
export function scenarioFamilies(subject: ScenarioSubject): ReadonlyMap<string, OsFamily> {
  const families = new Map<string, OsFamily>();
  const declarations = imagesOf(subject.timeline.scenario);
  for (const { step } of subject.timeline.moments) {
    if (step.action === 'deploy') {
      for (const { name, os } of subject.deployedBy(step)?.machines ?? []) {
        if (os.family) families.set(name.toLowerCase(), os.family);
      }
    } else if (step.action === 'createVm' && step.name && step.image) {
      const os = declarationFor(step.image.value, declarations)?.os ?? step.image.value;
      const family = findOperatingSystem(os)?.family ?? osFamilyOf(os);
      if (family) families.set(step.name.value.toLowerCase(), family);
    }
  }
  return families;
}
