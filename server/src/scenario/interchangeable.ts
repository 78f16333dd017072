import type { Scene } from './branch.ts';
import { roomIn } from './capacity.ts';
import type { Creation, Operation, PlainOperation } from './operation.ts';
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
  const fit = totalFit(scene, operations, isPrivate);
  const kinds = new Map<string, number[]>();
  for (const [index, operation] of operations.entries()) {
    const key = likeness(operation, isPrivate, fit) ?? `step ${index}`;
    const kind = kinds.get(key);
    if (kind) kind.push(index);
    else kinds.set(key, [index]);
  }
  return { kinds: [...kinds.values()], allFail: fit === 'never' };
}

/**
 * Whether vCPU and memory can make a difference: where all `always` fits together no order fails
 * for want of them; where it `never` does every order fails in the end.
 */
type Fit = 'always' | 'never' | 'depends';

/** Returns a text that alike steps share; `undefined` when no other step can be like this one. */
function likeness(
  operation: PlainOperation,
  isPrivate: (operation: Creation) => boolean,
  fit: Fit,
): string | undefined {
  if (operation.kind === 'configureKubernetes') return JSON.stringify(operation.demands);
  if (operation.kind !== 'create' || !isPlain(operation) || !isPrivate(operation)) return undefined;
  const needs = operation.vms.map(({ size }) => {
    if (size.kind === 'none') return size.name;
    if (size.kind === 'unknown') return [size.name, size.gpuModel];
    const { gpuModel, gpuCount, vcpu, memoryGiB } = size.size;
    const gpus = [gpuModel, gpuCount];
    return fit === 'always' ? gpus : [...gpus, vcpu, memoryGiB];
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

/** Adds up what the steps need of vCPU and memory. */
function totalFit(
  scene: Scene,
  operations: readonly PlainOperation[],
  isPrivate: (operation: Creation) => boolean,
): Fit {
  let vcpu = 0;
  let memoryGiB = 0;
  // Whether every order needs all of it at its end, and no step has more than one outcome.
  let certain = scene.worlds.length === 1;
  for (const operation of operations) {
    switch (operation.kind) {
      case 'create':
        for (const { size } of operation.vms) {
          if (size.kind !== 'offered') continue;
          vcpu += size.size.vcpu;
          memoryGiB += size.size.memoryGiB;
        }
        certain &&= isPlain(operation) && isPrivate(operation);
        break;
      case 'configureKubernetes':
        vcpu += Math.max(...operation.demands.map((demand) => demand.vcpu));
        memoryGiB += Math.max(...operation.demands.map((demand) => demand.memoryGiB));
        certain &&= operation.demands.length === 1;
        break;
      case 'stop':
      case 'delete':
      case 'removeKubernetes':
        certain = false;
        break;
      // What these claim depends on the steps before.
      case 'start':
      case 'resize':
        return 'depends';
      case 'installGpuExtension':
      case 'update':
      case 'reboot':
      case 'undecidable':
        break;
    }
  }
  const rooms = scene.worlds.map((world) => roomIn(world, scene.device));
  if (rooms.every((room) => vcpu <= room.vcpu && memoryGiB <= room.memoryGiB)) return 'always';
  return certain ? 'never' : 'depends';
}
