import { claimFacts, stoppedVmTakeover, updateFacts } from '../../facts/index.ts';
import type { Action, ScenarioStep } from '../../scenario/scenario.ts';
import { factsText } from './facts-text.ts';

const meanings: Readonly<Record<Exclude<Action, 'unknown'>, string>> = {
  deploy: 'Deploys an ARM template: each GPU VM in it claims the GPUs of its size.',
  createVm: 'Creates one VM, which claims the GPUs of its size.',
  configureKubernetes: 'Configures Kubernetes, which claims every GPU that is free.',
  removeKubernetes: 'Removes Kubernetes and frees the GPUs it has claimed.',
  stop: 'Stops a VM and gives its GPUs back, unless it stays provisioned.',
  start: 'Starts a stopped VM, which claims its GPUs again.',
  delete: 'Deletes a VM and gives its GPUs back for good.',
  resize: 'Gives a stopped VM another size.',
  installGpuExtension: 'Installs the NVIDIA GPU driver extension in a VM; it claims nothing.',
  update: 'Updates the software of the device to another release.',
  reboot: 'Restarts the device.',
  anyOrder: 'Does these steps in an order that nobody has fixed: every order is examined.',
};

/** Returns what a step does, and the facts that this rests on. */
export function stepText(step: ScenarioStep, release: string | undefined): readonly string[] {
  if (step.action === 'unknown') return [];
  return [meanings[step.action], ...factsText(factsOf(step, release))];
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
