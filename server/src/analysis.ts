import { findingsOf } from './analysis/found.ts';
import { machinesOf } from './analysis/subjects.ts';
import { wantedFindings } from './analysis/wanted.ts';
import { newWorkspace } from './analysis/workspace.ts';
import type { Read } from './base/source.ts';
import { CONFIGURATION_NAME } from './device/configuration.ts';
import type { DeviceContext } from './device/context.ts';
import type { ImageDeclaration } from './device/image-os.ts';
import type { Settings } from './device/settings.ts';
import type { VirtualMachine } from './device/virtual-machine.ts';
import type { ReportedFinding } from './rules/judging/rule.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { Timeline } from './scenario/timeline.ts';
import type { Tree } from './syntax/node.ts';
import type { Deployment } from './template/deployment.ts';
import type { TemplateSymbols } from './template/symbols/symbol.ts';
import { templateSymbols } from './template/symbols/template-symbols.ts';
import { fileKind, type FileKind } from './workspace/file-kind.ts';
import type { ScenarioDocument } from './workspace/scenario-file.ts';
import type { Treatment } from './workspace/treatment.ts';

export { CONFIGURATION_NAME, type FileKind, type Treatment };

/** Everything that can be derived from files; each value is remembered until a file changes. */
export interface Analysis {
  readonly read: Read;
  /** What a file is, by its name and content; `undefined` when it is none of ours. */
  kindOf(uri: string): FileKind | undefined;
  /** Of a scenario file the first document's; `undefined` when the file cannot be read. */
  treeOf(uri: string): Tree | undefined;
  /** Every document's tree; empty when the file cannot be read. */
  treesOf(uri: string): readonly Tree[];
  /** The documents of a scenario file that hold a scenario, in their order. */
  scenarioDocumentsOf(uri: string): readonly ScenarioDocument[];
  /** A template's deployments: one for each of its parameter files, or one by defaults alone. */
  deploymentsOf(uri: string): readonly Deployment[];
  /**
   * The one deployment that hints and lenses show: with the parameter file that the person has
   * chosen, else with the first; `undefined` when the template cannot be evaluated.
   */
  deploymentInUse(uri: string): Deployment | undefined;
  /**
   * The deployment of a template with just these parameter files, of which the later win, or
   * without any by its defaults; `undefined` when it cannot be evaluated.
   */
  deploymentWith(uri: string, parameterFiles: readonly string[]): Deployment | undefined;
  /** The parameter files that give values to a template. */
  parameterFilesOf(uri: string): readonly string[];
  /** The names of a template; `undefined` when the file cannot be read as one. */
  symbolsOf(uri: string): TemplateSymbols | undefined;
  /** The settings of the editor or of the command line. */
  settings(): Settings;
  /** The templates that a parameter file gives values to. */
  templatesOf(parameterFileUri: string): readonly string[];
  scenariosOf(uri: string): readonly Scenario[];
  timelinesOf(uri: string): readonly Timeline[];
  /** Simulates a scenario that stands in no file, for a template alone. */
  simulateScenario(scenario: Scenario): Timeline;
  /** The device that a template is meant for, as far as configuration or settings say. */
  deviceOf(uri: string): DeviceContext;
  /** The configuration file in force for a file; `undefined` when there is none. */
  configurationUriOf(uri: string): string | undefined;
  /** Whether a template counts as one for the device or for the public cloud, and why. */
  treatmentOf(uri: string): Treatment;
  /** What settings and configuration declare of images, for a template. */
  imagesOf(uri: string): readonly ImageDeclaration[];
  /** The VMs of a deployment, read with the images that the configuration declares. */
  machinesOf(deployment: Deployment): readonly VirtualMachine[];
  /**
   * Everything found by looking at this file, wherever it lies: a template's finding may lie in
   * its parameter file.
   */
  check(uri: string): readonly ReportedFinding[];
  /** The findings that lie in this file, from wherever they come. */
  findingsIn(uri: string): readonly ReportedFinding[];
}

/** Returns the analysis of the files that `read` gives. */
export function createAnalysis(read: Read): Analysis {
  const workspace = newWorkspace();
  const { trees, configured, parameterFiles, templates, simulations } = workspace;
  const checked = wantedFindings(workspace, findingsOf(workspace));
  const treeOf = (uri: string) => trees(read, uri)?.[0];
  const deploymentsOf = (uri: string) => askedAnew(templates.deploymentsOf(read, uri));
  return {
    read,
    kindOf: (uri) => fileKind(read, uri),
    treeOf,
    treesOf: (uri) => trees(read, uri) ?? [],
    deploymentsOf,
    deploymentInUse(uri) {
      const chosen = configured.settings(read).parameterFileInUse.get(uri);
      const all = deploymentsOf(uri);
      const inUse = all.find(({ parameterFiles }) => parameterFiles.at(-1) === chosen);
      return (chosen === undefined ? undefined : inUse) ?? all[0];
    },
    deploymentWith: (uri, files) => templates.deploymentWith(read, uri, files),
    parameterFilesOf: (uri) => parameterFiles.parameterFilesOf(read, uri),
    symbolsOf(uri) {
      const text = read(uri)?.text;
      const root = fileKind(read, uri) === 'template' ? treeOf(uri)?.root : undefined;
      if (text === undefined || root?.kind !== 'object') return undefined;
      return templateSymbols({ uri, text }, root);
    },
    settings: () => configured.settings(read),
    templatesOf: (uri) => parameterFiles.templatesOf(read, uri),
    scenarioDocumentsOf: (uri) => simulations.simulated(read, uri),
    scenariosOf: (uri) => simulations.simulated(read, uri).map(({ timeline }) => timeline.scenario),
    timelinesOf: (uri) => simulations.simulated(read, uri).map(({ timeline }) => timeline),
    simulateScenario: (scenario) => simulations.simulateScenario(read, scenario),
    deviceOf: (uri) => configured.deviceFor(read, uri),
    configurationUriOf: (uri) => configured.configurationFor(read, uri)?.uri,
    treatmentOf: (uri) => templates.treatmentOf(read, uri),
    imagesOf: (uri) => configured.imagesFor(read, uri),
    machinesOf: (deployment) => machinesOf(workspace, read, deployment),
    check: (uri) => checked(read, uri),
    findingsIn: (uri) => checked(read, uri).filter(({ at }) => at.uri === uri),
  };
}

/**
 * Returns remembered deployments for a new question: with the steps that earlier ones used, or a
 * long session in a file would use them up.
 */
function askedAnew(deployments: readonly Deployment[]): readonly Deployment[] {
  for (const { scope } of deployments) scope.budget.refill();
  return deployments;
}
