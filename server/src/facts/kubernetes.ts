import type { Device } from './facts.ts';

/** What Kubernetes takes of the device, in vCPU and GiB, by one document. */
export interface KubernetesDemand {
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly fact: string;
}

const master = { vcpu: 4, memoryGiB: 4 };
const fixedWorker = { vcpu: 12, memoryGiB: 32 };
const workerShare = { vcpu: 0.3, memory: 0.25 };

/**
 * Returns the default size of Kubernetes, master and worker together, once for each document that
 * gives one, oldest first. Shares of the device are not rounded, as no document says how.
 */
export function kubernetesDemand(device: Device): readonly KubernetesDemand[] {
  return [
    {
      vcpu: master.vcpu + fixedWorker.vcpu,
      memoryGiB: master.memoryGiB + fixedWorker.memoryGiB,
      fact: 'kubernetes.size-2022',
    },
    {
      vcpu: master.vcpu + workerShare.vcpu * device.vcpu.usable,
      memoryGiB: master.memoryGiB + workerShare.memory * device.memoryGiB.raw,
      fact: 'kubernetes.size-2024',
    },
  ];
}

/** The advised share of the device for the worker, in percent. */
export const kubernetesTuning = {
  minPercent: 15,
  maxPercent: 60,
  fact: 'kubernetes.size-tunable',
} as const;

/** The most VMs that a device runs. */
export const maxVirtualMachines = { count: 24, fact: 'device.max-vms' } as const;
