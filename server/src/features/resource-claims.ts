import { t } from '../base/l10n.ts';
import type { VirtualMachine } from '../device/virtual-machine.ts';
import type { VmSize } from '../facts/index.ts';
import type { ObjectNode } from '../syntax/node.ts';

/** What the VMs of one resource claim, all turns of its loop together. */
export interface ResourceClaim {
  readonly vms: number;
  /** GPUs of those whose size is known. */
  readonly gpus: number;
  /** The sizes, each once. */
  readonly sizes: readonly VmSize[];
  /** Sizes or conditions are not all known: it may be more, or less. */
  readonly isCertain: boolean;
}

/** Returns the claims by the resource that the VMs are written as. */
export function claimsByResource(
  machines: readonly VirtualMachine[],
): ReadonlyMap<ObjectNode, ResourceClaim> {
  const groups = new Map<ObjectNode, VirtualMachine[]>();
  for (const machine of machines) {
    const { node } = machine.resource;
    const group = groups.get(node);
    if (group) group.push(machine);
    else groups.set(node, [machine]);
  }
  return new Map([...groups].map(([node, group]) => [node, claimOf(group)]));
}

/** Returns what VMs claim together. */
export function claimOf(machines: readonly VirtualMachine[]): ResourceClaim {
  const sizes = new Set(machines.flatMap(({ size }) => size ?? []));
  let gpus = 0;
  for (const { size } of machines) gpus += size?.gpuCount ?? 0;
  const isCertain = machines.every(
    ({ size, deployed }) => size !== undefined && deployed === 'yes',
  );
  return { vms: machines.length, gpus, sizes: [...sizes], isCertain };
}

/** Returns GPUs for people: `1 GPU`, `2 GPUs`. */
export function gpusText(count: number): string {
  return count === 1 ? t('1 GPU') : t('{0} GPUs', count);
}

/** Returns what a size has: `1 × T4, 4 vCPU, 28 GiB`. */
export function sizeText({
  gpuCount,
  gpuModel,
  vcpu,
  memoryGiB,
}: Pick<VmSize, 'gpuCount' | 'gpuModel' | 'vcpu' | 'memoryGiB'>): string {
  const gpus = gpuCount > 0 ? `${gpuCount} × ${gpuModel ?? 'GPU'}, ` : '';
  return `${gpus}${vcpu} vCPU, ${memoryGiB} GiB`;
}
