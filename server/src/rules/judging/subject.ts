import type { Configuration } from '../../device/configuration.ts';
import type { DeviceContext } from '../../device/context.ts';
import type { DriverExtensionUse } from '../../device/driver-extension.ts';
import type { VirtualMachine } from '../../device/virtual-machine.ts';
import type { DeployStep } from '../../scenario/scenario.ts';
import type { Timeline } from '../../scenario/timeline.ts';
import type { Suppression, SuppressionProblem } from '../../suppression/suppression.ts';
import type { ObjectNode, Tree } from '../../syntax/node.ts';
import type { ReadingProblem } from '../../syntax/reader.ts';
import type { Deployment } from '../../template/deployment.ts';
import type { Document } from '../../template/document.ts';
import type { WrittenExpression } from '../../template/written-expressions.ts';

/** What rules look at, by the rule's `about`. */
export interface Subjects {
  /** Any template or parameter file, as text. */
  readonly file: FileSubject;
  /** A parameter file, and one template that it gives values to. */
  readonly parameters: ParametersSubject;
  /** Any template with one set of parameters. */
  readonly deployment: DeploymentSubject;
  /** A device template with one set of parameters. */
  readonly template: TemplateSubject;
  /** One scenario of a scenario file, and what came of it. */
  readonly scenario: ScenarioSubject;
  /** A scenario file as text; it may hold several scenarios, or none that can be read. */
  readonly 'scenario-file': ScenarioFileSubject;
  /** A configuration file. */
  readonly configuration: ConfigurationSubject;
  /** What a file of any kind wants not to be told. */
  readonly suppression: SuppressionSubject;
}

interface WithTexts {
  /** The text of a file that the subject was made from. */
  textOf(uri: string): string | undefined;
}

export interface FileSubject {
  readonly document: Document;
  readonly tree: Tree;
  /** Every expression of a template; a parameter file has none. */
  readonly expressions: readonly WrittenExpression[];
}

export interface ParametersSubject {
  readonly document: Document;
  readonly root: ObjectNode;
  readonly template: ObjectNode;
  /** The file name of the template. */
  readonly templateName: string;
}

export interface DeploymentSubject {
  readonly document: Document;
  readonly deployment: Deployment;
  /** The same without any value for its parameters, not even their defaults. */
  readonly withoutValues: () => Deployment;
}

export interface TemplateSubject extends WithTexts {
  readonly document: Document;
  readonly deployment: Deployment;
  readonly machines: readonly VirtualMachine[];
  readonly extensions: readonly DriverExtensionUse[];
  readonly device: DeviceContext;
  readonly configuration: Configuration | undefined;
  /** Where a new configuration file would go. */
  readonly newConfigurationUri: string;
  /**
   * Lower-case names of the VMs that get the driver extension from a template or a scenario beside
   * this template. Asked for only when it matters: it reads the whole folder.
   */
  equippedElsewhere(): ReadonlySet<string>;
}

export interface ScenarioSubject extends WithTexts {
  readonly document: Document;
  readonly tree: Tree;
  readonly timeline: Timeline;
  /** What a `deploy` step deploys; `undefined` when its template cannot be read. */
  deployedBy(step: DeployStep): Deployed | undefined;
}

/** A template as a scenario deploys it. */
export interface Deployed {
  readonly machines: readonly VirtualMachine[];
  readonly extensions: readonly DriverExtensionUse[];
}

export interface ScenarioFileSubject {
  readonly document: Document;
  readonly problems: readonly ReadingProblem[];
}

export interface ConfigurationSubject {
  readonly configuration: Configuration;
  /** The ids of all rules. */
  readonly ruleIds: readonly string[];
}

export interface SuppressionSubject {
  readonly document: Document;
  /** Those that have nothing to suppress. */
  readonly unused: readonly Suppression[];
  readonly problems: readonly SuppressionProblem[];
  /** The ids of all rules. */
  readonly ruleIds: readonly string[];
}
