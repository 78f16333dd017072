import type { Device } from '../facts/index.ts';
import { isHpn, nameOfSize, type Size } from './size.ts';
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
  /** What the VMs use of the device, or of each node of a cluster. */
  readonly nodes: readonly NodeUse[];
  /** The last thing that is not known of what uses the device; `undefined` when all is known. */
  readonly unknown: string | undefined;
  /** VMs that nothing is known of may exist, and this is why. */
  readonly open: string | undefined;
  /** Where this world leaves the main documented behaviour; `undefined` for the main one. */
  readonly deviation: Deviation | undefined;
}

/** What VMs use of one node; vCPU and memory are those of the VMs whose size is known. */
export interface NodeUse {
  readonly gpus: number;
  readonly vcpu: number;
  /** GiB */
  readonly memoryGiB: number;
  /** How many VMs use it. */
  readonly vms: number;
  /** How many of them are not for high-performance networking, as far as known. */
  readonly withoutHpn: number;
  /** How many of them have a size that is not known. */
  readonly unsized: number;
}

/** The VMs that are the same in all worlds, by lower-case name. */
export type SharedVms = ReadonlyMap<string, Vm>;

export interface Vm {
  readonly name: string;
  readonly size: Size;
  /**
   * `resized` is as `running`, but may be started: no source says whether resizing starts a VM, so
   * going on with or without a `start` is both right. `provisioned` is stopped, but stays
   * provisioned.
   */
  readonly life: 'running' | 'resized' | 'stopped' | 'provisioned';
  /** The node of a cluster that it is on; 0 on a device alone. */
  readonly node: number;
  /** It has the GPUs, the vCPU and the memory of its size. */
  readonly allocated: boolean;
  /** Index of the step since which it is so. */
  readonly since: number;
}

export interface Kubernetes {
  /** GPUs that it holds of the device, or of each node of a cluster. */
  readonly gpus: readonly number[];
  /** Index of the step in which it took them. */
  readonly since: number;
  /** What it takes of each node. */
  readonly vcpu: number;
  readonly memoryGiB: number;
  /** Why that is not known; `undefined` when it is. */
  readonly unknown: string | undefined;
}

export interface Holder {
  readonly name: string;
  readonly gpus: number;
  readonly node: number;
  readonly since: number;
}

/** A documented behaviour, other than the main one, that leads to a world. */
export interface Deviation {
  /** `Kubernetes took the GPU of vm1 while it was stopped (…)`. */
  readonly because: string;
  readonly cause: Cause;
  readonly facts: readonly string[];
}

/** Returns the device, or the cluster of so many nodes, before the first step. */
export function emptyWorld(release: string | undefined, nodes: number): World {
  return {
    release,
    vms: new Map(),
    kubernetes: undefined,
    holders: new Map(),
    nodes: Array.from({ length: nodes }, () => NO_USE),
    unknown: undefined,
    open: undefined,
    deviation: undefined,
  };
}

/** Returns the VM with that lower-case name, or `undefined`. */
export function vmIn(world: World, shared: SharedVms, key: string): Vm | undefined {
  return world.vms.has(key) ? world.vms.get(key) : shared.get(key);
}

/** Returns the lower-case names of all VMs that are there. */
export function keysIn(world: World, shared: SharedVms): readonly string[] {
  const keys = [...shared.keys()].filter((key) => !world.vms.has(key));
  for (const [key, vm] of world.vms) if (vm) keys.push(key);
  return keys;
}

/** Returns the world with VMs replaced, added or (`undefined`) removed. */
export function withVms(
  world: World,
  shared: SharedVms,
  changes: ReadonlyMap<string, Vm | undefined>,
): World {
  const vms = new Map(world.vms);
  const holders = new Map(world.holders);
  const nodes = [...world.nodes];
  let { unknown } = world;
  const use = (vm: Vm | undefined, sign: 1 | -1): NodeUse => {
    const used = usedBy(vm);
    const node = nodes[vm?.node ?? 0];
    if (vm && node) nodes[vm.node] = sum(node, used, sign);
    return used;
  };
  for (const [key, vm] of changes) {
    const old = vms.has(key) ? vms.get(key) : shared.get(key);
    const before = use(old, -1);
    const after = use(vm, 1);
    if (vm?.size.kind === 'unknown' && after.unsized > before.unsized) unknown = vm.size.why;
    holders.delete(key);
    if (vm && after.gpus > 0) {
      holders.set(key, { name: vm.name, gpus: after.gpus, node: vm.node, since: vm.since });
    }
    if (isSame(vm, shared.get(key))) vms.delete(key);
    else vms.set(key, vm);
  }
  if (nodes.every(({ unsized }) => unsized === 0)) unknown = world.open;
  return { ...world, vms, holders, nodes, unknown };
}

/** Returns the world with one VM replaced, added or (`undefined`) removed. */
export function withVm(world: World, shared: SharedVms, key: string, vm: Vm | undefined): World {
  return withVms(world, shared, new Map([[key, vm]]));
}

/** Returns the world in which VMs may exist that nothing is known of. */
export function opened(world: World, why: string): World {
  return { ...world, open: world.open ?? why, unknown: world.unknown ?? why };
}

/** Returns the world as it comes of a documented behaviour; the first one of several stays. */
export function deviating(world: World, deviation: Deviation): World {
  return world.deviation ? world : { ...world, deviation };
}

/** Returns how many GPUs of a node are free; never below 0. */
export function freeGpusOn(world: World, device: Device, node: number): number {
  const taken = (world.nodes[node]?.gpus ?? 0) + (world.kubernetes?.gpus[node] ?? 0);
  return Math.max(0, device.gpuCount - taken);
}

/** Returns how many GPUs are free; `device` is each node of a cluster. */
export function freeGpus(world: World, device: Device): number {
  return total(world.nodes.map((_, node) => freeGpusOn(world, device, node)));
}

/** Returns how many GPUs Kubernetes holds. */
export function kubernetesGpus({ kubernetes }: World): number {
  return kubernetes ? total(kubernetes.gpus) : 0;
}

/** Returns who holds which GPUs; `device` is each node of a cluster. */
export function claimsIn(world: World, device: Device): Claims {
  const vms = new Map<string, number>();
  for (const { name, gpus } of world.holders.values()) vms.set(name, (vms.get(name) ?? 0) + gpus);
  return { vms, kubernetes: kubernetesGpus(world), free: freeGpus(world, device) };
}

/** Returns a text that two worlds share when nothing that follows could tell them apart. */
export function worldKey(world: World): string {
  const { kubernetes, release, open } = world;
  const parts: string[] = [];
  // The length keeps names apart, whatever they are made of.
  for (const [key, vm] of world.vms) parts.push(`${key.length} ${key} ${vm ? vmKey(vm) : ''}`);
  parts.sort();
  parts.push(kubernetes ? kubernetesKey(kubernetes) : '', release ?? '', open ?? '');
  return parts.join('\n');
}

function kubernetesKey({ gpus, vcpu, memoryGiB, unknown }: Kubernetes): string {
  return `${gpus.join(',')} ${vcpu} ${memoryGiB} ${unknown ?? ''}`;
}

function vmKey({ size, life, allocated, node }: Vm): string {
  return `${nameOfSize(size) ?? '?'} ${life} ${allocated} ${node}`;
}

/** Says whether two VMs are in the same condition, whenever they came into it. */
export function isSame(a: Vm | undefined, b: Vm | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && vmKey(a) === vmKey(b));
}

const NO_USE: NodeUse = { gpus: 0, vcpu: 0, memoryGiB: 0, vms: 0, withoutHpn: 0, unsized: 0 };

function usedBy(vm: Vm | undefined): NodeUse {
  if (!vm?.allocated) return NO_USE;
  const { size } = vm;
  const one = { vms: 1, withoutHpn: isHpn(size) === false ? 1 : 0 };
  if (size.kind === 'unknown') return { ...NO_USE, ...one, unsized: 1 };
  const { gpuCount, vcpu, memoryGiB } = size.size;
  return { gpus: gpuCount, vcpu, memoryGiB, ...one, unsized: 0 };
}

function sum(a: NodeUse, b: NodeUse, sign: 1 | -1): NodeUse {
  return {
    gpus: a.gpus + sign * b.gpus,
    vcpu: a.vcpu + sign * b.vcpu,
    memoryGiB: a.memoryGiB + sign * b.memoryGiB,
    vms: a.vms + sign * b.vms,
    withoutHpn: a.withoutHpn + sign * b.withoutHpn,
    unsized: a.unsized + sign * b.unsized,
  };
}

function total(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
