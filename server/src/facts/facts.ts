// `facts` says what is true of the world, and who says so. Every answer carries its fact's id.

/** A sourced statement. */
export interface Fact {
  readonly id: string;
  /** One sentence, own words. */
  readonly statement: string;
  /** `inference`: no source states it, it follows from others. `disputed`: sources disagree. */
  readonly standing: 'stated' | 'inference' | 'disputed';
  readonly sources: readonly FactSource[];
  /** What sources disagree about, or what is not known. */
  readonly note?: string;
}

export interface FactSource {
  /** Key of the source (`rn2407`), unique. */
  readonly key: string;
  /** Title or path of the document. */
  readonly title: string;
  readonly url: string;
  /** Date of the document as far as known: `2024-08-16`, or `date not known`. */
  readonly date: string;
}

export type GpuModel = 'T4' | 'A2';

export interface Device {
  /** `pro-gpu-2` */
  readonly id: string;
  readonly name: string;
  readonly gpuModel: GpuModel | undefined;
  readonly gpuCount: number;
  readonly vcpu: { readonly raw: number; readonly usable: number };
  /** GiB */
  readonly memoryGiB: { readonly raw: number; readonly usable: number };
  readonly clusterable: boolean;
  /** Described by an early document that later ones contradict. */
  readonly superseded?: true;
  /** Fact id. */
  readonly fact: string;
}

export interface VmSize {
  readonly name: string;
  readonly series: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly tempStorageGiB: number;
  readonly maxDataDisks: number | undefined;
  readonly maxNics: number;
  readonly gpuModel: GpuModel | undefined;
  /** GPUs that a VM of this size claims; 0 for sizes without. */
  readonly gpuCount: number;
  /** No public-cloud size has this name, so it marks a device template. */
  readonly deviceOnly: boolean;
  /** Release that brought it, where a source says so. */
  readonly introducedIn: string | undefined;
  readonly note: string | undefined;
  readonly fact: string;
}

export interface Release {
  /** `2106`; releases compare as numbers. */
  readonly id: string;
  readonly softwareVersion: string | undefined;
  readonly fact: string;
}

export type OsFamily = 'windows' | 'linux';

export interface OperatingSystem {
  /** `ubuntu-18.04`, `windows-server-2019-core`: what configuration and scenarios write. */
  readonly id: string;
  /** `Ubuntu 18.04 LTS` */
  readonly name: string;
  readonly family: OsFamily;
}

/** What the documents of a release say of the driver extension on an OS. */
export interface OsSupport {
  readonly status: 'tested' | 'not-tested' | 'withdrawn';
  /** Release from which it was withdrawn. */
  readonly since?: string;
  readonly fact: string;
}

export interface MarketplaceImage {
  readonly os: OperatingSystem | undefined;
  readonly generation: 1 | 2 | undefined;
  readonly fact: string;
}

/** The NVIDIA driver extension as a release of the device wants it. */
export interface DriverExtension {
  readonly publisher: string;
  readonly type: string;
  readonly typeHandlerVersion: string;
  readonly autoUpgradeMinorVersion: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly fact: string;
}
