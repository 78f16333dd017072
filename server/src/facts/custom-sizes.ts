import type { GpuModel } from './facts.ts';

/** A size whose figures an administrator sets on the device, so that none of them is certain. */
export interface CustomSize {
  readonly name: string;
  /** The name fixes the model; everything else is configurable. */
  readonly gpuModel: GpuModel | undefined;
  /** What the device has before anybody configures it; memory in GiB. */
  readonly defaults: {
    readonly vcpu: number;
    readonly memoryGiB: number;
    readonly gpuCount: number;
  };
  readonly fact: string;
}

/** The three custom sizes. With a GPU model, `gpuCount` may be 1 to the GPUs of the device. */
export const customSizes: readonly CustomSize[] = [
  {
    name: 'Custom_NonGPU',
    gpuModel: undefined,
    defaults: { vcpu: 8, memoryGiB: 14, gpuCount: 0 },
    fact: 'vm-size.Custom_NonGPU',
  },
  {
    name: 'Custom_GPU_T4_v3',
    gpuModel: 'T4',
    defaults: { vcpu: 8, memoryGiB: 28, gpuCount: 1 },
    fact: 'vm-size.Custom_GPU_T4_v3',
  },
  {
    name: 'Custom_GPU_A2',
    gpuModel: 'A2',
    defaults: { vcpu: 8, memoryGiB: 28, gpuCount: 1 },
    fact: 'vm-size.Custom_GPU_A2',
  },
];

/** Returns the custom size of that name, in any letter case. */
export function findCustomSize(name: string): CustomSize | undefined {
  const wanted = name.trim().toLowerCase();
  return customSizes.find((size) => size.name.toLowerCase() === wanted);
}
