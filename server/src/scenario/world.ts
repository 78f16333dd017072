import type { Device } from '../facts/index.ts';
import { nameOfSize, type Size } from './size.ts';
import type { Cause, Claims } from './timeline.ts';

/**
 * One state that the device may be in. Worlds are never changed: a step makes new ones. What all
 * worlds share is kept once, beside them, so that a step costs what it touches and not what went
 * before; a world holds only the VMs that differ from that.
 */
export interface World {
  readonly release: string | undefined;
  /** By lower-case name; `undefined` where a VM that other worlds share is not there. */
  readonly vms: ReadonlyMap<string, Vm | undefined>;
  readonly kubernetes: Kubernetes | undefined;
  /** The VMs that hold GPUs, by lower-case name. */
  readonly holders: ReadonlyMap<string, Holder>;
  /** In use by the VMs whose size is known. */
  readonly vcpu: number;
  /** GiB */
  readonly memoryGiB: number;
  /** How many VMs of unknown size use the device. */
  readonly unsized: number;
  /** The last thing that is not known of what uses the device; `undefined` when all is known. */
  readonly unknown: string | undefined;
  /** VMs that nothing is known of may exist, and this is why. */
  readonly open: string | undefined;
  /** Where this world leaves the main documented behaviour; `undefined` for the main one. */
  readonly deviation: Deviation | undefined;
}

/** The VMs that are the same in all worlds, by lower-case name. */
export type SharedVms = ReadonlyMap<string, Vm>;

export interface Vm {
  readonly name: string;
  readonly size: Size;
  /**
   * `resized` is as `running`, but may be started: no source says whether resizing starts a VM, so
   * going on with or without a `start` is both right.
   */
  readonly life: 'running' | 'resized' | 'stopped';
  /** It has the GPUs, the vCPU and the memory of its size. */
  readonly allocated: boolean;
  /** Index of the step since which it is so. */
  readonly since: number;
}

export interface Kubernetes {
  readonly gpus: number;
  /** Index of the step in which it took them. */
  readonly since: number;
  readonly vcpu: number;
  readonly memoryGiB: number;
}

export interface Holder {
  readonly name: string;
  readonly gpus: number;
  readonly since: number;
}

/** A documented behaviour, other than the main one, that leads to a world. */
export interface Deviation {
  /** `Kubernetes took the GPU of vm1 while it was stopped (…)`. */
  readonly because: string;
  readonly cause: Cause;
  readonly facts: readonly string[];
}

/** Returns the device before the first step. */
export function emptyWorld(release: string | undefined): World {
  return {
    release,
    vms: new Map(),
    kubernetes: undefined,
    holders: new Map(),
    vcpu: 0,
    memoryGiB: 0,
    unsized: 0,
    unknown: undefined,
    open: undefined,
    deviation: undefined,
  };
}

/** Returns the VM with that lower-case name, or `undefined`. */
export function vmIn(world: World, shared: SharedVms, key: string): Vm | undefined {
  return world.vms.has(key) ? world.vms.get(key) : shared.get(key);
}

/** Returns the world with VMs replaced, added or (`undefined`) removed. */
export function withVms(
  world: World,
  shared: SharedVms,
  changes: ReadonlyMap<string, Vm | undefined>,
): World {
  const vms = new Map(world.vms);
  const holders = new Map(world.holders);
  let { vcpu, memoryGiB, unsized, unknown } = world;
  for (const [key, vm] of changes) {
    const old = vms.has(key) ? vms.get(key) : shared.get(key);
    const before = usedBy(old);
    const after = usedBy(vm);
    vcpu += after.vcpu - before.vcpu;
    memoryGiB += after.memoryGiB - before.memoryGiB;
    unsized += after.unsized - before.unsized;
    if (vm?.size.kind === 'unknown' && after.unsized > before.unsized) unknown = vm.size.why;
    holders.delete(key);
    if (vm && after.gpus > 0)
      holders.set(key, { name: vm.name, gpus: after.gpus, since: vm.since });
    if (isSame(vm, shared.get(key))) vms.delete(key);
    else vms.set(key, vm);
  }
  if (unsized === 0) unknown = world.open;
  return { ...world, vms, holders, vcpu, memoryGiB, unsized, unknown };
}

/** Returns the world with one VM replaced, added or (`undefined`) removed. */
export function withVm(world: World, shared: SharedVms, key: string, vm: Vm | undefined): World {
  return withVms(world, shared, new Map([[key, vm]]));
}

/** Returns the world in which VMs may exist that nothing is known of. */
export function opened(world: World, why: string): World {
  return { ...world, open: world.open ?? why, unknown: world.unknown ?? why };
}

/** Returns how many GPUs are free; never below 0. */
export function freeGpus(world: World, device: Device): number {
  let free = device.gpuCount - (world.kubernetes?.gpus ?? 0);
  for (const { gpus } of world.holders.values()) free -= gpus;
  return Math.max(0, free);
}

/** Returns who holds which GPUs. */
export function claimsIn(world: World, device: Device): Claims {
  const vms = new Map<string, number>();
  for (const { name, gpus } of world.holders.values()) vms.set(name, (vms.get(name) ?? 0) + gpus);
  return { vms, kubernetes: world.kubernetes?.gpus ?? 0, free: freeGpus(world, device) };
}

/** Returns a text that two worlds share when nothing that follows could tell them apart. */
export function worldKey(world: World): string {
  const { kubernetes, release, open } = world;
  const parts: string[] = [];
  // The length keeps names apart, whatever they are made of.
  for (const [key, vm] of world.vms) parts.push(`${key.length} ${key} ${vm ? vmKey(vm) : ''}`);
  parts.sort();
  parts.push(kubernetes ? `${kubernetes.gpus} ${kubernetes.vcpu} ${kubernetes.memoryGiB}` : '');
  parts.push(release ?? '', open ?? '');
  return parts.join('\n');
}

function vmKey({ size, life, allocated }: Vm): string {
  return `${nameOfSize(size) ?? '?'} ${life} ${allocated}`;
}

/** Says whether two VMs are in the same condition, whenever they came into it. */
export function isSame(a: Vm | undefined, b: Vm | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && vmKey(a) === vmKey(b));
}

interface Use {
  readonly gpus: number;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly unsized: number;
}

const NO_USE: Use = { gpus: 0, vcpu: 0, memoryGiB: 0, unsized: 0 };

function usedBy(vm: Vm | undefined): Use {
  if (!vm?.allocated) return NO_USE;
  if (vm.size.kind === 'unknown') return { ...NO_USE, unsized: 1 };
  const { gpuCount, vcpu, memoryGiB } = vm.size.size;
  return { gpus: gpuCount, vcpu, memoryGiB, unsized: 0 };
}
