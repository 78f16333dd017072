import { t } from '../base/l10n.ts';
import { claimFacts, releaseInWords, stoppedVmTakeover } from '../facts/index.ts';
import { fails, succeeds, undecided, type Branch, type Scene } from './branch.ts';
import { fitFacts, fitUnknown, notOffered, roomsIn } from './capacity.ts';
import { extensionObstacle, extensionUnknown } from './extension.ts';
import { missing } from './missing.ts';
import type { VmName } from './operation.ts';
import { ON_OTHER_NODE, placementOf, placementRisk } from './placement.ts';
import type { NoSize, Size } from './size.ts';
import { gpus, stepNumber } from './words.ts';
import { deviating, vmIn, withVm, type Deviation, type Vm, type World } from './world.ts';

/** Returns what stopping (deallocating) a VM comes to. */
export function stop(
  scene: Scene,
  world: World,
  name: VmName,
  how: 'deallocate' | 'stay-provisioned',
): readonly Branch[] {
  const vm = vmIn(world, scene.shared, name.key);
  if (!vm) return [missing(scene, world, name)];
  if (isStopped(vm)) return [notInLife(world, vm, 'running')];
  const life = how === 'deallocate' ? 'stopped' : 'provisioned';
  const stopped: Vm = { ...vm, life, allocated: false, since: scene.index };
  const givenBack = givesBack(scene, world, name, vm, stopped);
  if (how === 'deallocate' || !holdsGpu(vm)) return givenBack;
  const [main, ...others] = givenBack;
  if (!main) return [];
  const keeps: Deviation = {
    because: t('{0} keeps its GPU while it stays provisioned (not documented)', vm.name),
    cause: { kind: 'stopped-vm' },
    facts: [claimFacts.stayProvisioned],
  };
  const kept = withVm(world, scene.shared, name.key, {
    ...stopped,
    allocated: true,
    since: vm.since,
  });
  const reason = t(
    'whether {0} keeps its GPU while it stays provisioned is not documented',
    vm.name,
  );
  return [
    {
      ...main,
      reason,
      cause: { kind: 'stopped-vm' },
      facts: [...main.facts, claimFacts.stayProvisioned],
    },
    succeeds(deviating(kept, keeps), keeps.facts),
    ...others,
  ];
}

/** Returns what starting a stopped VM comes to: it claims again. */
export function start(scene: Scene, world: World, name: VmName): readonly Branch[] {
  const vm = vmIn(world, scene.shared, name.key);
  if (!vm) return [missing(scene, world, name)];
  if (vm.life === 'running') return [notInLife(world, vm, 'stopped')];
  if (vm.life === 'resized') return [alive(scene, world, name, { ...vm, life: 'running' })];
  return claimAgain(scene, world, name, vm, vm.size, 'running');
}

/** Returns what deleting a VM comes to: as stopping it, for good. */
export function remove(scene: Scene, world: World, name: VmName): readonly Branch[] {
  const vm = vmIn(world, scene.shared, name.key);
  return vm ? givesBack(scene, world, name, vm, undefined) : [missing(scene, world, name)];
}

/** Returns what resizing a stopped VM comes to: it claims what the new size needs. */
export function resize(
  scene: Scene,
  world: World,
  name: VmName,
  size: Size | NoSize,
): readonly Branch[] {
  const vm = vmIn(world, scene.shared, name.key);
  if (!vm) return [missing(scene, world, name)];
  if (!isStopped(vm)) {
    const { reason, cause } = notInLife(world, vm, 'stopped');
    return [{ world, outcome: 'fails', reason, cause, facts: [claimFacts.resizeNeedsStop] }];
  }
  if (size.kind === 'none') return [fails(world, notOffered(size))];
  return claimAgain(scene, world, name, vm, size, 'resized');
}

/** Returns what installing the driver extension on a VM comes to. */
export function installExtension(scene: Scene, world: World, name: VmName): Branch {
  const vm = vmIn(world, scene.shared, name.key);
  if (!vm) return missing(scene, world, name);
  const obstacle = extensionObstacle(vm);
  if (obstacle) return fails(world, obstacle);
  const why = extensionUnknown(vm);
  return why === undefined ? succeeds(world, []) : undecided(world, why, []);
}

function notInLife(world: World, { name, life, since }: Vm, wanted: 'running' | 'stopped'): Branch {
  const is = life === 'stopped' || life === 'provisioned' ? 'stopped' : 'running';
  return fails(world, {
    reason: t('{0} is not {1}: it is {2} since {3}', name, wanted, is, stepNumber(since)),
    cause: { kind: 'state' },
    facts: [],
  });
}

/** What the VM kept while it was stopped does not have to be free. */
function claimAgain(
  scene: Scene,
  world: World,
  name: VmName,
  vm: Vm,
  size: Size,
  life: Vm['life'],
): readonly Branch[] {
  const { device } = scene;
  const without = withVm(world, scene.shared, name.key, { ...vm, allocated: false });
  const { rooms, short } = placementOf(roomsIn(without, device), vm.name, size);
  if (short && rooms.length === 0) return [fails(world, short)];
  const why = size.kind === 'unknown' ? size.why : fitUnknown(without);
  const facts = fitFacts(device, size);
  const since = vm.allocated ? vm.since : scene.index;
  return rooms.map(({ node }, index) => {
    const running: Vm = { ...vm, size, life, allocated: true, node, since };
    const { world: after } = alive(scene, world, name, running);
    const there = index === 0 ? after : deviating(after, ON_OTHER_NODE);
    if (why !== undefined) return undecided(there, why, facts);
    if (!short) return succeeds(there, facts);
    const risk = placementRisk(short);
    return { world: there, outcome: 'at-risk', ...risk, facts: [...facts, ...risk.facts] };
  });
}

function alive(scene: Scene, world: World, name: VmName, vm: Vm): Branch {
  return succeeds(withVm(world, scene.shared, name.key, vm), []);
}

function isStopped({ life }: Vm): boolean {
  return life === 'stopped' || life === 'provisioned';
}

function holdsGpu(vm: Vm): boolean {
  return vm.allocated && vm.size.kind === 'offered' && vm.size.size.gpuCount > 0;
}

/** The VM's GPUs become free, or, with Kubernetes configured, may go to Kubernetes. */
function givesBack(
  scene: Scene,
  world: World,
  name: VmName,
  vm: Vm,
  after: Vm | undefined,
): readonly Branch[] {
  const free = withVm(world, scene.shared, name.key, after);
  const { kubernetes } = free;
  if (!kubernetes || vm.size.kind === 'unknown' || !holdsGpu(vm)) return [succeeds(free, [])];
  const count = vm.size.size.gpuCount;
  const { fact } = stoppedVmTakeover(world.release);
  const taken = t('{0} of {1}', count === 1 ? t('the GPU') : gpus(count), vm.name);
  const when = after ? t('while it is stopped') : t('when it is deleted');
  const says = standingInWords(world.release);
  const takeover: World = {
    ...free,
    kubernetes: {
      ...kubernetes,
      gpus: kubernetes.gpus.map((held, node) => (node === vm.node ? held + count : held)),
      since: kubernetes.gpus[vm.node] === 0 ? scene.index : kubernetes.since,
    },
  };
  const cause = { kind: 'stopped-vm' } as const;
  const because = t('Kubernetes takes {0} {1} ({2})', taken, when, says);
  return [
    {
      ...succeeds(free, [fact]),
      reason: t('Kubernetes may take {0} {1} ({2})', taken, when, says),
      cause,
    },
    succeeds(deviating(takeover, { because, cause, facts: [fact] }), [fact]),
  ];
}

function standingInWords(release: string | undefined): string {
  const { standing } = stoppedVmTakeover(release);
  switch (standing) {
    case 'documented':
      return t('documented for release {0}', releaseInWords(release ?? ''));
    case 'no-longer-documented':
      return t('documented up to release 2203, no longer for {0}', releaseInWords(release ?? ''));
    case 'depends-on-release':
      return t('documented up to release 2203, and the release is not known');
  }
}
