// Custom messages between client and server; all that the client may import of the server.

/** Server asks client: a file's text, or null when there is none. */
export const readFileRequest = 'edgeGpu/readFile';
export interface ReadFileParams {
  readonly uri: string;
}
export type ReadFileResult = { readonly text: string } | null;

/** Server asks client: the names in a folder (folders end in `/`), or null when there is none. */
export const listFolderRequest = 'edgeGpu/listFolder';
export interface ListFolderParams {
  readonly uri: string;
}
export type ListFolderResult = readonly string[] | null;

/** Client asks server: the devices it may offer for choice. */
export const devicesRequest = 'edgeGpu/devices';
export interface DeviceChoice {
  readonly id: string;
  readonly name: string;
  /** `2 × T4, 40 vCPU, 96 GiB` */
  readonly description: string;
}

/** Client asks server: the timelines of a scenario, or of a template on a device. */
export const simulateRequest = 'edgeGpu/simulate';
export interface SimulateParams {
  readonly uri: string;
  /** For a template, which names neither device nor Kubernetes itself. */
  readonly assume?: Assumption;
}
export interface Assumption {
  readonly device: string;
  readonly release?: string;
  readonly kubernetes: 'none' | 'before' | 'after';
}
export interface SimulateResult {
  /** `template` means: ask for device and Kubernetes and call again with `assume`. */
  readonly kind: 'scenario' | 'template' | 'other';
  readonly timelines: readonly TimelineView[];
  /** Why there is no timeline, for the person who asked. */
  readonly problem?: string;
}

/** A timeline as the panel shows it. Texts are plain text; `svg` is safe markup. */
export interface TimelineView {
  readonly name: string;
  readonly device: string;
  readonly outcome: string;
  /** The picture; colours are CSS variables with fallbacks; steps carry `data-step="N"`. */
  readonly svg: string;
  readonly steps: readonly StepView[];
}
export interface StepView {
  readonly title: string;
  readonly outcome: string;
  readonly reason: string | null;
  /** Who holds GPUs after the step, in words. */
  readonly claims: string;
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Commands of the client that a code lens runs; each takes the URI of the lens' file. */
export type LensCommand = 'edgeGpu.simulate' | 'edgeGpu.chooseParameterFile';

/** Client asks server: the parameter files among which a person may choose for a template. */
export const parameterFilesRequest = 'edgeGpu/parameterFiles';
export interface ParameterFilesParams {
  readonly uri: string;
}
export interface ParameterFileChoice {
  readonly uri: string;
  /** Relative to the template's folder. */
  readonly path: string;
  readonly inUse: boolean;
}

/** What the client adds to the settings of the section `edgeGpu`: no person writes it. */
export interface ClientState {
  /** The extension ARM Tools is active, so its features need not be offered twice. */
  readonly armToolsActive: boolean;
  /** Template URI to the parameter file chosen for it. */
  readonly parameterFileInUse: Readonly<Record<string, string>>;
}
