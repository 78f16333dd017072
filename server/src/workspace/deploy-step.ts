import { t } from '../base/l10n.ts';
import type { Read } from '../base/source.ts';
import { nearestName } from '../base/nearest-name.ts';
import { folderOf, nameOf, resolveUri } from '../base/uri.ts';
import { driverExtensions, type DriverExtensionUse } from '../device/driver-extension.ts';
import type { MadeElsewhere } from '../device/made-image.ts';
import { virtualMachines, type VirtualMachine } from '../device/virtual-machine.ts';
import type { DeployedTemplate, NotDeployable } from '../scenario/deployed-template.ts';
import { imagesOf } from '../scenario/images.ts';
import type { DeployStep, Scenario, Text } from '../scenario/scenario.ts';
import { evaluateTemplate } from '../template/deployment.ts';
import { valueOfJson } from '../template/literal.ts';
import { parameterFileBindings, type Bindings } from '../template/parameters.ts';
import type { DeploymentContext } from '../template/scope.ts';
import { asText, type Value } from '../template/value.ts';
import { fileKind } from './file-kind.ts';
import { filesIn } from './folder.ts';
import { linkedFiles } from './linked-files.ts';
import type { Trees } from './trees.ts';

/** On the device `resourceGroup().location` is always this. */
export const DEVICE_CONTEXT: DeploymentContext = { location: 'dbelocal' };

/** What a `deploy` step deploys, or why it cannot be known. */
export type DeployedStep = EvaluatedStep | NotDeployable;

export interface EvaluatedStep {
  readonly machines: readonly VirtualMachine[];
  readonly extensions: readonly DriverExtensionUse[];
}

/**
 * Evaluates the template of a step with its parameter files and inline values; `madeBeside` gives
 * the images and disks that the other templates of its folder make.
 */
export function deployStep(
  read: Read,
  scenario: Scenario,
  step: DeployStep,
  trees: Trees,
  madeBeside: (templateUri: string) => ReturnType<MadeElsewhere>,
): DeployedStep {
  if (!step.template) return { problem: t('no template is named') };
  const path = step.template.value;
  const uri = resolveUri(scenario.uri, path);
  const text = uri === undefined ? undefined : read(uri)?.text;
  if (uri === undefined || text === undefined) {
    return unreadable(read, scenario, step.template, 'template');
  }
  const root = trees(read, uri)?.[0]?.root;
  if (root?.kind !== 'object' || fileKind(read, uri) !== 'template') {
    return { problem: t("'{0}' is not an ARM template", path) };
  }
  const bindings = new Map<string, Value>();
  const parameterFiles: string[] = [];
  for (const parameterPath of step.parameterFiles) {
    const file = resolveUri(scenario.uri, parameterPath.value);
    if (file === undefined || !read(file)) {
      return unreadable(read, scenario, parameterPath, 'parameters');
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
    readLinked: linkedFiles(read, trees),
  });
  return {
    machines: virtualMachines(deployment, imagesOf(scenario), () => madeBeside(uri)),
    extensions: driverExtensions(deployment),
  };
}

/** Returns why a file that a step names cannot be read, and the one that was probably meant. */
function unreadable(
  read: Read,
  scenario: Scenario,
  { value: path, at }: Text,
  kind: 'template' | 'parameters',
): NotDeployable {
  const uri = resolveUri(scenario.uri, path);
  if (uri === undefined)
    return { problem: t("'{0}' is not a path relative to the scenario", path) };
  const folder = folderOf(uri);
  if (!read(`dir:${folder}`)) {
    return {
      problem: t("'{0}' lies outside the workspace or in a folder that is not there", path),
    };
  }
  const files = filesIn(read, folder);
  if (files.includes(uri)) return { problem: t("'{0}' cannot be read", path) };
  const others = files.filter((file) => fileKind(read, file) === kind);
  const name = nearestName(nameOf(uri), others.map(nameOf));
  if (name === undefined) return { problem: t("'{0}' is not there", path) };
  const meant = path.slice(0, path.length - nameInPath(path).length) + name;
  return {
    problem: t("'{0}' is not there, did you mean '{1}'?", path, meant),
    meant: { value: meant, at },
  };
}

function nameInPath(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** What the simulator needs to know of a deployed template. */
export function claimsOf(step: DeployedStep): DeployedTemplate | NotDeployable {
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
      return t('it has several possible values');
    case 'null':
      return t('it is not set');
    default:
      return t(
        'it is {0} {1}',
        value.kind === 'array' || value.kind === 'object' ? 'an' : 'a',
        value.kind,
      );
  }
}

/** Returns the values that the parameter file at `uri` gives. */
export function bindingsOf(read: Read, uri: string, trees: Trees): Bindings {
  const text = read(uri)?.text ?? '';
  return parameterFileBindings(trees(read, uri)?.[0]?.root, { uri, text });
}
