import { t } from '../base/l10n.ts';
import { hpnBeforeOthers } from '../facts/index.ts';
import { fails, succeeds, undecided, type Branch, type Failing, type Scene } from './branch.ts';
import { fitFacts, fitUnknown, notOffered, roomBeside, roomsIn, type Room } from './capacity.ts';
import { extensionObstacle, extensionUnknown } from './extension.ts';
import { missing } from './missing.ts';
import type { Creation, NewVm, VmName } from './operation.ts';
import { ON_OTHER_NODE, placementOf, placementRisk } from './placement.ts';
import { hasGpu, isHpn, nameOfSize, sameSize, type Size } from './size.ts';
import type { Cause } from './timeline.ts';
import { listed } from './words.ts';
import { deviating, opened, vmIn, withVms, type Vm, type World } from './world.ts';

/** So many ways to put VMs on nodes are followed; one more than worlds, so that it is noticed. */
const MOST_PLANS = 65;

/** At most so many VMs are named. */
const MOST_NAMED = 4;

/** Returns what creating VMs comes to: all of them are created, or none. */
export function create(scene: Scene, world: World, creation: Creation): readonly Branch[] {
  const conditional = creation.vms.find(({ decidedBy }) => decidedBy !== undefined);
  if (!conditional) return createAll(scene, world, creation);
  const certain = creation.vms.filter(({ decidedBy }) => decidedBy === undefined);
  const without = createAll(scene, world, { ...creation, vms: certain });
  // More VMs only need more.
  if (without.every(({ outcome }) => outcome === 'fails' || outcome === 'skipped')) return without;
  const decider = conditional.decidedBy ?? '';
  const why = t('whether {0} is deployed is not known: {1} decides', conditional.name, decider);
  const deviation = {
    because: t('{0} is deployed ({1} decides)', conditional.name, decider),
    cause: { kind: 'unknown-value' },
    facts: [],
  } as const;
  return [
    ...without.map((branch) => undecided(branch.world, why, branch.facts)),
    ...createAll(scene, world, creation).map((branch) => ({
      ...branch,
      world: deviating(branch.world, deviation),
    })),
  ];
}

/** What a creation is on its way to, on the nodes that it has chosen so far. */
interface Plan {
  readonly vms: ReadonlyMap<string, Vm>;
  readonly rooms: readonly Room[];
  /** Why something cannot be decided, the first reason. */
  readonly undecided: string | undefined;
  readonly risk: Failing | undefined;
  readonly facts: readonly string[];
}

function createAll(scene: Scene, world: World, creation: Creation): readonly Branch[] {
  const rooms = roomsIn(world, scene.device);
  let plans: readonly Plan[] = [
    { vms: new Map(), rooms, undecided: undefined, risk: undefined, facts: [] },
  ];
  for (const vm of creation.vms) {
    const next: Plan[] = [];
    let failing: Failing | undefined;
    for (const plan of plans) {
      const found = planVm(scene, world, plan, vm);
      if ('reason' in found) failing ??= found;
      else next.push(...found);
    }
    if (failing && next.length === 0) {
      return [
        fails(world, creation.from === 'deploy' ? ofDeployment(creation, vm, failing) : failing),
      ];
    }
    const risk = failing && placementRisk(failing);
    plans = next.slice(0, MOST_PLANS).map((plan) => ({ ...plan, risk: plan.risk ?? risk }));
  }
  const order = hpnRisk(scene, world, creation);
  return plans.map((plan, index) => {
    const branch = carriedOut(scene, world, creation, { ...plan, risk: plan.risk ?? order });
    if (index === 0) return branch;
    return { ...branch, world: deviating(branch.world, ON_OTHER_NODE) };
  });
}

function carriedOut(scene: Scene, world: World, creation: Creation, plan: Plan): Branch {
  let why = plan.undecided;
  for (const vm of creation.extensions) {
    const there = plan.vms.get(vm.key) ?? vmIn(world, scene.shared, vm.key);
    if (!there) return missing(scene, world, vm);
    const obstacle = extensionObstacle(there);
    if (obstacle) return fails(world, obstacle);
    why ??= extensionUnknown(there);
  }
  const created = withVms(world, scene.shared, plan.vms);
  const after = creation.open === undefined ? created : opened(created, creation.open);
  why ??= creation.open;
  if (why !== undefined) return undecided(after, why, plan.facts);
  if (!plan.risk) return succeeds(after, plan.facts);
  const { reason, cause, facts } = plan.risk;
  return { world: after, outcome: 'at-risk', reason, cause, facts: [...plan.facts, ...facts] };
}

/** Returns the plans with the VM, one for each node it may be on, or why it cannot be created. */
function planVm(scene: Scene, world: World, plan: Plan, vm: NewVm): readonly Plan[] | Failing {
  const { name, key, size } = vm;
  if (size.kind === 'none') return notOffered(size);
  const there = plan.vms.get(key) ?? vmIn(world, scene.shared, key);
  if (there) return sameAgain(plan, there, size);
  const { rooms, short } = placementOf(plan.rooms, name, size);
  if (short && rooms.length === 0) return short;
  const why = size.kind === 'unknown' ? size.why : fitUnknown(world);
  return rooms.map((room) => ({
    vms: new Map(plan.vms).set(key, {
      name,
      size,
      life: 'running',
      allocated: true,
      node: room.node,
      since: scene.index,
    }),
    rooms: plan.rooms.with(room.node, roomBeside(room, name, size)),
    undecided: plan.undecided ?? why,
    risk: plan.risk ?? (short && placementRisk(short)),
    facts: [...plan.facts, ...fitFacts(scene.device, size)],
  }));
}

/** Creating a VM that is there with that size changes nothing; with another one it fails. */
function sameAgain(plan: Plan, there: Vm, size: Size): readonly Plan[] | Failing {
  switch (sameSize(there.size, size)) {
    case true:
      return [plan];
    case undefined: {
      const why = t('whether {0}, which is already there, has this size is not known', there.name);
      return [{ ...plan, undecided: plan.undecided ?? why }];
    }
    case false:
      return {
        reason: t('is already there with size {0}', nameOfSize(there.size) ?? ''),
        cause: { kind: 'state' },
        facts: [],
      };
  }
}

/** Says which VM it is, and where `dependsOn` leaves open which one it is, that too. */
function ofDeployment(creation: Creation, failing: NewVm, { reason, ...rest }: Failing): Failing {
  const said = `${failing.name}${isOfTheDevice(rest.cause) ? ':' : ''} ${reason}`;
  const isShort = rest.cause.kind === 'gpus' || rest.cause.kind === 'kubernetes-holds-gpus';
  if (!isShort || creation.vms.length < 2) return { ...rest, reason: said };
  const first = comesBefore(creation, failing);
  const open = creation.vms.filter((vm) => vm === failing || (claimsGpu(vm) && !first.has(vm.key)));
  if (open.length < 2) return { ...rest, reason: said };
  const names = listed(
    open.map(({ name }) => name),
    MOST_NAMED,
  );
  return {
    ...rest,
    reason: t('{0}; dependsOn leaves open which of {1} comes too late', said, names),
  };
}

/** Other reasons tell what the VM needs or is; these are whole sentences. */
function isOfTheDevice({ kind }: Cause): boolean {
  return kind === 'size' || kind === 'vm-count';
}

function claimsGpu({ size }: NewVm): boolean {
  return size.kind !== 'none' && hasGpu(size) === true;
}

/** Returns the keys of all VMs of the deployment that must exist before that one. */
function comesBefore({ vms }: Creation, vm: NewVm): ReadonlySet<string> {
  const after = new Map(vms.map((other) => [other.key, other.after]));
  const found = new Set<string>();
  const open = [...vm.after];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key) || key === vm.key) continue;
    found.add(key);
    open.push(...(after.get(key) ?? []));
  }
  return found;
}

/** On some devices HPN VMs are to be created first; another order is nowhere said to work. */
function hpnRisk(scene: Scene, world: World, creation: Creation): Failing | undefined {
  const fact = hpnBeforeOthers(scene.device);
  const isNew = ({ key }: VmName) => !vmIn(world, scene.shared, key);
  const hpn = creation.vms.filter((vm) => isNew(vm) && hasHpn(vm) === true);
  const [first] = hpn;
  if (fact === undefined || !first) return undefined;
  const risk = (reason: string): Failing => ({ reason, cause: { kind: 'order' }, facts: [fact] });
  const before = world.nodes.reduce((count, { withoutHpn }) => count + withoutHpn, 0);
  if (before > 0) {
    const others = before === 1 ? t('a VM without HPN runs') : t('{0} VMs without HPN run', before);
    return risk(
      t('HPN VMs are to be created before others on this device, and {0} already', others),
    );
  }
  for (const other of creation.vms) {
    if (!isNew(other) || hasHpn(other) !== false) continue;
    const ancestors = comesBefore(creation, other);
    const late = hpn.find(({ key }) => !ancestors.has(key));
    if (!late) continue;
    const isFixed = comesBefore(creation, late).has(other.key);
    return risk(
      isFixed
        ? t(
            'HPN VMs are to be created before others on this device, and dependsOn puts {0} after {1}',
            late.name,
            other.name,
          )
        : t(
            'HPN VMs are to be created before others on this device, and dependsOn leaves open whether {0} comes before {1}',
            late.name,
            other.name,
          ),
    );
  }
  return undefined;
}

function hasHpn({ size }: NewVm): boolean | undefined {
  return size.kind === 'none' ? undefined : isHpn(size);
}
