import type { Read } from './base/source.ts';
import type { Deployment } from './template/deployment.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { Timeline } from './scenario/timeline.ts';
import type { ReportedFinding } from './rules/rule.ts';
import type { Tree } from './syntax/node.ts';
import type { DeviceContext } from './device/context.ts';

export type FileKind = 'template' | 'parameters' | 'scenario' | 'config';

/** Everything that can be derived from files; each value is remembered until a file changes. */
export interface Analysis {
  readonly read: Read;
  /** What a file is, by its name and content; `undefined` when it is none of ours. */
  kindOf(uri: string): FileKind | undefined;
  /** `undefined` when the file cannot be read. */
  treeOf(uri: string): Tree | undefined;
  /** A template's deployments: one for each of its parameter files, or one by defaults alone. */
  deploymentsOf(uri: string): readonly Deployment[];
  /** The templates that a parameter file gives values to. */
  templatesOf(parameterFileUri: string): readonly string[];
  scenariosOf(uri: string): readonly Scenario[];
  timelinesOf(uri: string): readonly Timeline[];
  /** The device that a template is meant for, as far as configuration or settings say. */
  deviceOf(uri: string): DeviceContext;
  /** Everything found by looking at this file, wherever it lies (a template's finding may lie in
   * its parameter file). */
  check(uri: string): readonly ReportedFinding[];
  /** The findings that lie in this file, from wherever they come. */
  findingsIn(uri: string): readonly ReportedFinding[];
}
