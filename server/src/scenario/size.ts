import { t } from '../base/l10n.ts';
import {
  findCustomSize,
  findVmSize,
  isHpnSize,
  type GpuModel,
  type VmSize,
} from '../facts/index.ts';

/** The size of a VM as far as it is known. */
export type Size = OfferedSize | UnknownSize;

export interface OfferedSize {
  readonly kind: 'offered';
  readonly size: SizeFigures;
}

/** What a size takes of the device; those of a custom size are configured there. */
export type SizeFigures = Pick<
  VmSize,
  'name' | 'vcpu' | 'memoryGiB' | 'gpuModel' | 'gpuCount' | 'fact'
> & { readonly introducedIn?: string | undefined };

/** Nothing, or nothing but a name, is known of it: never a guess. */
export interface UnknownSize {
  readonly kind: 'unknown';
  /** Why, for a person. */
  readonly why: string;
  /** The name of a custom size, whose figures are set on the device. */
  readonly name: string | undefined;
  /** The model of its GPUs, where its name tells that it has one at least. */
  readonly gpuModel: GpuModel | undefined;
  readonly facts: readonly string[];
}

/** A name that the device does not know. */
export interface NoSize {
  readonly kind: 'none';
  readonly name: string;
}

/** Returns the size with that name; `why` says why there is no name. */
export function sizeNamed(
  name: string | undefined,
  why: string,
  customSizes: ReadonlyMap<string, SizeFigures>,
): Size | NoSize {
  if (name === undefined) return unknownSize(why);
  const size = findVmSize(name);
  if (size) return { kind: 'offered', size };
  const custom = findCustomSize(name);
  if (!custom) return { kind: 'none', name };
  const configured = customSizes.get(custom.name.toLowerCase());
  if (configured) return { kind: 'offered', size: configured };
  return {
    kind: 'unknown',
    why: t('the vCPU, memory and GPUs of {0} are set on the device', custom.name),
    name: custom.name,
    gpuModel: custom.gpuModel,
    facts: [custom.fact, 'vm-size.custom'],
  };
}

/** Says whether two VMs have the same size; `undefined` when it is not known. */
export function sameSize(a: Size, b: Size): boolean | undefined {
  const names = [nameOfSize(a), nameOfSize(b)];
  return names.includes(undefined) ? undefined : names[0] === names[1];
}

/** Returns the name of a size as the fact base spells it, or `undefined`. */
export function nameOfSize(size: Size): string | undefined {
  return size.kind === 'offered' ? size.size.name : size.name;
}

/** Says whether a VM of this size has a GPU; `undefined` when it is not known. */
export function hasGpu(size: Size): boolean | undefined {
  if (size.kind === 'offered') return size.size.gpuCount > 0;
  return size.name === undefined ? undefined : size.gpuModel !== undefined;
}

/** Says whether a size is one for high-performance networking; `undefined` when it is not known. */
export function isHpn(size: Size): boolean | undefined {
  const name = nameOfSize(size);
  return name === undefined ? undefined : isHpnSize(name);
}

function unknownSize(why: string): UnknownSize {
  return { kind: 'unknown', why, name: undefined, gpuModel: undefined, facts: [] };
}
