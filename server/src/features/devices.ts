import { devices } from '../facts/index.ts';
import type { DeviceChoice } from '../lsp/protocol.ts';

/** Returns the devices a person may choose from: those that can run GPU VMs. */
export function deviceChoices(): DeviceChoice[] {
  return devices
    .filter(({ gpuCount, superseded }) => gpuCount > 0 && !superseded)
    .map(({ id, name, gpuCount, gpuModel, vcpu, memoryGiB }) => ({
      id,
      name,
      description: `${gpuCount} × ${gpuModel ?? 'GPU'}, ${vcpu.usable} vCPU, ${memoryGiB.usable} GiB`,
    }));
}
