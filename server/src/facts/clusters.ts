import { liesIn, type ReleaseRange } from './releases.ts';

/** What documents say of two-node clusters; each with its fact. */
export const clusterFacts = {
  start: 'cluster.start',
  devices: 'cluster.devices',
  /** An inference: each node has its own GPUs. */
  gpuPools: 'cluster.gpu-pools',
  updatesDropped: 'cluster.updates-dropped',
  failover: 'cluster.vm-failover',
} as const;

/** The releases that have two-node clusters at all. */
const withClusters: ReleaseRange = { from: '2202' };

/** The releases that clusters are updated to no more. */
const withoutUpdates: ReleaseRange = { from: '2604' };

/** Says whether a release has two-node clusters; `undefined` when the release is not known. */
export function hasClusters(release: string | undefined): boolean | undefined {
  return liesIn(withClusters, release);
}

/** Says whether clusters are updated to a release no more. */
export function isClosedToClusters(release: string): boolean {
  return liesIn(withoutUpdates, release) === true;
}
