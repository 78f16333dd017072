import type { GpuModel } from './facts.ts';

/** Returns the GPU model that a data file names; `undefined` when it names none. */
export function gpuModelOf(text: string | undefined): GpuModel | undefined {
  return text === 'T4' || text === 'A2' ? text : undefined;
}

/** Says a number of GPUs in words: `1 T4 GPU`, `2 A2 GPUs`, `no GPU`. */
export function gpusInWords(count: number, model: GpuModel | undefined): string {
  if (count === 0 || model === undefined) return 'no GPU';
  return `${count} ${model} ${count === 1 ? 'GPU' : 'GPUs'}`;
}
