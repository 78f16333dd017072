import { liesIn, type ReleaseRange } from './releases.ts';

/** What holds a GPU in a documented order: a GPU VM with one GPU or two, or Kubernetes. */
export type Claimant = 'vm-with-1-gpu' | 'vm-with-2-gpus' | 'kubernetes';

/** An order of creation and what comes of it. */
export interface ClaimOrder {
  readonly deviceGpus: 1 | 2;
  readonly order: readonly Claimant[];
  /** Index of the one that fails; `undefined` when all succeed. */
  readonly failing: number | undefined;
  /** GPUs that VMs and Kubernetes hold at the end. */
  readonly vmGpus: number;
  readonly kubernetesGpus: number;
  readonly fact: string;
}

/** The five documented orders, and two that follow from them. */
export const claimOrders: readonly ClaimOrder[] = [
  {
    deviceGpus: 1,
    order: ['vm-with-1-gpu', 'kubernetes'],
    failing: undefined,
    vmGpus: 1,
    kubernetesGpus: 0,
    fact: 'claims.order.1gpu-vm-then-kubernetes',
  },
  {
    deviceGpus: 1,
    order: ['kubernetes', 'vm-with-1-gpu'],
    failing: 1,
    vmGpus: 0,
    kubernetesGpus: 1,
    fact: 'claims.order.1gpu-kubernetes-then-vm',
  },
  {
    deviceGpus: 2,
    order: ['vm-with-1-gpu', 'kubernetes'],
    failing: undefined,
    vmGpus: 1,
    kubernetesGpus: 1,
    fact: 'claims.order.2gpu-vm-then-kubernetes',
  },
  {
    deviceGpus: 2,
    order: ['vm-with-1-gpu', 'vm-with-1-gpu', 'kubernetes'],
    failing: undefined,
    vmGpus: 2,
    kubernetesGpus: 0,
    fact: 'claims.order.2gpu-vm-vm-then-kubernetes',
  },
  {
    deviceGpus: 2,
    order: ['kubernetes', 'vm-with-1-gpu'],
    failing: 1,
    vmGpus: 0,
    kubernetesGpus: 2,
    fact: 'claims.order.2gpu-kubernetes-then-vm',
  },
  {
    deviceGpus: 2,
    order: ['vm-with-1-gpu', 'kubernetes', 'vm-with-1-gpu'],
    failing: 2,
    vmGpus: 1,
    kubernetesGpus: 1,
    fact: 'claims.order.2gpu-vm-kubernetes-vm',
  },
  {
    deviceGpus: 2,
    order: ['vm-with-2-gpus', 'kubernetes'],
    failing: undefined,
    vmGpus: 2,
    kubernetesGpus: 0,
    fact: 'claims.order.2gpu-2gpu-vm-then-kubernetes',
  },
];

/** Ids of the facts about claims that do not depend on the order of a table row or on a release. */
export const claimFacts = {
  kubernetesFirst: 'claims.kubernetes-first',
  kubernetesTakesAll: 'claims.kubernetes-takes-all',
  freeByRemovingKubernetes: 'claims.free-by-removing-kubernetes',
  /** What becomes of the claim is not documented. */
  stayProvisioned: 'claims.stay-provisioned',
  resizeNeedsStop: 'vm.resize-needs-stop',
  resizeExposesGpu: 'claims.resize-exposes-gpu',
  /** Not documented. */
  afterReboot: 'claims.after-reboot',
  /** Not documented. */
  aks: 'claims.aks',
  maxGpuVms: 'gpu-vm.most-per-device',
} as const;

/** Whether Kubernetes may take the GPU of a stopped or removed VM. */
export interface TakeoverStanding {
  readonly standing: 'documented' | 'no-longer-documented' | 'depends-on-release';
  readonly fact: string;
}

/** The published notes of 2205 are the first without the take-over. */
const takeoverDocumented: ReleaseRange = { before: '2205' };

/** Returns how the take-over of a stopped VM's GPU stands in the documents of a release. */
export function stoppedVmTakeover(release: string | undefined): TakeoverStanding {
  const documented = liesIn(takeoverDocumented, release);
  if (documented === undefined) {
    return { standing: 'depends-on-release', fact: 'claims.stopped-vm-takeover' };
  }
  return documented
    ? { standing: 'documented', fact: 'claims.stopped-vm-takeover' }
    : { standing: 'no-longer-documented', fact: 'claims.stopped-vm-takeover.from-2205' };
}

/** Releases by whose notes an update restarts the VMs that were stopped with -StayProvisioned. */
const restartingProvisioned: ReleaseRange = { from: '2103', before: '2205' };

/** Says what an update does to GPU VMs by the notes of its release; the fact says the rest. */
export function updateOfGpuVms(to: string): {
  readonly standing: 'restarted' | 'not-documented';
  readonly fact: string;
} {
  return liesIn(restartingProvisioned, to) === true
    ? { standing: 'restarted', fact: 'update.gpu-vms-not-stopped' }
    : { standing: 'not-documented', fact: claimFacts.afterReboot };
}

interface UpdateFact extends ReleaseRange {
  readonly fact: string;
}

const updateFactTable: readonly UpdateFact[] = [
  { before: '2205', fact: 'update.gpu-vms-not-stopped' },
  { from: '2101', fact: 'update.stop-gpu-vms' },
  { fact: 'update.restarts-device' },
  { from: '2103', fact: 'mps.lost-on-update' },
  { fact: 'claims.after-reboot' },
];

/** Returns ids of the facts about an update to a release; without one, of all that may hold. */
export function updateFacts(to: string | undefined): readonly string[] {
  return updateFactTable.filter((row) => liesIn(row, to) ?? true).map((row) => row.fact);
}
