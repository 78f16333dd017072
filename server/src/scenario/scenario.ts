// `scenario` is the device and the steps done to it; pure.
import type { Location, Span } from '../base/span.ts';
import type { Text } from '../syntax/reader.ts';
import type { Json } from '../template/value.ts';

export type { Text };

/** One document of a scenario file. */
export interface Scenario {
  readonly uri: string;
  /** The whole document. */
  readonly span: Span;
  readonly name: string;
  readonly device: ScenarioDevice;
  readonly images: readonly ScenarioImage[];
  readonly steps: readonly ScenarioStep[];
}

export interface ScenarioDevice {
  /** The whole `device` value; the document when there is none. */
  readonly at: Location;
  /** As written; `undefined` when missing. */
  readonly model: Text | undefined;
  readonly release: Text | undefined;
  /** A two-node cluster; absent for a device alone. */
  readonly nodes?: 2;
  /** What the custom sizes are configured to; absent when the scenario does not say. */
  readonly customSizes?: readonly ConfiguredSize[];
}

/** The figures that a custom size has on the device; what is absent is as by default. */
export interface ConfiguredSize {
  readonly name: Text;
  readonly vcpu: number | undefined;
  readonly memoryGiB: number | undefined;
  readonly gpuCount: number | undefined;
}

/** What a scenario says about an image: a name or a pattern with `*`, and its OS. */
export interface ScenarioImage {
  readonly pattern: Text;
  /** An OS id of the fact base, as written. */
  readonly os: Text | undefined;
  readonly generation: 1 | 2 | undefined;
}

interface StepBase {
  /** Place of the whole step, for findings about its outcome: the action's key and value. */
  readonly at: Location;
  /** Zero-based line on which the step begins. */
  readonly line: number;
  readonly expect: Expectation | undefined;
}

/** One step, or inside `anyOrder` one of several. */
export type ScenarioStep = StepBase &
  (
    | DeployStep
    | CreateVmStep
    | ConfigureKubernetesStep
    | { readonly action: 'removeKubernetes' }
    | { readonly action: 'stop'; readonly vm: Text | undefined; readonly stayProvisioned: boolean }
    | { readonly action: 'start'; readonly vm: Text | undefined }
    | { readonly action: 'delete'; readonly vm: Text | undefined }
    | { readonly action: 'resize'; readonly vm: Text | undefined; readonly size: Text | undefined }
    | InstallGpuExtensionStep
    | { readonly action: 'update'; readonly to: Text | undefined }
    | { readonly action: 'reboot' }
    | { readonly action: 'anyOrder'; readonly steps: readonly ScenarioStep[] }
    /** Not a step of the language; `scenario-syntax` says so. */
    | { readonly action: 'unknown'; readonly name: string }
  );

export type Action = ScenarioStep['action'];

export interface DeployStep {
  readonly action: 'deploy';
  /** The template's path, relative to the scenario file. */
  readonly template: Text | undefined;
  /** Parameter files; of several the later ones win. */
  readonly parameterFiles: readonly Text[];
  /** Inline `parameters` and `with`, merged; they win over the files. */
  readonly inline: ReadonlyMap<string, { readonly value: Json; readonly at: Location }>;
}

export interface CreateVmStep {
  readonly action: 'createVm';
  readonly name: Text | undefined;
  readonly size: Text | undefined;
  readonly image: Text | undefined;
}

export interface ConfigureKubernetesStep {
  readonly action: 'configureKubernetes';
  /** Logical processors of master and worker together; `undefined` means the device's default. */
  readonly cores: number | undefined;
  /** Memory of master and worker together, in GiB; `undefined` means the device's default. */
  readonly memoryGiB: number | undefined;
  /** Azure Kubernetes Service instead of the Kubernetes of the device. */
  readonly service?: 'aks';
}

export interface InstallGpuExtensionStep {
  readonly action: 'installGpuExtension';
  readonly vm: Text | undefined;
  readonly type: Text | undefined;
  readonly version: Text | undefined;
}

export type Outcome = 'succeeds' | 'at-risk' | 'fails' | 'skipped';

/** What the author expects of a step. */
export interface Expectation {
  readonly at: Location;
  readonly line: number;
  readonly outcome: Outcome | undefined;
  /** GPUs by VM name, and under `kubernetes` and `free`. */
  readonly gpus: ReadonlyMap<string, number> | undefined;
}
