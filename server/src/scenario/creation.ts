import { fails, succeeds, undecided, type Branch, type Failing, type Scene } from './branch.ts';
import {
  fitFacts,
  fitUnknown,
  notOffered,
  roomBeside,
  roomIn,
  vmShortage,
  type Room,
} from './capacity.ts';
import { extensionObstacle, extensionUnknown } from './extension.ts';
import { missing } from './missing.ts';
import type { Creation, NewVm, VmName } from './operation.ts';
import { nameOfSize, sameSize, type Size } from './size.ts';
import { opened, vmIn, withVms, type Vm, type World } from './world.ts';

/** Returns what creating VMs comes to: all of them are created, or none. */
export function create(scene: Scene, world: World, creation: Creation): readonly Branch[] {
  const conditional = creation.vms.find(({ decidedBy }) => decidedBy !== undefined);
  if (!conditional) return [createAll(scene, world, creation)];
  const certain = creation.vms.filter(({ decidedBy }) => decidedBy === undefined);
  const without = createAll(scene, world, { ...creation, vms: certain });
  // More VMs only need more.
  if (without.outcome === 'fails' || without.outcome === 'skipped') return [without];
  const decider = conditional.decidedBy ?? '';
  const why = `whether ${conditional.name} is deployed is not known: ${decider} decides`;
  const withAll = createAll(scene, world, creation);
  const deviation = {
    because: `${conditional.name} is deployed (${decider} decides)`,
    cause: { kind: 'unknown-value' },
    facts: [],
  } as const;
  return [
    undecided(without.world, why, without.facts),
    { ...withAll, world: { ...withAll.world, deviation: withAll.world.deviation ?? deviation } },
  ];
}

/** What a creation is on its way to. */
interface Plan {
  readonly vms: Map<string, Vm>;
  room: Room;
  /** Why something cannot be decided, the first reason. */
  undecided: string | undefined;
  readonly facts: string[];
}

function createAll(scene: Scene, world: World, creation: Creation): Branch {
  const room = roomIn(world, scene.device);
  const plan: Plan = { vms: new Map(), room, undecided: undefined, facts: [] };
  for (const vm of creation.vms) {
    const failing = planVm(scene, world, plan, vm);
    if (failing) return fails(world, creation.from === 'deploy' ? naming(vm, failing) : failing);
  }
  for (const vm of creation.extensions) {
    const obstacle = planExtension(scene, world, plan, vm);
    if (obstacle) return obstacle;
  }
  const created = withVms(world, scene.shared, plan.vms);
  const after = creation.open === undefined ? created : opened(created, creation.open);
  const why = plan.undecided ?? creation.open;
  return why === undefined ? succeeds(after, plan.facts) : undecided(after, why, plan.facts);
}

function naming({ name }: VmName, failing: Failing): Failing {
  return { ...failing, reason: `${name} ${failing.reason}` };
}

/** Adds the VM to the plan, or returns why it cannot be created. */
function planVm(scene: Scene, world: World, plan: Plan, vm: NewVm): Failing | undefined {
  const { name, key, size } = vm;
  if (size.kind === 'none') return notOffered(size);
  const there = plan.vms.get(key) ?? vmIn(world, scene.shared, key);
  if (there) return sameAgain(plan, there, size);
  const short = vmShortage(plan.room, name, size);
  if (short) return short;
  plan.vms.set(key, { name, size, life: 'running', allocated: true, since: scene.index });
  plan.room = roomBeside(plan.room, name, size);
  plan.facts.push(...fitFacts(scene.device, size));
  plan.undecided ??= size.kind === 'unknown' ? size.why : fitUnknown(world);
  return undefined;
}

/** Creating a VM that is there with that size changes nothing; with another one it fails. */
function sameAgain(plan: Plan, there: Vm, size: Size): Failing | undefined {
  switch (sameSize(there.size, size)) {
    case true:
      return undefined;
    case undefined:
      plan.undecided ??= `whether ${there.name}, which is already there, has this size is not known`;
      return undefined;
    case false:
      return {
        reason: `is already there with size ${nameOfSize(there.size) ?? ''}`,
        cause: { kind: 'state' },
        facts: [],
      };
  }
}

/** Returns what becomes of the step when the driver extension cannot be put on the VM. */
function planExtension(scene: Scene, world: World, plan: Plan, vm: VmName): Branch | undefined {
  const there = plan.vms.get(vm.key) ?? vmIn(world, scene.shared, vm.key);
  if (!there) return missing(scene, world, vm);
  const obstacle = extensionObstacle(there);
  if (obstacle) return fails(world, obstacle);
  plan.undecided ??= extensionUnknown(there);
  return undefined;
}
