import { t } from '../base/l10n.ts';
import { clusterFacts } from '../facts/index.ts';
import type { Failing } from './branch.ts';
import { vmShortage, type Room } from './capacity.ts';
import type { Size } from './size.ts';
import type { Deviation } from './world.ts';

/** The world of a VM that is on another node than in the main one. */
export const ON_OTHER_NODE: Deviation = {
  get because() {
    return t('a VM is on another node of the cluster (which one is not documented)');
  },
  cause: { kind: 'not-documented' },
  facts: [clusterFacts.gpuPools],
};

/** Where a VM can be: on the device, or on which nodes of a cluster. */
export interface Placement {
  /** The rooms that take it, by node; empty when none does. */
  readonly rooms: readonly Room[];
  /** Why a node does not take it; `undefined` when each does. */
  readonly short: Failing | undefined;
}

/** Returns the nodes on which a VM can be. Which of them a cluster chooses is not documented. */
export function placementOf(rooms: readonly Room[], name: string, size: Size): Placement {
  const taking: Room[] = [];
  let short: Failing | undefined;
  for (const room of rooms) {
    const found = vmShortage(room, name, size);
    if (!found) taking.push(room);
    // The node with the most free GPUs has the better reason.
    else if (!short || room.gpus > 0) short = found;
  }
  return {
    rooms: areAlike(rooms) ? taking.slice(0, 1) : taking,
    short: short && inCluster(rooms, short),
  };
}

/** Returns what is said of a VM that some nodes take and others do not. */
export function placementRisk(short: Failing): Failing {
  return {
    ...short,
    reason: t('{0}; on which node a cluster puts a VM is not documented', short.reason),
    cause: { kind: 'not-documented' },
  };
}

/** Nodes on which no VM is are the same to the first one. */
function areAlike(rooms: readonly Room[]): boolean {
  const [first] = rooms;
  if (!first) return false;
  return rooms.every(
    ({ world, node, gpus, planned }) =>
      planned.length === 0 && world.nodes[node]?.vms === 0 && gpus === first.gpus,
  );
}

function inCluster(rooms: readonly Room[], short: Failing): Failing {
  if (rooms.length < 2) return short;
  return {
    ...short,
    reason: t('{0} (inference: each node of a cluster has its own GPUs and memory)', short.reason),
    facts: [...short.facts, clusterFacts.gpuPools],
  };
}
