import type { Device } from './facts.ts';
import { liesIn, type ReleaseRange } from './releases.ts';

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

const withKubernetes: ReleaseRange = { from: '2301' };

/** The release that new Kubernetes clusters need since March 2023. */
export const kubernetesRelease = {
  from: '2301',
  since: 'March 2023',
  fact: 'kubernetes.needs-2301',
} as const;

/** Says whether new Kubernetes clusters can be made now; `undefined` when the release is unknown. */
export function takesNewKubernetes(release: string | undefined): boolean | undefined {
  return liesIn(withKubernetes, release);
}

const AKS_FROM = '2301';
const AKS_DEPRECATED_FROM = '2510';

/** How AKS on the device stands in a release. */
export interface AksStanding {
  readonly standing: 'not-offered' | 'preview' | 'deprecated' | 'depends-on-release';
  /** The release from which it is deprecated where it is, else the one that it came with. */
  readonly from: string;
  readonly fact: string;
}

/** Returns how AKS on the device stands in the documents of a release. */
export function aksStanding(release: string | undefined): AksStanding {
  const offered = liesIn({ from: AKS_FROM }, release);
  const preview = { from: AKS_FROM, fact: 'aks.preview' };
  if (offered === undefined) return { standing: 'depends-on-release', ...preview };
  if (!offered) return { standing: 'not-offered', ...preview };
  return liesIn({ from: AKS_DEPRECATED_FROM }, release)
    ? { standing: 'deprecated', from: AKS_DEPRECATED_FROM, fact: 'aks.deprecated' }
    : { standing: 'preview', ...preview };
}

/** The most VMs that a device runs. */
export const maxVirtualMachines = { count: 24, fact: 'device.max-vms' } as const;
