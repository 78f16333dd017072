import { derived, type Derived } from './base/derived.ts';
import type { Read } from './base/source.ts';
import { childUri, folderOf, nameOf, resolveUri } from './base/uri.ts';
import { CONFIGURATION_NAME, configurationOf, type Configuration } from './device/configuration.ts';
import { unknownDevice, type DeviceContext } from './device/context.ts';
import { driverExtensions } from './device/driver-extension.ts';
import { evidenceIn, type Evidence } from './device/evidence.ts';
import type { ImageDeclaration } from './device/image-os.ts';
import { settingsOf } from './device/settings.ts';
import { virtualMachines, type VirtualMachine } from './device/virtual-machine.ts';
import { judge, report, reportDeployments, type Judged } from './rules/judge.ts';
import type { ReportedFinding } from './rules/rule.ts';
import type { Deployed, TemplateSubject } from './rules/subject.ts';
import { imagesOf } from './scenario/images.ts';
import { parseScenario, type ScenarioProblem } from './scenario/parse-scenario.ts';
import type { DeployedTemplate, NotDeployable } from './scenario/deployed-template.ts';
import type { DeployStep, Scenario, ScenarioStep } from './scenario/scenario.ts';
import { simulate } from './scenario/simulate.ts';
import type { Timeline } from './scenario/timeline.ts';
import { parseJson } from './syntax/json.ts';
import type { Tree } from './syntax/node.ts';
import { parseYaml } from './syntax/yaml.ts';
import { evaluateTemplate, type Deployment } from './template/deployment.ts';
import type { Document } from './template/document.ts';
import { valueOfJson } from './template/literal.ts';
import { parameterFileBindings, type Bindings } from './template/parameters.ts';
import type { DeploymentContext } from './template/scope.ts';
import { asText, type Value } from './template/value.ts';
import { fileKind, type FileKind } from './workspace/file-kind.ts';
import { findConfiguration } from './workspace/find-configuration.ts';
import { filesIn } from './workspace/folder.ts';
import {
  parameterFilesOf,
  templatesOf,
  type ParameterFileSources,
} from './workspace/parameter-files.ts';

export type { FileKind };

/** Everything that can be derived from files; each value is remembered until a file changes. */
export interface Analysis {
  readonly read: Read;
  /** What a file is, by its name and content; `undefined` when it is none of ours. */
  kindOf(uri: string): FileKind | undefined;
  /** Of a scenario file the first document's; `undefined` when the file cannot be read. */
  treeOf(uri: string): Tree | undefined;
  /** A template's deployments: one for each of its parameter files, or one by defaults alone. */
  deploymentsOf(uri: string): readonly Deployment[];
  /** The templates that a parameter file gives values to. */
  templatesOf(parameterFileUri: string): readonly string[];
  scenariosOf(uri: string): readonly Scenario[];
  timelinesOf(uri: string): readonly Timeline[];
  /** Simulates a scenario that stands in no file, for a template alone. */
  simulateScenario(scenario: Scenario): Timeline;
  /** The device that a template is meant for, as far as configuration or settings say. */
  deviceOf(uri: string): DeviceContext;
  /** The signs by which a template counts as one for the device; empty when it does not. */
  deviceEvidenceOf(uri: string): readonly Evidence[];
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
  const trees = derived<readonly Tree[] | undefined>(readTrees, () => undefined);
  const treeOf = (uri: string) => trees(read, uri)?.[0];

  const configurations = derived<Configuration | undefined>(
    (reading, uri) => {
      const text = reading(uri)?.text;
      return text === undefined
        ? undefined
        : configurationOf(trees(reading, uri)?.[0], { uri, text });
    },
    () => undefined,
  );
  const configurationFor = (reading: Read, uri: string): Configuration | undefined => {
    const found = settingsOf(reading).config ?? findConfiguration(reading, uri);
    return found === undefined ? undefined : configurations(reading, found);
  };
  const imagesFor = (reading: Read, uri: string): readonly ImageDeclaration[] => [
    ...settingsOf(reading).images,
    ...(configurationFor(reading, uri)?.images ?? []),
  ];
  const deviceOf = (reading: Read, uri: string): DeviceContext => {
    const { device, release, kubernetes } = settingsOf(reading).device;
    const configured = configurationFor(reading, uri)?.device ?? unknownDevice;
    return {
      ...configured,
      device: device ?? configured.device,
      release: release ?? configured.release,
      kubernetes: kubernetes ?? configured.kubernetes,
    };
  };
  const parameterSources = (reading: Read): ParameterFileSources => ({
    read: reading,
    treeOf: (uri) => trees(reading, uri)?.[0],
    settings: settingsOf(reading).parameterFiles,
    configured(uri) {
      const configuration = configurationFor(reading, uri);
      return configuration && { uri: configuration.uri, patterns: configuration.parameterFiles };
    },
  });

  const evidence = derived<readonly Evidence[]>(
    (reading, uri) => {
      const files = [uri, ...parameterFilesOf(uri, parameterSources(reading))];
      const signs = files.flatMap((file) => {
        const text = reading(file)?.text;
        const root = trees(reading, file)?.[0]?.root;
        return text === undefined ? [] : evidenceIn(root, { uri: file, text });
      });
      const forDevice = signs.filter((sign) => sign.for === 'device');
      if (forDevice.length > 0) return forDevice;
      return [
        ...evidenceOfConfiguration(configurationFor(reading, uri), signs),
        ...evidenceOfScenarios(reading, uri, (file) => scenarioFile(reading, file)),
      ];
    },
    () => [],
  );

  const deployments = derived<readonly Deployment[]>(
    (reading, uri) => {
      const text = reading(uri)?.text;
      const root = trees(reading, uri)?.[0]?.root;
      if (text === undefined || root?.kind !== 'object') return [];
      const files = parameterFilesOf(uri, parameterSources(reading));
      const context = evidence(reading, uri).length > 0 ? DEVICE_CONTEXT : {};
      const choices = files.length === 0 ? [undefined] : files;
      return choices.map((file) =>
        evaluateTemplate({
          document: { uri, text },
          root,
          bindings: file === undefined ? new Map() : bindingsOf(reading, file, trees),
          parameterFiles: file === undefined ? [] : [file],
          context,
        }),
      );
    },
    () => [],
  );

  const scenarioFiles = derived<ScenarioFile | undefined>(
    (reading, uri) => {
      const text = reading(uri)?.text;
      const documents = trees(reading, uri);
      if (text === undefined || !documents) return undefined;
      const parsed = documents.map((tree) => ({ tree, ...parseScenario(uri, tree, text) }));
      return { document: { uri, text }, parsed };
    },
    () => undefined,
  );
  const scenarioFile = (reading: Read, uri: string) => scenarioFiles(reading, uri);

  const simulated = derived<readonly Simulated[]>(
    (reading, uri) => {
      const file = scenarioFiles(reading, uri);
      if (!file) return [];
      return file.parsed.flatMap(({ tree, scenario }) => {
        if (!scenario) return [];
        const deploy = remembering((step: DeployStep) =>
          deployStep(reading, scenario, step, trees),
        );
        const timeline = simulate(scenario, (step) => claimsOf(deploy(step)));
        return [{ tree, timeline, deploy }];
      });
    },
    () => [],
  );

  const subjectOf = (reading: Read, uri: string, deployment: Deployment): TemplateSubject => {
    const configuration = configurationFor(reading, uri);
    return {
      document: { uri, text: reading(uri)?.text ?? '' },
      deployment,
      machines: virtualMachines(deployment, imagesFor(reading, uri)),
      extensions: driverExtensions(deployment),
      device: deviceOf(reading, uri),
      configuration,
      newConfigurationUri: childUri(folderOf(uri), CONFIGURATION_NAME),
      equippedElsewhere: () => equippedBeside(reading, uri),
      textOf: (file) => reading(file)?.text,
    };
  };

  /** VMs that get the driver extension from another template or a scenario of the folder. */
  const equippedBeside = (reading: Read, uri: string): ReadonlySet<string> => {
    const names = new Set<string>();
    for (const file of filesIn(reading, folderOf(uri))) {
      const kind = file === uri ? undefined : fileKind(reading, file);
      if (kind === 'template' && /virtualMachines/i.test(reading(file)?.text ?? '')) {
        for (const deployment of deployments(reading, file)) {
          for (const { vm } of driverExtensions(deployment)) names.add(vm.toLowerCase());
        }
      } else if (kind === 'scenario') {
        for (const vm of equippedInScenarios(scenarioFiles(reading, file))) names.add(vm);
      }
    }
    return names;
  };

  const checked: Derived<readonly ReportedFinding[]> = derived(
    (reading, uri) => {
      const text = reading(uri)?.text;
      const kind = fileKind(reading, uri);
      if (text === undefined || kind === undefined) return [];
      const document = { uri, text };
      const whole = { uri, span: { start: 0, end: 0 } };
      const levels = configurationFor(reading, uri)?.rules ?? new Map();
      const reportAll = (judged: readonly Judged[]) =>
        judged.flatMap((one) => report(one, levels, undefined) ?? []);
      const tree = trees(reading, uri)?.[0];
      switch (kind) {
        case 'template': {
          const found = tree ? reportAll(judge('file', { document, tree }, whole)) : [];
          if (evidence(reading, uri).length === 0) return found;
          const judged = deployments(reading, uri).map((deployment) => ({
            parameterFile: deployment.parameterFiles.at(-1),
            judged: judge('template', subjectOf(reading, uri, deployment), whole),
          }));
          return [...found, ...reportDeployments(judged, levels, nameOf)];
        }
        case 'parameters': {
          const found = tree ? reportAll(judge('file', { document, tree }, whole)) : [];
          const templates = templatesOf(uri, parameterSources(reading));
          const fromTemplates = templates
            .flatMap((template) => checked(reading, template))
            .filter((finding) => finding.at.uri === uri || finding.parameterFile === uri);
          return [...found, ...fromTemplates];
        }
        case 'scenario': {
          const problems = scenarioFiles(reading, uri)?.parsed.flatMap((one) => one.problems) ?? [];
          return [
            ...reportAll(judge('scenario-file', { document, problems }, whole)),
            ...simulated(reading, uri).flatMap(({ tree: own, timeline, deploy }) =>
              reportAll(
                judge(
                  'scenario',
                  {
                    document,
                    tree: own,
                    timeline,
                    deployedBy: (step) => deployedOf(deploy(step)),
                    textOf: (file) => reading(file)?.text,
                  },
                  whole,
                ),
              ),
            ),
          ];
        }
        case 'config': {
          const problems = configurations(reading, uri)?.problems ?? [];
          return reportAll(judge('configuration', { problems }, whole));
        }
      }
    },
    () => [],
  );

  return {
    read,
    kindOf: (uri) => fileKind(read, uri),
    treeOf,
    deploymentsOf: (uri) => deployments(read, uri),
    templatesOf: (uri) => templatesOf(uri, parameterSources(read)),
    scenariosOf: (uri) => simulated(read, uri).map(({ timeline }) => timeline.scenario),
    timelinesOf: (uri) => simulated(read, uri).map(({ timeline }) => timeline),
    simulateScenario: (scenario) =>
      simulate(scenario, (step) => claimsOf(deployStep(read, scenario, step, trees))),
    deviceOf: (uri) => deviceOf(read, uri),
    deviceEvidenceOf: (uri) => evidence(read, uri),
    machinesOf: (deployment) => virtualMachines(deployment, imagesFor(read, deployment.uri)),
    check: (uri) => checked(read, uri),
    findingsIn: (uri) => checked(read, uri).filter(({ at }) => at.uri === uri),
  };
}

/** On the device `resourceGroup().location` is always this. */
const DEVICE_CONTEXT: DeploymentContext = { location: 'dbelocal' };

interface ScenarioFile {
  readonly document: Document;
  readonly parsed: readonly {
    readonly tree: Tree;
    readonly scenario: Scenario | undefined;
    readonly problems: readonly ScenarioProblem[];
  }[];
}

interface Simulated {
  readonly tree: Tree;
  readonly timeline: Timeline;
  readonly deploy: (step: DeployStep) => DeployedStep;
}

/** A `deploy` step's template, evaluated, or why it cannot be. */
type DeployedStep = (Deployed & { readonly deployment: Deployment }) | NotDeployable;

function readTrees(read: Read, uri: string): readonly Tree[] | undefined {
  const text = read(uri)?.text;
  if (text === undefined) return undefined;
  const kind = fileKind(read, uri);
  return kind === 'scenario' || kind === 'config' ? parseYaml(text) : [parseJson(text)];
}

function bindingsOf(
  read: Read,
  uri: string,
  trees: (read: Read, uri: string) => readonly Tree[] | undefined,
): Bindings {
  const text = read(uri)?.text ?? '';
  return parameterFileBindings(trees(read, uri)?.[0]?.root, { uri, text });
}

/** A configuration that names a device speaks for the templates below it, unless they object. */
function evidenceOfConfiguration(
  configuration: Configuration | undefined,
  signs: readonly Evidence[],
): readonly Evidence[] {
  const at = configuration?.device.deviceAt;
  if (!at || signs.some((sign) => sign.for === 'cloud')) return [];
  return [{ for: 'device', at, says: 'the configuration names a device', fact: 'device.gpus' }];
}

/** A scenario of the same folder that deploys a template says that it is one for the device. */
function evidenceOfScenarios(
  read: Read,
  uri: string,
  scenarioFile: (uri: string) => ScenarioFile | undefined,
): readonly Evidence[] {
  for (const file of filesIn(read, folderOf(uri))) {
    if (fileKind(read, file) !== 'scenario') continue;
    for (const { scenario } of scenarioFile(file)?.parsed ?? []) {
      for (const { template } of deploySteps(scenario?.steps ?? [])) {
        if (template && resolveUri(file, template.value) === uri) {
          const says = `the scenario ${nameOf(file)} deploys it`;
          return [{ for: 'device', at: template.at, says, fact: 'device.gpus' }];
        }
      }
    }
  }
  return [];
}

function deploySteps(steps: readonly ScenarioStep[]): readonly DeployStep[] {
  return steps.flatMap((step): readonly DeployStep[] => {
    if (step.action === 'anyOrder') return deploySteps(step.steps);
    return step.action === 'deploy' ? [step] : [];
  });
}

function equippedInScenarios(file: ScenarioFile | undefined): readonly string[] {
  return (file?.parsed ?? []).flatMap(({ scenario }) =>
    (scenario?.steps ?? []).flatMap((step) =>
      step.action === 'installGpuExtension' && step.vm ? [step.vm.value.toLowerCase()] : [],
    ),
  );
}

/** Evaluates the template of a step with its parameter files and inline values. */
function deployStep(
  read: Read,
  scenario: Scenario,
  step: DeployStep,
  trees: (read: Read, uri: string) => readonly Tree[] | undefined,
): DeployedStep {
  if (!step.template) return { problem: 'no template is named' };
  const path = step.template.value;
  const uri = resolveUri(scenario.uri, path);
  if (uri === undefined) return { problem: `'${path}' is not a path relative to the scenario` };
  const text = read(uri)?.text;
  if (text === undefined) return { problem: `'${path}' cannot be read` };
  const root = trees(read, uri)?.[0]?.root;
  if (root?.kind !== 'object' || fileKind(read, uri) !== 'template') {
    return { problem: `'${path}' is not an ARM template` };
  }
  const bindings = new Map<string, Value>();
  const parameterFiles: string[] = [];
  for (const { value: parameterPath } of step.parameterFiles) {
    const file = resolveUri(scenario.uri, parameterPath);
    if (file === undefined || !read(file)) {
      return { problem: `'${parameterPath}' cannot be read` };
    }
    parameterFiles.push(file);
    for (const [name, value] of bindingsOf(read, file, trees)) bindings.set(name, value);
  }
  for (const [name, { value, at }] of step.inline) {
    bindings.set(name.toLowerCase(), valueOfJson(value, at));
  }
  const document = { uri, text };
  const deployment = evaluateTemplate({
    document,
    root,
    bindings,
    parameterFiles,
    context: DEVICE_CONTEXT,
  });
  return {
    deployment,
    machines: virtualMachines(deployment, imagesOf(scenario)),
    extensions: driverExtensions(deployment),
  };
}

function deployedOf(step: DeployedStep): Deployed | undefined {
  return 'problem' in step ? undefined : step;
}

/** What the simulator needs to know of a deployed template. */
function claimsOf(step: DeployedStep): DeployedTemplate | NotDeployable {
  if ('problem' in step) return step;
  return {
    vms: step.machines.map(({ name, nameValue, sizeValue, deployed, decidedBy, after }) => ({
      name,
      nameUnknown: whyUnknown(nameValue),
      size: asText(sizeValue),
      sizeUnknown: whyUnknown(sizeValue),
      deployed,
      decidedBy,
      after,
    })),
    driverExtensions: step.extensions.map(({ vm, resource }) => ({
      name: vm,
      nameUnknown: whyUnknown(resource.name),
    })),
  };
}

/** Why a value is not a known text; `undefined` when it is one. */
function whyUnknown(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return undefined;
    case 'unknown':
      return value.reason;
    case 'failure':
      return value.message;
    case 'oneOf':
      return 'it has several possible values';
    case 'null':
      return 'it is not set';
    default:
      return `it is ${value.kind === 'array' || value.kind === 'object' ? 'an' : 'a'} ${value.kind}`;
  }
}

/** Remembers what a function gives for each key object. */
function remembering<K extends object, T>(compute: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
