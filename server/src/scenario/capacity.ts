import { t } from '../base/l10n.ts';
import { compareReleases, maxVirtualMachines, type Device } from '../facts/index.ts';
import type { Failing } from './branch.ts';
import type { NoSize, Size } from './size.ts';
import { gpus, listed, stepNumber } from './words.ts';
import { freeGpusOn, type World } from './world.ts';

/** What is left on the device or a node of a cluster, and who has the rest. */
export interface Room {
  readonly device: Device;
  readonly world: World;
  readonly node: number;
  readonly gpus: number;
  readonly vcpu: number;
  /** GiB */
  readonly memoryGiB: number;
  /** How many more VMs it runs. */
  readonly vms: number;
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

/** Returns what a world leaves of the device, or of a node of the cluster. */
export function roomIn(world: World, device: Device, node: number): Room {
  const { kubernetes } = world;
  const use = world.nodes[node];
  return {
    device,
    world,
    node,
    gpus: freeGpusOn(world, device, node),
    vcpu: device.vcpu.usable - (use?.vcpu ?? 0) - (kubernetes?.vcpu ?? 0),
    memoryGiB: device.memoryGiB.usable - (use?.memoryGiB ?? 0) - (kubernetes?.memoryGiB ?? 0),
    vms: maxVirtualMachines.count - (use?.vms ?? 0),
    planned: [],
  };
}

/** Returns what a world leaves of each node. */
export function roomsIn(world: World, device: Device): readonly Room[] {
  return world.nodes.map((_, node) => roomIn(world, device, node));
}

/** Returns what is left when the VM called `name` takes its place; a size not known takes none. */
export function roomBeside(before: Room, name: string, size: Size): Room {
  const room = { ...before, vms: before.vms - 1 };
  if (size.kind === 'unknown') return room;
  const { gpuCount, vcpu, memoryGiB } = size.size;
  return {
    ...room,
    gpus: room.gpus - gpuCount,
    vcpu: room.vcpu - vcpu,
    memoryGiB: room.memoryGiB - memoryGiB,
    planned: gpuCount > 0 ? [...room.planned, t('{0} claims {1}', name, gpuCount)] : room.planned,
  };
}

/** Returns why a VM of this size cannot have a place there; `undefined` when it can. */
export function vmShortage(room: Room, name: string, size: Size): Failing | undefined {
  return (
    notYetOffered(room.world, size) ??
    modelMismatch(room.device, size) ??
    gpuShortage(room, name, size) ??
    sizeShortage(room, size) ??
    tooManyVms(room)
  );
}

/** Returns why it is not known whether something fits that fits beside all that is known. */
export function fitUnknown({ unknown, kubernetes }: World): string | undefined {
  const why = unknown ?? kubernetes?.unknown;
  return why === undefined ? undefined : t('what else is in use is not known: {0}', why);
}

/** A size is not there before the release that brought it, where a document says which. */
function notYetOffered({ release }: World, size: Size): Failing | undefined {
  if (size.kind === 'unknown' || release === undefined) return undefined;
  const { name, introducedIn, fact } = size.size;
  if (introducedIn === undefined || compareReleases(release, introducedIn) >= 0) return undefined;
  return {
    reason: t(
      'the size {0} came with release {1}, the device has {2}',
      name,
      introducedIn,
      release,
    ),
    cause: { kind: 'size' },
    facts: [fact, `release.${introducedIn}`],
  };
}

function tooManyVms({ vms, device }: Room): Failing | undefined {
  if (vms >= 1) return undefined;
  const { count, fact } = maxVirtualMachines;
  return {
    reason: t('the device runs {0} VMs already, the most that are documented', count),
    cause: { kind: 'vm-count' },
    facts: [fact, device.fact],
  };
}

/** Returns why a VM cannot have a size of this name. */
export function notOffered({ name }: NoSize): Failing {
  return {
    reason: t("the device does not offer the size '{0}'", name),
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
    const left = t('{0} of {1} GiB are left', room.memoryGiB, device.memoryGiB.usable);
    lacking.push(t('needs {0} GiB of memory, {1}', memoryGiB, left));
  }
  if (vcpu > room.vcpu) {
    lacking.push(t('needs {0} vCPU, {1} of {2} are left', vcpu, room.vcpu, device.vcpu.usable));
  }
  if (lacking.length === 0) return undefined;
  return {
    reason: t('{0} (inference: sizes against the usable amount of the device)', lacking.join('; ')),
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
    reason: t('needs a GPU of model {0}, those of {1} are {2}', wanted, device.id, has),
    cause: { kind: 'gpu-model' },
    facts: [GPU_MODEL, ...fitFacts(device, size)],
  };
}

function gpuShortage(room: Room, vm: string, size: Size): Failing | undefined {
  const wanted = gpusWanted(size);
  const free = room.gpus;
  if (wanted <= free) return undefined;
  const { device, world, node } = room;
  const kubernetes = world.kubernetes?.gpus[node] ? world.kubernetes : undefined;
  const common = { wanted, free, vm };
  // What exceeds the whole device lacks GPUs with or without Kubernetes.
  const byKubernetes = kubernetes && wanted <= device.gpuCount;
  const holders = holdersOf(room);
  const held =
    holders.length > 0 ? listed(holders, MOST_NAMED) : t('{0} has {1}', device.id, device.gpuCount);
  const least = size.kind === 'unknown' ? t('at least ') : '';
  return {
    reason:
      free === 1
        ? t('needs {0}{1}, {2} is free; {3}', least, gpus(wanted), free, held)
        : t('needs {0}{1}, {2} are free; {3}', least, gpus(wanted), free, held),
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

function holdersOf({ world, node, planned }: Room): readonly string[] {
  const { kubernetes } = world;
  const holders = [...world.holders.values()].filter((holder) => holder.node === node);
  const byKubernetes = kubernetes?.gpus[node];
  const since = (name: string, count: number, index: number) =>
    t('{0} holds {1} since {2}', name, count, stepNumber(index));
  return [
    ...(kubernetes && byKubernetes ? [since('Kubernetes', byKubernetes, kubernetes.since)] : []),
    ...holders.map((holder) => since(holder.name, holder.gpus, holder.since)),
    ...planned,
  ];
}
