import type { Scene } from './branch.ts';
import { roomsIn, type Room } from './capacity.ts';
import type { Creation, Operation, PlainOperation } from './operation.ts';
import { isHpn } from './size.ts';
import { vmIn } from './world.ts';

/** Indices of steps that differ in nothing but the names of VMs that no other step speaks of. */
export type Alike = readonly number[];

export interface Interchangeable {
  /** Every step is in one of them. */
  readonly kinds: readonly Alike[];
  /** The sum of what the steps need tells that every order fails. */
  readonly allFail: boolean;
}

/** Returns which steps need not be told apart when their orders are examined. */
export function interchangeable(
  scene: Scene,
  operations: readonly PlainOperation[],
): Interchangeable {
  const mentions = mentionsOf(operations);
  const isPrivate = (operation: Creation) =>
    operation.vms.every(
      ({ key }) =>
        mentions.get(key) === 1 && !scene.worlds.some((world) => vmIn(world, scene.shared, key)),
    );
  const { roomy, allFail } = totals(scene, operations, isPrivate);
  const kinds = new Map<string, number[]>();
  for (const [index, operation] of operations.entries()) {
    const key = likeness(operation, isPrivate, roomy) ?? `step ${index}`;
    const kind = kinds.get(key);
    if (kind) kind.push(index);
    else kinds.set(key, [index]);
  }
  return { kinds: [...kinds.values()], allFail };
}

/** Returns a text that alike steps share; `undefined` when no other step can be like this one. */
function likeness(
  operation: PlainOperation,
  isPrivate: (operation: Creation) => boolean,
  roomy: Totals['roomy'],
): string | undefined {
  if (operation.kind === 'configureKubernetes') {
    return JSON.stringify([operation.service, operation.demands]);
  }
  if (operation.kind !== 'create' || !isPlain(operation) || !isPrivate(operation)) return undefined;
  const needs = operation.vms.map(({ size }) => {
    if (size.kind === 'none') return size.name;
    if (size.kind === 'unknown') return [size.name, size.gpuModel, isHpn(size)];
    const { gpuModel, gpuCount, vcpu, memoryGiB } = size.size;
    const gpus = [gpuModel, gpuCount, isHpn(size), size.size.introducedIn];
    return roomy ? gpus : [...gpus, vcpu, memoryGiB];
  });
  return JSON.stringify([operation.from, needs]);
}

function isPlain({ vms, extensions, open }: Creation): boolean {
  return (
    extensions.length === 0 &&
    open === undefined &&
    vms.every(({ decidedBy }) => decidedBy === undefined)
  );
}

function mentionsOf(operations: readonly PlainOperation[]): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>();
  for (const operation of operations) {
    for (const key of keysOf(operation)) mentions.set(key, (mentions.get(key) ?? 0) + 1);
  }
  return mentions;
}

/** Returns the lower-case names of the VMs that a step speaks of. */
export function keysOf(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'create':
      return [...operation.vms, ...operation.extensions].map(({ key }) => key);
    case 'stop':
    case 'start':
    case 'delete':
    case 'resize':
    case 'installGpuExtension':
      return [operation.vm.key];
    case 'anyOrder':
      return operation.operations.flatMap(keysOf);
    case 'configureKubernetes':
    case 'removeKubernetes':
    case 'update':
    case 'reboot':
    case 'undecidable':
      return [];
  }
}

interface Totals {
  /** All fits together, so that no order fails for want of vCPU or memory. */
  readonly roomy: boolean;
  /** The least that the steps need together does not fit. */
  readonly allFail: boolean;
}

/** Adds up what the steps need; a figure that documents differ in counts as least and as most. */
function totals(
  scene: Scene,
  operations: readonly PlainOperation[],
  isPrivate: (operation: Creation) => boolean,
): Totals {
  let most: Need = NO_NEED;
  let least: Need = NO_NEED;
  // Whether every order needs at its end all that is least needed.
  let addsUp = true;
  for (const operation of operations) {
    switch (operation.kind) {
      case 'create': {
        const need = needOf(operation);
        most = sum(most, need);
        least = sum(least, need);
        addsUp &&= isPlain(operation) && isPrivate(operation);
        break;
      }
      case 'configureKubernetes': {
        const vcpu = operation.demands.map((demand) => demand.vcpu);
        const memoryGiB = operation.demands.map((demand) => demand.memoryGiB);
        most = sum(most, {
          ...NO_NEED,
          vcpu: Math.max(...vcpu),
          memoryGiB: Math.max(...memoryGiB),
        });
        least = sum(least, {
          ...NO_NEED,
          vcpu: Math.min(...vcpu),
          memoryGiB: Math.min(...memoryGiB),
        });
        break;
      }
      case 'stop':
      case 'delete':
      case 'removeKubernetes':
      // After these VMs may be stopped, and then use nothing.
      case 'update':
      case 'reboot':
        addsUp = false;
        break;
      // What these claim depends on the steps before.
      case 'start':
      case 'resize':
        return { roomy: false, allFail: false };
      case 'installGpuExtension':
      case 'undecidable':
        break;
    }
  }
  const rooms = scene.worlds.map((world) => roomsIn(world, scene.device));
  const lacks = (all: readonly Room[]) => exceeds(least, all.map(needOfRoom).reduce(sum, NO_NEED));
  const fits = ({ vcpu, memoryGiB, vms }: Room) =>
    most.vcpu <= vcpu && most.memoryGiB <= memoryGiB && most.vms <= vms;
  return {
    roomy: rooms.every((all) => all.every(fits)),
    allFail: addsUp && rooms.every(lacks),
  };
}

function needOfRoom({ gpus, vcpu, memoryGiB, vms }: Room): Need {
  return { gpus, vcpu, memoryGiB, vms };
}

function exceeds(a: Need, b: Need): boolean {
  return a.gpus > b.gpus || a.vcpu > b.vcpu || a.memoryGiB > b.memoryGiB || a.vms > b.vms;
}

interface Need {
  readonly gpus: number;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly vms: number;
}

const NO_NEED: Need = { gpus: 0, vcpu: 0, memoryGiB: 0, vms: 0 };

/** What the VMs of known size need together. */
function needOf({ vms }: Creation): Need {
  return vms.reduce((need, { size }) => {
    const one = { ...NO_NEED, vms: 1 };
    if (size.kind !== 'offered') return sum(need, one);
    const { gpuCount, vcpu, memoryGiB } = size.size;
    return sum(need, { ...one, gpus: gpuCount, vcpu, memoryGiB });
  }, NO_NEED);
}

function sum(a: Need, b: Need): Need {
  return {
    gpus: a.gpus + b.gpus,
    vcpu: a.vcpu + b.vcpu,
    memoryGiB: a.memoryGiB + b.memoryGiB,
    vms: a.vms + b.vms,
  };
}
