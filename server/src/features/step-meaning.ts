import type { Action } from '../scenario/scenario.ts';

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

/** Returns what a step of the language does, in one sentence. */
export function stepMeaning(action: Exclude<Action, 'unknown'>): string {
  return meanings[action];
}
