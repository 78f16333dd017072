import type { GpuModel, VmSize } from './facts.ts';
import { findVmSize } from './vm-sizes.ts';

/**
 * Returns the size that is the same but for the model of its GPUs: `Standard_NC4as_A2` for
 * `Standard_NC4as_T4_v3`; the size itself when it has that model, `undefined` when there is none.
 */
export function sizeWithModel(size: VmSize, model: GpuModel): VmSize | undefined {
  if (size.gpuModel === model) return size;
  if (size.gpuModel === undefined) return undefined;
  return findVmSize(model === 'A2' ? nameWithA2(size.name) : nameWithT4(size.name));
}

/** The oldest T4 name of an amount of memory ends in `_v3`; its A2 name has no ending. */
function nameWithA2(name: string): string {
  return name.replace(/T4_v3$/, 'A2').replace(/T4_v1$/, 'A2_v1');
}

function nameWithT4(name: string): string {
  return name.replace(/A2$/, 'T4_v3').replace(/A2_v1$/, 'T4_v1');
}
