import { claimFacts, stoppedVmTakeover, updateFacts } from '../../facts/index.ts';
import type { ScenarioStep } from '../../scenario/scenario.ts';
import { factsText } from '../facts-text.ts';
import { stepMeaning } from '../step-meaning.ts';

/** Returns what a step does, and the facts that this rests on. */
export function stepText(step: ScenarioStep, release: string | undefined): readonly string[] {
  if (step.action === 'unknown') return [];
  return [stepMeaning(step.action), ...factsText(factsOf(step, release))];
}

function factsOf(step: ScenarioStep, release: string | undefined): readonly string[] {
  switch (step.action) {
    case 'deploy':
    case 'createVm':
      return ['gpu-vm.needs-gpu-size', claimFacts.maxGpuVms];
    case 'configureKubernetes':
      return [claimFacts.kubernetesTakesAll, 'kubernetes.size-2022', 'kubernetes.size-2024'];
    case 'removeKubernetes':
      return [claimFacts.freeByRemovingKubernetes];
    case 'stop': {
      const takeover = stoppedVmTakeover(release).fact;
      return step.stayProvisioned ? [takeover, claimFacts.stayProvisioned] : [takeover];
    }
    case 'start':
    case 'delete':
      return [stoppedVmTakeover(release).fact];
    case 'resize':
      return [claimFacts.resizeNeedsStop, claimFacts.resizeExposesGpu];
    case 'installGpuExtension':
      return ['driver-extension.needed', 'driver-extension.after-vm'];
    case 'update':
      return updateFacts(step.to?.value);
    case 'reboot':
      return [claimFacts.afterReboot];
    case 'anyOrder':
      return [claimFacts.kubernetesFirst];
    case 'unknown':
      return [];
  }
}
