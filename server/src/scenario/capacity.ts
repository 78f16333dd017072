import type { Device } from '../facts/index.ts';
import type { Failing } from './branch.ts';
import type { NoSize, Size } from './size.ts';
import { gpus, listed, stepNumber } from './words.ts';
import { freeGpus, type World } from './world.ts';

/** What is left on the device, and who has the rest. */
export interface Room {
  readonly device: Device;
  readonly world: World;
  readonly gpus: number;
  readonly vcpu: number;
  /** GiB */
  readonly memoryGiB: number;
  /** GPUs that VMs of the same step claim. */
  readonly planned: readonly string[];
}

/** At most this many holders are named. */
const MOST_NAMED = 4;

/** Fact ids. */
const GPU_COUNT = 'gpu-vm.most-per-device';
const GPU_MODEL = 'vm-size.gpu-model-matches-device';
const MEMORY = 'device.memory-for-vms';
const NOT_OFFERED = 'vm-size.not-offered';

/** Returns what a world leaves of the device. */
export function roomIn(world: World, device: Device): Room {
  const { kubernetes } = world;
  return {
    device,
    world,
    gpus: freeGpus(world, device),
    vcpu: device.vcpu.usable - world.vcpu - (kubernetes?.vcpu ?? 0),
    memoryGiB: device.memoryGiB.usable - world.memoryGiB - (kubernetes?.memoryGiB ?? 0),
    planned: [],
  };
}

/** Returns what is left when the VM called `name` takes its place; a size not known takes none. */
export function roomBeside(room: Room, name: string, size: Size): Room {
  if (size.kind === 'unknown') return room;
  const { gpuCount, vcpu, memoryGiB } = size.size;
  return {
    ...room,
    gpus: room.gpus - gpuCount,
    vcpu: room.vcpu - vcpu,
    memoryGiB: room.memoryGiB - memoryGiB,
    planned: gpuCount > 0 ? [...room.planned, `${name} claims ${gpuCount}`] : room.planned,
  };
}

/** Returns why a VM of this size cannot have a place there; `undefined` when it can. */
export function vmShortage(room: Room, name: string, size: Size): Failing | undefined {
  return (
    modelMismatch(room.device, size) ?? gpuShortage(room, name, size) ?? sizeShortage(room, size)
  );
}

/** Returns why it is not known whether something fits that fits beside all that is known. */
export function fitUnknown({ unknown }: World): string | undefined {
  return unknown === undefined ? undefined : `what else is in use is not known: ${unknown}`;
}

/** Returns why a VM cannot have a size of this name. */
export function notOffered({ name }: NoSize): Failing {
  return {
    reason: `the device does not offer the size '${name}'`,
    cause: { kind: 'size' },
    facts: [NOT_OFFERED],
  };
}

/** Says which facts make a VM of this size fit or not. */
export function fitFacts(device: Device, size: Size): readonly string[] {
  return size.kind === 'offered' ? [device.fact, size.size.fact] : [device.fact, ...size.facts];
}

/**
 * Returns why something that needs so much vCPU and memory (GiB) does not fit; `undefined` when it
 * does. The overhead of Hyper-V is in no document, so that the sum is an inference.
 */
export function shortage(room: Room, vcpu: number, memoryGiB: number): Failing | undefined {
  const { device } = room;
  const lacking: string[] = [];
  if (memoryGiB > room.memoryGiB) {
    const left = `${room.memoryGiB} of ${device.memoryGiB.usable} GiB are left`;
    lacking.push(`needs ${memoryGiB} GiB of memory, ${left}`);
  }
  if (vcpu > room.vcpu) {
    lacking.push(`needs ${vcpu} vCPU, ${room.vcpu} of ${device.vcpu.usable} are left`);
  }
  if (lacking.length === 0) return undefined;
  return {
    reason: `${lacking.join('; ')} (inference: sizes against the usable amount of the device)`,
    cause: { kind: 'memory-or-vcpu' },
    facts: [MEMORY, device.fact],
  };
}

function sizeShortage(room: Room, size: Size): Failing | undefined {
  if (size.kind === 'unknown') return undefined;
  const found = shortage(room, size.size.vcpu, size.size.memoryGiB);
  return found && { ...found, facts: [...found.facts, size.size.fact] };
}

/** A device without GPUs has no model to differ from: there it is the number that is short. */
function modelMismatch(device: Device, size: Size): Failing | undefined {
  const wanted = size.kind === 'offered' ? size.size.gpuModel : size.gpuModel;
  const has = device.gpuModel;
  if (wanted === undefined || has === undefined || wanted === has) return undefined;
  return {
    reason: `needs a GPU of model ${wanted}, those of ${device.id} are ${has}`,
    cause: { kind: 'gpu-model' },
    facts: [GPU_MODEL, ...fitFacts(device, size)],
  };
}

function gpuShortage(room: Room, vm: string, size: Size): Failing | undefined {
  const wanted = gpusWanted(size);
  const free = room.gpus;
  if (wanted <= free) return undefined;
  const { device, world } = room;
  const kubernetes = world.kubernetes?.gpus ? world.kubernetes : undefined;
  const common = { wanted, free, vm };
  // What exceeds the whole device lacks GPUs with or without Kubernetes.
  const byKubernetes = kubernetes && wanted <= device.gpuCount;
  const holders = holdersOf(room);
  const held =
    holders.length > 0 ? listed(holders, MOST_NAMED) : `${device.id} has ${device.gpuCount}`;
  const least = size.kind === 'unknown' ? 'at least ' : '';
  return {
    reason: `needs ${least}${gpus(wanted)}, ${free} ${free === 1 ? 'is' : 'are'} free; ${held}`,
    cause: byKubernetes
      ? { kind: 'kubernetes-holds-gpus', ...common, since: kubernetes.since }
      : { kind: 'gpus', ...common },
    facts: [byKubernetes ? 'claims.kubernetes-takes-all' : GPU_COUNT, ...fitFacts(device, size)],
  };
}

/** A custom GPU size has one GPU at least, whatever its figures on the device are. */
function gpusWanted(size: Size): number {
  if (size.kind === 'offered') return size.size.gpuCount;
  return size.gpuModel === undefined ? 0 : 1;
}

function holdersOf({ world, planned }: Room): readonly string[] {
  const { kubernetes, holders } = world;
  const since = (name: string, count: number, index: number) =>
    `${name} holds ${count} since ${stepNumber(index)}`;
  return [
    ...(kubernetes?.gpus ? [since('Kubernetes', kubernetes.gpus, kubernetes.since)] : []),
    ...[...holders.values()].map((holder) => since(holder.name, holder.gpus, holder.since)),
    ...planned,
  ];
}
