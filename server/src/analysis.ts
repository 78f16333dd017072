import { derived, type Derived } from './base/derived.ts';
import { remembering } from './base/remembering.ts';
import type { Read } from './base/source.ts';
import type { Location } from './base/span.ts';
import { childUri, folderOf, nameOf } from './base/uri.ts';
import {
  CONFIGURATION_NAME,
  configurationOf,
  type Configuration,
  type RuleLevel,
} from './device/configuration.ts';
import { unknownDevice, type DeviceContext } from './device/context.ts';
import { driverExtensions } from './device/driver-extension.ts';
import { evidenceIn } from './device/evidence.ts';
import type { ImageDeclaration } from './device/image-os.ts';
import { isImageOrDisk, mayMakeImages } from './device/made-image.ts';
import { settingsOf, type Settings } from './device/settings.ts';
import { virtualMachines, type VirtualMachine } from './device/virtual-machine.ts';
import { rules } from './rules/index.ts';
import {
  isInternalError,
  judge,
  notAt,
  oncePerPlace,
  report,
  reportDeployments,
  type Judged,
} from './rules/judge.ts';
import type { ReportedFinding } from './rules/rule.ts';
import type { TemplateSubject } from './rules/subject.ts';
import { parseScenario } from './scenario/parse-scenario.ts';
import type { DeployStep, Scenario } from './scenario/scenario.ts';
import { simulate } from './scenario/simulate.ts';
import type { Timeline } from './scenario/timeline.ts';
import { suppressionsIn } from './suppression/find-suppressions.ts';
import { commentStyleOf, covers, type Suppressions } from './suppression/suppression.ts';
import { parseJson } from './syntax/json.ts';
import type { ObjectNode, Tree } from './syntax/node.ts';
import { parseYaml } from './syntax/yaml.ts';
import type { Document } from './template/document.ts';
import { unknownBindings } from './template/parameters.ts';
import { evaluateTemplate, type Deployment, type Resource } from './template/deployment.ts';
import { writtenExpressions } from './template/written-expressions.ts';
import type { TemplateSymbols } from './template/symbols/symbol.ts';
import { templateSymbols } from './template/symbols/template-symbols.ts';
import {
  bindingsOf,
  claimsOf,
  deployStep,
  DEVICE_CONTEXT,
  type DeployedStep,
} from './workspace/deploy-step.ts';
import { treatmentOf, type Treatment } from './workspace/treatment.ts';
import { fileKind, type FileKind } from './workspace/file-kind.ts';
import { configurationFinder } from './workspace/find-configuration.ts';
import { filesIn } from './workspace/folder.ts';
import { linkedFiles } from './workspace/linked-files.ts';
import {
  parameterFilesOf,
  templatesOf,
  type ParameterFileSources,
} from './workspace/parameter-files.ts';
import {
  equippedInScenarios,
  type ScenarioDocument,
  type ScenarioFile,
} from './workspace/scenario-file.ts';

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
  const nearestConfiguration = configurationFinder();
  const configurationFor = (reading: Read, uri: string): Configuration | undefined => {
    const found = settingsOf(reading).config ?? nearestConfiguration(reading, folderOf(uri));
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

  const treatments = derived<Treatment>(
    (reading, uri) => {
      const files = [uri, ...parameterFilesOf(uri, parameterSources(reading))];
      const signs = files.flatMap((file) => {
        const text = reading(file)?.text;
        const root = trees(reading, file)?.[0]?.root;
        return text === undefined ? [] : evidenceIn(root, { uri: file, text });
      });
      const configuration = configurationFor(reading, uri);
      return treatmentOf(reading, uri, signs, configuration, (file) => scenarioFile(reading, file));
    },
    () => ({ as: 'undecided', because: [] }),
  );

  const deployments = derived<readonly Deployment[]>(
    (reading, uri) => {
      if (trees(reading, uri)?.[0]?.root?.kind !== 'object') return [];
      const files = parameterFilesOf(uri, parameterSources(reading));
      const choices = files.length === 0 ? [[]] : files.map((file) => [file]);
      return choices.flatMap((chosen) => deploymentWith(reading, uri, chosen) ?? []);
    },
    () => [],
  );
  /** Of several parameter files the later win. */
  const deploymentWith = (
    reading: Read,
    uri: string,
    parameterFiles: readonly string[],
  ): Deployment | undefined => {
    const text = reading(uri)?.text;
    const root = trees(reading, uri)?.[0]?.root;
    if (text === undefined || root?.kind !== 'object') return undefined;
    const given = parameterFiles.flatMap((file) => [...bindingsOf(reading, file, trees)]);
    return evaluateTemplate({
      document: { uri, text },
      root,
      bindings: new Map(given),
      parameterFiles,
      context: treatments(reading, uri).as === 'device' ? DEVICE_CONTEXT : {},
      readLinked: linkedFiles(reading, trees),
    });
  };

  const madeInFolder = derived<ReadonlyMap<string, readonly Resource[]>>(
    (reading, folder) => {
      const made = new Map<string, readonly Resource[]>();
      for (const file of filesIn(reading, folder)) {
        if (fileKind(reading, file) !== 'template') continue;
        if (!mayMakeImages(reading(file)?.text ?? '')) continue;
        const resources = deployments(reading, file).flatMap((deployment) => deployment.resources);
        made.set(file, resources.filter(isImageOrDisk));
      }
      return made;
    },
    () => new Map(),
  );
  /** The images and disks that the other templates of a template's folder make. */
  const madeBeside = (reading: Read, uri: string): readonly Resource[] =>
    [...madeInFolder(reading, folderOf(uri))].flatMap(([file, made]) => (file === uri ? [] : made));

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
          deployStep(reading, scenario, step, trees, (template) => madeBeside(reading, template)),
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
      machines: virtualMachines(deployment, imagesFor(reading, uri), () =>
        madeBeside(reading, uri),
      ),
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

  /** A template whose text is broken somewhere may lack what it declares: nothing is said then. */
  const wholeTemplate = (reading: Read, uri: string): ObjectNode | undefined => {
    const tree = trees(reading, uri)?.[0];
    return tree?.root?.kind === 'object' && tree.problems.length === 0 ? tree.root : undefined;
  };

  const judgeDeployment = (
    reading: Read,
    deployment: Deployment,
    document: Document,
    file: Location,
  ): readonly Judged[] => {
    const root = wholeTemplate(reading, document.uri);
    if (!root) return [];
    const withoutValues = () =>
      evaluateTemplate({
        document,
        root,
        bindings: unknownBindings(root),
        parameterFiles: [],
        context: deployment.scope.context,
      });
    return judge('deployment', { document, deployment, withoutValues }, file);
  };

  const judgeParameters = (
    reading: Read,
    document: Document,
    template: string,
    file: Location,
  ): readonly Judged[] => {
    const root = wholeTemplate(reading, document.uri);
    const templateRoot = wholeTemplate(reading, template);
    if (!root || !templateRoot) return [];
    const templateName = nameOf(template);
    return judge('parameters', { document, root, template: templateRoot, templateName }, file);
  };

  const levelsFor = (reading: Read, uri: string): ReadonlyMap<string, RuleLevel> => {
    const levels = configurationFor(reading, uri)?.rules ?? new Map<string, RuleLevel>();
    if (settingsOf(reading).templateLanguage === 'on') return levels;
    const offered = rules.filter(({ realm }) => realm === 'template language');
    return new Map([...levels, ...offered.map(({ id }) => [id, 'off'] as const)]);
  };

  const suppressions = derived<Suppressions>(
    (reading, uri) => {
      const text = reading(uri)?.text;
      return text === undefined
        ? { suppressions: [], problems: [] }
        : suppressionsIn(text, commentStyleOf(uri), trees(reading, uri) ?? []);
    },
    () => ({ suppressions: [], problems: [] }),
  );

  /** What is found in a file, whether somebody wants to know it or not. */
  const found: Derived<readonly ReportedFinding[]> = derived(
    (reading, uri) => {
      const text = reading(uri)?.text;
      const kind = fileKind(reading, uri);
      if (text === undefined || kind === undefined) return [];
      const document = { uri, text };
      const whole = { uri, span: { start: 0, end: 0 } };
      const levels = levelsFor(reading, uri);
      const reportAll = (judged: readonly Judged[]) =>
        judged.flatMap((one) => report(one, levels, undefined) ?? []);
      const tree = trees(reading, uri)?.[0];
      switch (kind) {
        case 'template': {
          const expressions = tree ? writtenExpressions(tree) : [];
          const written = tree ? judge('file', { document, tree, expressions }, whole) : [];
          const isDevice = treatments(reading, uri).as === 'device';
          const places = written.map(({ finding }) => finding.at);
          const judged = askedAnew(deployments(reading, uri)).map((deployment) => ({
            parameterFile: deployment.parameterFiles.at(-1),
            judged: [
              // What is wrong as it is written is not said again of its value.
              ...notAt(judgeDeployment(reading, deployment, document, whole), places),
              ...(isDevice ? judge('template', subjectOf(reading, uri, deployment), whole) : []),
            ],
          }));
          return [...reportAll(written), ...reportDeployments(judged, levels, nameOf)];
        }
        case 'parameters': {
          const written = tree ? judge('file', { document, tree, expressions: [] }, whole) : [];
          const templates = templatesOf(uri, parameterSources(reading));
          const given = oncePerPlace(
            templates.flatMap((template) => judgeParameters(reading, document, template, whole)),
          );
          const fromTemplates = templates
            .flatMap((template) => found(reading, template))
            .filter((finding) => finding.at.uri === uri || finding.parameterFile === uri);
          return [...reportAll(written), ...reportAll(given), ...fromTemplates];
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
                    deployedBy(step) {
                      const deployed = deploy(step);
                      return 'problem' in deployed ? undefined : deployed;
                    },
                    textOf: (file) => reading(file)?.text,
                  },
                  whole,
                ),
              ),
            ),
          ];
        }
        case 'config': {
          const configuration = configurations(reading, uri);
          if (!configuration) return [];
          return reportAll(judge('configuration', { configuration, ruleIds }, whole));
        }
      }
    },
    () => [],
  );

  /** What is found and not suppressed, and which suppressions have nothing to suppress. */
  const checked = derived<readonly ReportedFinding[]>(
    (reading, uri) => {
      const text = reading(uri)?.text;
      const all = found(reading, uri);
      if (text === undefined || fileKind(reading, uri) === undefined) return all;
      const wanted = all.filter(
        (finding) =>
          isInternalError(finding) ||
          !suppressions(reading, finding.at.uri).suppressions.some((one) =>
            covers(one, finding.rule, finding.at.span.start),
          ),
      );
      const own = suppressions(reading, uri);
      const levels = levelsFor(reading, uri);
      // What a rule that is switched off would find is not known.
      const unused = own.suppressions.filter(
        (one) =>
          levels.get(one.rule ?? '') !== 'off' &&
          !all.some(({ rule, at }) => at.uri === uri && covers(one, rule, at.span.start)),
      );
      if (unused.length + own.problems.length === 0) return wanted;
      const subject = { document: { uri, text }, unused, problems: own.problems, ruleIds };
      const judged = judge('suppression', subject, { uri, span: { start: 0, end: 0 } });
      return [...wanted, ...judged.flatMap((one) => report(one, levels, undefined) ?? [])];
    },
    () => [],
  );

  return {
    read,
    kindOf: (uri) => fileKind(read, uri),
    treeOf,
    treesOf: (uri) => trees(read, uri) ?? [],
    deploymentsOf: (uri) => askedAnew(deployments(read, uri)),
    deploymentInUse(uri) {
      const chosen = settingsOf(read).parameterFileInUse.get(uri);
      const all = askedAnew(deployments(read, uri));
      const inUse = all.find(({ parameterFiles }) => parameterFiles.at(-1) === chosen);
      return (chosen === undefined ? undefined : inUse) ?? all[0];
    },
    deploymentWith: (uri, parameterFiles) => deploymentWith(read, uri, parameterFiles),
    parameterFilesOf: (uri) => parameterFilesOf(uri, parameterSources(read)),
    symbolsOf(uri) {
      const text = read(uri)?.text;
      const root = fileKind(read, uri) === 'template' ? treeOf(uri)?.root : undefined;
      if (text === undefined || root?.kind !== 'object') return undefined;
      return templateSymbols({ uri, text }, root);
    },
    settings: () => settingsOf(read),
    templatesOf: (uri) => templatesOf(uri, parameterSources(read)),
    scenarioDocumentsOf: (uri) => simulated(read, uri),
    scenariosOf: (uri) => simulated(read, uri).map(({ timeline }) => timeline.scenario),
    timelinesOf: (uri) => simulated(read, uri).map(({ timeline }) => timeline),
    simulateScenario: (scenario) =>
      simulate(scenario, (step) =>
        claimsOf(deployStep(read, scenario, step, trees, (template) => madeBeside(read, template))),
      ),
    deviceOf: (uri) => deviceOf(read, uri),
    configurationUriOf: (uri) => configurationFor(read, uri)?.uri,
    treatmentOf: (uri) => treatments(read, uri),
    imagesOf: (uri) => imagesFor(read, uri),
    machinesOf: (deployment) =>
      virtualMachines(deployment, imagesFor(read, deployment.uri), () =>
        madeBeside(read, deployment.uri),
      ),
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

const ruleIds: readonly string[] = rules.map(({ id }) => id);

interface Simulated extends ScenarioDocument {
  readonly deploy: (step: DeployStep) => DeployedStep;
}

function readTrees(read: Read, uri: string): readonly Tree[] | undefined {
  const text = read(uri)?.text;
  if (text === undefined) return undefined;
  const kind = fileKind(read, uri);
  return kind === 'scenario' || kind === 'config' ? parseYaml(text) : [parseJson(text)];
}
