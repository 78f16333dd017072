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
  /** Which course of a timeline is to be shown; without a word, or if it is none, the main one. */
  readonly courses?: readonly ChosenCourse[];
}
export interface ChosenCourse {
  /** `index` of the timeline. */
  readonly timeline: number;
  readonly course: string;
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

/** A timeline as the panel shows it. Texts are plain text; pictures are safe markup. */
export interface TimelineView {
  /** Among those of the file. */
  readonly index: number;
  readonly name: string;
  readonly device: string;
  readonly outcome: string;
  /** What keeps it from succeeding. */
  readonly remark: string | null;
  /** The main documented course first, then other possible worlds and orders. */
  readonly courses: readonly CourseChoice[];
  /** The id of the course that picture and steps show. */
  readonly course: string;
  readonly picture: PictureView;
  readonly steps: readonly StepView[];
}
export interface CourseChoice {
  readonly id: string;
  readonly label: string;
}
/** A picture in parts; colours are CSS variables with fallbacks; steps carry `data-step="N"`. */
export interface PictureView {
  /** Stays in view beside the slices. */
  readonly names: string;
  /** Side by side they show all steps. */
  readonly slices: readonly string[];
  readonly legend: string;
  readonly note: string;
}

/** Client asks server: one of these timelines as a whole picture, to be kept in a file. */
export const pictureRequest = 'edgeGpu/picture';
export interface PictureParams extends SimulateParams {
  /** `index` of the timeline. */
  readonly timeline: number;
}
/** SVG; `null` when there is no such timeline. */
export type PictureResult = { readonly svg: string } | null;

export interface StepView {
  readonly title: string;
  readonly outcome: string;
  readonly reason: string | null;
  /** Who holds GPUs after the step, in words. */
  readonly claims: string;
  readonly uri: string;
  readonly range: TextRange;
}

/** A half-open range: zero-based lines, zero-based UTF-16 characters. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Client asks server: the scenarios of a file and what each promises. */
export const scenarioOutlineRequest = 'scenario/outline';
/** Client asks server: the same, and how each promise comes out. */
export const scenarioRunRequest = 'scenario/run';
export interface ScenarioFileParams {
  readonly uri: string;
}
/** `null` when the file holds no scenarios. */
export type ScenarioOutlineResult = { readonly scenarios: readonly ScenarioOutline[] } | null;
export interface ScenarioOutline {
  readonly name: string;
  readonly range: TextRange;
  readonly tests: readonly ScenarioTestOutline[];
}
export interface ScenarioTestOutline {
  /** Tells the tests of one scenario apart. */
  readonly key: string;
  readonly name: string;
  readonly range: TextRange;
}
export type ScenarioRunResult = {
  readonly scenarios: readonly ScenarioRun[];
  /** Why none of them is run: the file is not in the scenario language. */
  readonly problem?: { readonly message: string; readonly range: TextRange };
} | null;
export interface ScenarioRun extends ScenarioOutline {
  readonly tests: readonly ScenarioTestRun[];
}
export interface ScenarioTestRun extends ScenarioTestOutline {
  /** Absent when the promise is kept. */
  readonly failure?: {
    readonly message: string;
    readonly expected: string;
    readonly actual: string;
    readonly range: TextRange;
  };
}

/** Client asks server: in which order the steps of a scenario, or a template and Kubernetes, work. */
export const safeOrderRequest = 'edgeGpu/safeOrder';
export interface SafeOrderParams {
  readonly uri: string;
  /** For a template whose configuration names no device. */
  readonly device?: string;
}
export interface SafeOrderResult {
  /** `template` without answer or problem means: ask for the device and call again with it. */
  readonly kind: 'scenario' | 'template' | 'other';
  readonly answers: readonly SafeOrderAnswer[];
  /** Why there is no answer, for the person who asked. */
  readonly problem?: string;
}
/** Texts are plain text. */
export interface SafeOrderAnswer {
  readonly name: string;
  readonly device: string;
  readonly kind: 'as-written' | 'reordered' | 'impossible' | 'unknown';
  readonly answer: string;
  /** The steps in that order, or what would help; a line each. */
  readonly details: readonly string[];
}

/** Client asks server: the device that a file is meant for, and who claims its GPUs. */
export const deviceStatusRequest = 'edgeGpu/deviceStatus';
export interface DeviceStatusParams {
  readonly uri: string;
  /** Which of several scenarios in the file is meant: the one that stands there. */
  readonly position?: TextRange['start'];
}
/** Texts are plain text. `null` for a file that is meant for no device. */
export type DeviceStatusResult = DeviceStatus | null;
export interface DeviceStatus {
  /** `pro-gpu-2 2607: 1 of 2 GPUs claimed` */
  readonly text: string;
  /** The same and more in whole words, a line each. */
  readonly details: readonly string[];
  /** Whether the device has the GPUs that are claimed, in that order. */
  readonly standing: 'fits' | 'fails';
}

/**
 * Server tells client, which says by `experimental.edgeGpuDeviceStatus` that it wants to know:
 * what it was told of devices and claims may be another by now.
 */
export const deviceStatusChanged = 'edgeGpu/deviceStatusChanged';

/** Client asks server: which device the configuration of a file names, and what it may name. */
export const deviceQuestionRequest = 'edgeGpu/deviceQuestion';
export interface DeviceQuestionParams {
  readonly uri: string;
}
export interface DeviceQuestion {
  readonly named: Partial<NamedDevice>;
  readonly devices: readonly DeviceChoice[];
  /** The newest first. */
  readonly releases: readonly string[];
}
export interface NamedDevice {
  /** `id` of the device. */
  readonly model: string;
  readonly release?: string;
  readonly kubernetes?: 'none' | 'configured';
}

/** Client asks server: what to write so that the configuration of a file names a device. */
export const nameDeviceRequest = 'edgeGpu/nameDevice';
export interface NameDeviceParams extends DeviceQuestionParams {
  readonly device: NamedDevice;
  /** URI of the folder in which a configuration is made where there is none. */
  readonly folder: string;
}
export type NameDeviceResult =
  | {
      /** URI of the configuration. */
      readonly file: string;
      /** What the new text replaces; `null` when the file is to be made. */
      readonly range: TextRange | null;
      readonly newText: string;
      /** What a person is to know who expects the file to be in force. */
      readonly remark?: string;
    }
  /** Why it cannot be written, for the person who asked. */
  | { readonly problem: string };

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

/** Client asks server: a template with its loops unrolled and its expressions evaluated. */
export const expandRequest = 'edgeGpu/expandTemplate';
export interface ExpandParams {
  readonly uri: string;
}
export type ExpandResult =
  | {
      readonly text: string;
      /** The file name of the template. */
      readonly name: string;
      /** The file name of the parameter file that it is expanded with. */
      readonly parameterFile: string | null;
    }
  /** Why there is nothing to show, for the person who asked. */
  | { readonly problem: string };

/** Client asks server: what of the fact base can be opened as a page. */
export const factTopicsRequest = 'edgeGpu/factTopics';
export interface FactTopic {
  readonly id: string;
  readonly group: 'overview' | 'device' | 'vm-size';
  readonly label: string;
  readonly description: string;
}

/** Client asks server: the page of a topic. */
export const factPageRequest = 'edgeGpu/factPage';
export interface FactPageParams {
  /** `id` of the topic. */
  readonly id: string;
}
export interface FactPage {
  readonly title: string;
  readonly markdown: string;
}
/** `null` when there is no such topic. */
export type FactPageResult = FactPage | null;

/** What the client adds to the settings of the section `edgeGpu`: no person writes it. */
export interface ClientState {
  /** The extension ARM Tools is active, so its features need not be offered twice. */
  readonly armToolsActive: boolean;
  /** Template URI to the parameter file chosen for it. */
  readonly parameterFileInUse: Readonly<Record<string, string>>;
}

/** Client asks server: the answer of a tool of language models; `file` in its input is a URI. */
export const toolRequest = 'edgeGpu/tool';
export interface ToolParams {
  readonly name: string;
  readonly input: unknown;
}
/** A text for the model, or why there is none. */
export type ToolResult = { readonly text: string } | { readonly problem: string };
