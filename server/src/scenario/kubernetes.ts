import { claimFacts } from '../facts/index.ts';
import { fails, skipped, succeeds, undecided, type Branch, type Scene } from './branch.ts';
import { fitUnknown, roomIn, shortage } from './capacity.ts';
import type { Demand } from './operation.ts';
import { stepNumber } from './words.ts';
import { freeGpus, type World } from './world.ts';

/**
 * Returns what configuring Kubernetes comes to, once for each size it may have: it claims every
 * free GPU, be it none.
 */
export function configureKubernetes(
  scene: Scene,
  world: World,
  demands: readonly Demand[],
): readonly Branch[] {
  const { kubernetes } = world;
  if (kubernetes) {
    const reason = 'Kubernetes is already configured';
    return [fails(world, { reason, cause: { kind: 'state' }, facts: [] })];
  }
  return demands.map((demand, index) => {
    const branch = withDemand(scene, world, demand);
    if (index === 0 || world.deviation) return branch;
    const deviation = {
      because: `Kubernetes takes ${amount(demand)}, as another document says`,
      cause: { kind: 'memory-or-vcpu' },
      facts: demand.facts,
    } as const;
    return { ...branch, world: { ...branch.world, deviation } };
  });
}

function withDemand(scene: Scene, world: World, demand: Demand): Branch {
  const { device, index } = scene;
  const { vcpu, memoryGiB } = demand;
  const facts = [claimFacts.kubernetesTakesAll, device.fact, ...demand.facts];
  const short = shortage(roomIn(world, device), vcpu, memoryGiB);
  if (short) return fails(world, { ...short, facts: [...short.facts, ...demand.facts] });
  const gpus = freeGpus(world, device);
  const after: World = { ...world, kubernetes: { gpus, since: index, vcpu, memoryGiB } };
  const why = fitUnknown(world);
  return why === undefined ? succeeds(after, facts) : undecided(after, why, facts);
}

function amount({ vcpu, memoryGiB }: Demand): string {
  return `${vcpu} vCPU and ${memoryGiB} GiB`;
}

/** Returns what removing Kubernetes comes to: it frees all it claimed. */
export function removeKubernetes(scene: Scene, world: World): Branch {
  if (world.kubernetes) {
    return succeeds({ ...world, kubernetes: undefined }, [claimFacts.freeByRemovingKubernetes]);
  }
  const { kubernetesFailed } = scene.past;
  if (kubernetesFailed !== undefined) {
    return skipped(
      world,
      `needs Kubernetes, whose configuration failed in ${stepNumber(kubernetesFailed)}`,
    );
  }
  if (scene.worlds.some(({ kubernetes }) => kubernetes)) {
    return skipped(world, 'needs Kubernetes, whose configuration may have failed');
  }
  const reason = 'Kubernetes is not configured';
  return fails(world, { reason, cause: { kind: 'state' }, facts: [] });
}
