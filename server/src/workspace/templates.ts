import { derived, type Derived } from '../base/derived.ts';
import { sameTexts } from '../base/same-texts.ts';
import type { Read } from '../base/source.ts';
import { folderOf } from '../base/uri.ts';
import { driverExtensions } from '../device/driver-extension.ts';
import { evidenceIn, type Evidence } from '../device/evidence.ts';
import { isImageOrDisk, mayMakeImages } from '../device/made-image.ts';
import { evaluateTemplate, type Deployment, type Resource } from '../template/deployment.ts';
import type { Configured } from './configured.ts';
import { bindingsOf, DEVICE_CONTEXT } from './deploy-step.ts';
import type { FolderContents } from './folder-contents.ts';
import { linkedFiles } from './linked-files.ts';
import type { ParameterFiles } from './parameter-files.ts';
import { equippedInScenarios, type ScenarioFile } from './scenario-file.ts';
import { evidenceOfScenarios, treatmentOf, type Treatment } from './treatment.ts';
import type { Trees } from './trees.ts';

/** What comes of the templates of a workspace. */
export interface Templates {
  /** Whether a template counts as one for the device or for the public cloud, and why. */
  treatmentOf(read: Read, uri: string): Treatment;
  /** A template's deployments: one for each of its parameter files, or one by defaults alone. */
  deploymentsOf(read: Read, uri: string): readonly Deployment[];
  /** The deployment with just these parameter files, of which the later win. */
  deploymentWith(
    read: Read,
    uri: string,
    parameterFiles: readonly string[],
  ): Deployment | undefined;
  /** The images and disks that the other templates of a template's folder make. */
  madeBeside(read: Read, uri: string): readonly Resource[];
  /**
   * Lower-case names of the VMs that get the driver extension from another template or a scenario
   * of a template's folder.
   */
  equippedBeside(read: Read, uri: string): ReadonlySet<string>;
}

export interface TemplateSources {
  readonly trees: Trees;
  readonly configured: Configured;
  readonly contents: Derived<FolderContents>;
  readonly parameterFiles: ParameterFiles;
  readonly scenarioFiles: Derived<ScenarioFile | undefined>;
}

/** Returns what evaluates templates with their parameter files. */
export function templatesIn(sources: TemplateSources): Templates {
  const { trees, contents, parameterFiles, scenarioFiles } = sources;
  const treatments = treatmentsIn(sources);
  const isForDevice = derived(
    (read, uri) => treatments(read, uri).as === 'device',
    () => false,
  );

  const deploymentWith: Templates['deploymentWith'] = (read, uri, files) => {
    const text = read(uri)?.text;
    const root = trees(read, uri)?.[0]?.root;
    if (text === undefined || root?.kind !== 'object') return undefined;
    const given = files.flatMap((file) => [...bindingsOf(read, file, trees)]);
    return evaluateTemplate({
      document: { uri, text },
      root,
      bindings: new Map(given),
      parameterFiles: files,
      context: isForDevice(read, uri) ? DEVICE_CONTEXT : {},
      readLinked: linkedFiles(read, trees),
    });
  };
  const deploymentsOf = derived<readonly Deployment[]>(
    (read, uri) => {
      if (trees(read, uri)?.[0]?.root?.kind !== 'object') return [];
      const files = parameterFiles.parameterFilesOf(read, uri);
      const choices = files.length === 0 ? [[]] : files.map((file) => [file]);
      return choices.flatMap((chosen) => deploymentWith(read, uri, chosen) ?? []);
    },
    () => [],
  );

  const madeIn = derived<readonly Resource[]>(
    (read, uri) =>
      mayMakeImages(read(uri)?.text ?? '')
        ? deploymentsOf(read, uri).flatMap(({ resources }) => resources.filter(isImageOrDisk))
        : NONE_MADE,
    () => NONE_MADE,
  );
  const equippedByTemplate = derived<readonly string[]>(
    (read, uri) =>
      /virtualMachines/i.test(read(uri)?.text ?? '')
        ? deploymentsOf(read, uri).flatMap((deployment) =>
            driverExtensions(deployment).map(({ vm }) => vm.toLowerCase()),
          )
        : [],
    () => [],
    sameTexts,
  );
  const equippedByScenario = derived<readonly string[]>(
    (read, uri) => equippedInScenarios(scenarioFiles(read, uri)),
    () => [],
    sameTexts,
  );

  return {
    treatmentOf: treatments,
    deploymentsOf,
    deploymentWith,
    madeBeside: (read, uri) =>
      contents(read, folderOf(uri)).template.flatMap((file) =>
        file === uri ? [] : madeIn(read, file),
      ),
    equippedBeside(read, uri) {
      const { template, scenario } = contents(read, folderOf(uri));
      const others = template.filter((file) => file !== uri);
      return new Set([
        ...others.flatMap((file) => equippedByTemplate(read, file)),
        ...scenario.flatMap((file) => equippedByScenario(read, file)),
      ]);
    },
  };
}

/** One list, so that a template that makes none is the same after every edit. */
const NONE_MADE: readonly Resource[] = [];

function treatmentsIn(sources: TemplateSources): Derived<Treatment> {
  const { trees, configured, contents, parameterFiles, scenarioFiles } = sources;
  const signsIn = derived<readonly Evidence[]>(
    (read, uri) => {
      const text = read(uri)?.text;
      return text === undefined ? [] : evidenceIn(trees(read, uri)?.[0]?.root, { uri, text });
    },
    () => [],
  );
  const deployedBeside = evidenceOfScenarios(contents, scenarioFiles);
  return derived<Treatment>(
    (read, uri) => {
      const files = [uri, ...parameterFiles.parameterFilesOf(read, uri)];
      const signs = files.flatMap((file) => signsIn(read, file));
      const configuration = configured.configurationFor(read, uri);
      return treatmentOf(uri, signs, configuration, () => {
        const sign = deployedBeside(read, folderOf(uri)).get(uri);
        return sign ? [sign] : [];
      });
    },
    () => ({ as: 'undecided', because: [] }),
  );
}
