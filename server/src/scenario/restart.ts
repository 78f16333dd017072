import { t } from '../base/l10n.ts';
import {
  claimFacts,
  clusterFacts,
  isClosedToClusters,
  updateFacts,
  updateOfGpuVms,
} from '../facts/index.ts';
import { fails, succeeds, type Branch, type Scene } from './branch.ts';
import { roomsIn } from './capacity.ts';
import { placementOf } from './placement.ts';
import { hasGpu } from './size.ts';
import { listed } from './words.ts';
import {
  deviating,
  freeGpus,
  keysIn,
  kubernetesGpus,
  vmIn,
  withVm,
  withVms,
  type Vm,
  type World,
} from './world.ts';

/** At most so many VMs are named. */
const MOST_NAMED = 4;

/** Returns what restarting the device comes to. */
export function reboot(scene: Scene, world: World): readonly Branch[] {
  return restart(scene, world, world, t('the reboot'), [], [claimFacts.afterReboot]);
}

/** Returns what an update comes to: the device has another release, and restarts. */
export function update(scene: Scene, world: World, to: string): readonly Branch[] {
  const isCluster = world.nodes.length > 1;
  if (isCluster && isClosedToClusters(to)) {
    const reason = t(
      'two-node clusters are not updated to release {0}: they stay on 2510 or earlier',
      to,
    );
    return [
      fails(world, { reason, cause: { kind: 'release' }, facts: [clusterFacts.updatesDropped] }),
    ];
  }
  const { standing } = updateOfGpuVms(to);
  const started =
    standing === 'restarted' ? startedAgain(scene, world) : { world, said: [] as const };
  const running = standing === 'restarted' ? runningGpuVms(scene, world) : [];
  const said = [
    ...(running.length > 0
      ? [t('{0} restarted without a graceful end by the update', listed(running, MOST_NAMED))]
      : []),
    ...started.said,
  ];
  const after = { ...started.world, release: to };
  return restart(scene, world, after, t('the restart of an update'), said, updateFacts(to));
}

/**
 * Where nobody holds a GPU, nobody can lose one; else no source says who claims first: all as they
 * did before, or Kubernetes, which takes what is free when it starts.
 */
function restart(
  scene: Scene,
  before: World,
  after: World,
  what: string,
  said: readonly string[],
  facts: readonly string[],
): readonly Branch[] {
  const { holders, kubernetes, unknown } = before;
  const nobody = holders.size === 0 && after.holders.size === 0 && !kubernetes;
  if (nobody && unknown === undefined) return [succeeds(after, facts)];
  const reason = [...said, t('who claims the GPUs after {0} is not documented', what)].join('; ');
  const risky = (world: World): Branch => ({
    world,
    outcome: 'at-risk',
    reason,
    cause: { kind: 'not-documented' },
    facts,
  });
  const taken = takenByKubernetes(scene, after);
  if (!taken) return [risky(after)];
  const because = t('Kubernetes claims every GPU after {0} (not documented)', what);
  const cause = { kind: 'not-documented' } as const;
  return [risky(after), risky(deviating(taken, { because, cause, facts }))];
}

/** Returns the world in which Kubernetes claimed first, or `undefined` when it changes nothing. */
function takenByKubernetes(scene: Scene, world: World): World | undefined {
  const { device, shared, index } = scene;
  const { kubernetes } = world;
  if (!kubernetes || (world.holders.size === 0 && freeGpus(world, device) === 0)) return undefined;
  const stopped = new Map<string, Vm>();
  for (const key of world.holders.keys()) {
    const vm = vmIn(world, shared, key);
    if (vm) stopped.set(key, { ...vm, life: 'stopped', allocated: false, since: index });
  }
  const free = withVms(world, shared, stopped);
  const gpus = world.nodes.map(() => device.gpuCount);
  const since = kubernetesGpus(world) > 0 ? kubernetes.since : index;
  return { ...free, kubernetes: { ...kubernetes, gpus, since } };
}

/** VMs that stay provisioned start again by themselves, those with room for them. */
function startedAgain(
  scene: Scene,
  world: World,
): { readonly world: World; readonly said: readonly string[] } {
  let after = world;
  const names: string[] = [];
  for (const key of keysIn(world, scene.shared)) {
    const vm = vmIn(after, scene.shared, key);
    if (vm?.life !== 'provisioned') continue;
    const without = withVm(after, scene.shared, key, { ...vm, allocated: false });
    const [room] = placementOf(roomsIn(without, scene.device), vm.name, vm.size).rooms;
    if (!room) continue;
    const since = vm.allocated ? vm.since : scene.index;
    const running: Vm = { ...vm, life: 'running', allocated: true, node: room.node, since };
    after = withVm(after, scene.shared, key, running);
    names.push(vm.name);
  }
  const said = t(
    '{0} started again by the update, as it stayed provisioned',
    listed(names, MOST_NAMED),
  );
  return { world: after, said: names.length > 0 ? [said] : [] };
}

function runningGpuVms(scene: Scene, world: World): readonly string[] {
  return [...world.holders.keys()].flatMap((key) => {
    const vm = vmIn(world, scene.shared, key);
    const runs = vm?.life === 'running' || vm?.life === 'resized';
    return vm && runs && hasGpu(vm.size) === true ? [vm.name] : [];
  });
}
