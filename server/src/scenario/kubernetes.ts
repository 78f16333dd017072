import { t } from '../base/l10n.ts';
import {
  aksStanding,
  claimFacts,
  clusterFacts,
  kubernetesRelease,
  takesNewKubernetes,
} from '../facts/index.ts';
import { assertNever } from '../base/assert-never.ts';
import { fails, skipped, succeeds, undecided, type Branch, type Scene } from './branch.ts';
import { fitUnknown, roomsIn, shortage } from './capacity.ts';
import type { Demand, Operation } from './operation.ts';
import { stepNumber } from './words.ts';
import { deviating, freeGpusOn, type Kubernetes, type World } from './world.ts';

type ConfigureKubernetes = Extract<Operation, { readonly kind: 'configureKubernetes' }>;

/**
 * Returns what configuring Kubernetes comes to, once for each size it may have: it claims every
 * free GPU, be it none. Of AKS no document says what it claims.
 */
export function configureKubernetes(
  scene: Scene,
  world: World,
  { demands, service }: ConfigureKubernetes,
): readonly Branch[] {
  if (world.kubernetes) {
    const reason = t('Kubernetes is already configured');
    return [fails(world, { reason, cause: { kind: 'state' }, facts: [] })];
  }
  switch (service) {
    case 'kubernetes':
      return demands.map((demand, index) => {
        const branch = withDemand(scene, world, demand, 'takes every GPU');
        return index === 0 ? branch : inOtherSize(branch, demand);
      });
    case 'aks':
      return demands.flatMap((demand) => configureAks(scene, world, demand));
    default:
      return assertNever(service);
  }
}

function inOtherSize(branch: Branch, demand: Demand): Branch {
  const world = deviating(branch.world, {
    because: t('Kubernetes takes {0}, as another document says', amount(demand)),
    cause: { kind: 'memory-or-vcpu' },
    facts: demand.facts,
  });
  return { ...branch, world };
}

type Taking = 'takes every GPU' | 'takes none';

function withDemand(scene: Scene, world: World, demand: Demand, taking: Taking): Branch {
  const { device, index } = scene;
  const { vcpu, memoryGiB } = demand;
  const isCluster = world.nodes.length > 1;
  // The worker of each node stays on it, and the master may be on any of them.
  for (const room of roomsIn(world, device)) {
    const short = shortage(room, vcpu, memoryGiB);
    if (short) return fails(world, { ...short, facts: [...short.facts, ...demand.facts] });
  }
  const kubernetes: Kubernetes = {
    gpus: world.nodes.map((_, node) =>
      taking === 'takes none' ? 0 : freeGpusOn(world, device, node),
    ),
    since: index,
    vcpu,
    memoryGiB,
    unknown: demand.unknown,
  };
  const after: World = { ...world, kubernetes };
  const facts = [
    claimFacts.kubernetesTakesAll,
    device.fact,
    ...demand.facts,
    ...(takesNewKubernetes(world.release) === false ? [kubernetesRelease.fact] : []),
    ...(isCluster ? [clusterFacts.gpuPools] : []),
  ];
  const why = fitUnknown(world);
  if (why !== undefined) return undecided(after, why, facts);
  if (!isCluster || device.gpuCount === 0) return succeeds(after, facts);
  const reason = t('that Kubernetes claims the free GPUs of both nodes is an inference');
  return { ...succeeds(after, facts), reason };
}

function configureAks(scene: Scene, world: World, demand: Demand): readonly Branch[] {
  const { standing, from, fact } = aksStanding(world.release);
  if (standing === 'not-offered') {
    const reason = t('AKS came with release {0}, the device has {1}', from, world.release ?? '');
    return [fails(world, { reason, cause: { kind: 'release' }, facts: [fact] })];
  }
  const reason = t('whether AKS claims GPUs is not documented');
  const risky = (branch: Branch): Branch =>
    branch.outcome === 'fails'
      ? branch
      : {
          ...branch,
          outcome: 'at-risk',
          reason,
          cause: { kind: 'not-documented' },
          facts: [claimFacts.aks, fact],
        };
  const none = withDemand(scene, world, demand, 'takes none');
  return [
    risky(withDemand(scene, world, demand, 'takes every GPU')),
    risky({
      ...none,
      world: deviating(none.world, {
        because: t('AKS claims no GPU (not documented)'),
        cause: { kind: 'not-documented' },
        facts: [claimFacts.aks],
      }),
    }),
  ];
}

function amount({ vcpu, memoryGiB }: Demand): string {
  return t('{0} vCPU and {1} GiB', vcpu, memoryGiB);
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
      t('needs Kubernetes, whose configuration failed in {0}', stepNumber(kubernetesFailed)),
    );
  }
  if (scene.worlds.some(({ kubernetes }) => kubernetes)) {
    return skipped(world, t('needs Kubernetes, whose configuration may have failed'));
  }
  const reason = t('Kubernetes is not configured');
  return fails(world, { reason, cause: { kind: 'state' }, facts: [] });
}
