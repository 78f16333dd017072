import { t } from '../base/l10n.ts';
import { lineStarts, type Location } from '../base/span.ts';
import {
  devices,
  findDevice,
  findOperatingSystem,
  isReleaseId,
  operatingSystems,
  osFamilyOf,
} from '../facts/index.ts';
import { at, type Node, type Property, type Tree } from '../syntax/node.ts';
import {
  complain,
  complainOfName,
  mappingOf,
  membersOf,
  placeOf as placeIn,
  textIn,
  textOrNumberIn,
  type Reader,
  type ReadingProblem,
  type Text,
} from '../syntax/reader.ts';
import { placeOf, type Document } from '../template/document.ts';
import type { DeviceContext } from './context.ts';
import { platforms, type Platform } from './evidence.ts';
import type { ImageDeclaration } from './image-os.ts';

/** Severity of a rule as a configuration sets it. */
export type RuleLevel = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** What an `edge-gpu.config.yaml` says; anything absent is not configured. */
export interface Configuration {
  readonly uri: string;
  readonly device: DeviceContext;
  readonly images: readonly ImageDeclaration[];
  /** Template path patterns to parameter file path patterns, both relative to the file. */
  readonly parameterFiles: readonly ParameterFilePattern[];
  /** Path patterns, relative to the file, of templates that are treated as is said here. */
  readonly templates: readonly TemplateTreatment[];
  readonly rules: ReadonlyMap<string, RuleLevel>;
  /** The rules that are named, also those that do not exist. */
  readonly ruleNames: readonly Text[];
  readonly problems: readonly ReadingProblem[];
}

export interface ParameterFilePattern {
  readonly template: string;
  readonly files: readonly string[];
}

export interface TemplateTreatment {
  readonly pattern: string;
  readonly as: Platform;
  readonly at: Location;
}

/** The name of the configuration file, looked for from a file's folder upward. */
export const CONFIGURATION_NAME = 'edge-gpu.config.yaml';

/** What a configuration can hold, at its top and in `device`. */
export const configurationKeys = {
  root: ['device', 'images', 'parameterFiles', 'templates', 'rules'],
  device: ['model', 'release', 'kubernetes'],
  image: ['os', 'generation'],
} as const;

/** The states of Kubernetes on a device. */
export const kubernetesStates = ['none', 'configured'] as const;

/** What a rule can be set to. */
export const ruleLevels: readonly RuleLevel[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Returns what a configuration file says; what it says wrongly is a problem and is left out. */
export function configurationOf(tree: Tree | undefined, { uri, text }: Document): Configuration {
  const reader: Reader = { uri, text, lines: lineStarts(text), problems: [] };
  for (const { span, message } of tree?.problems ?? []) complain(reader, span, message);
  const root = tree?.root;
  // An empty file configures nothing, which is no mistake.
  const isEmpty = root === undefined || root.kind === 'null';
  const mapping = isEmpty ? undefined : mappingOf(reader, root, root, t('a mapping'));
  const members = mapping
    ? membersOf(reader, mapping, configurationKeys.root)
    : new Map<string, Property>();
  const { rules, ruleNames } = readRules(reader, members.get('rules'));
  return {
    uri,
    device: readDevice(reader, members.get('device')),
    images: readImages(reader, members.get('images')),
    parameterFiles: readParameterFiles(reader, members.get('parameterFiles')),
    templates: readTemplates(reader, members.get('templates')),
    rules,
    ruleNames,
    problems: reader.problems,
  };
}

function readDevice(reader: Reader, property: Property | undefined): DeviceContext {
  const mapping =
    property && mappingOf(reader, property.value, property.key, t('a mapping with the model'));
  const members = mapping
    ? membersOf(reader, mapping, configurationKeys.device)
    : new Map<string, Property>();
  const model = textIn(reader, members.get('model'), t('the model of the device'));
  const release = textOrNumberIn(reader, members.get('release'), t('the release'));
  const kubernetes = textIn(reader, members.get('kubernetes'), t('the state of Kubernetes'));
  return {
    device: model && readModel(reader, model),
    release: release && readRelease(reader, release),
    kubernetes: kubernetes && readKubernetes(reader, kubernetes),
    ...(model && { deviceAt: model.at }),
    ...(release && { releaseAt: release.at }),
    ...(kubernetes && { kubernetesAt: kubernetes.at }),
  };
}

function readModel(reader: Reader, { value, at: { span } }: Text): DeviceContext['device'] {
  const device = findDevice(value);
  const ids = devices.map(({ id }) => id);
  return device ?? complainOfName(reader, span, t('device'), value, ids);
}

function readRelease(reader: Reader, { value, at: { span } }: Text): string | undefined {
  if (isReleaseId(value)) return value;
  const expected = t(
    "expected a release such as '2106': two digits of the year and two of the month",
  );
  return complain(reader, span, expected);
}

function readKubernetes(
  reader: Reader,
  { value, at: { span } }: Text,
): DeviceContext['kubernetes'] {
  const state = kubernetesStates.find((candidate) => candidate === value);
  return state ?? complainOfName(reader, span, t('state of Kubernetes'), value, kubernetesStates);
}

function readImages(reader: Reader, property: Property | undefined): readonly ImageDeclaration[] {
  if (!property) return [];
  const what = t('a mapping of image names to operating systems');
  const mapping = mappingOf(reader, property.value, property.key, what);
  for (const image of mapping?.properties ?? []) {
    const { value } = image;
    const members = value?.kind === 'object' && membersOf(reader, value, configurationKeys.image);
    const os = textIn(reader, members ? members.get('os') : image, t('the operating system'));
    // A system that no document lists may be inside an image, too, as long as its family is told.
    if (os && !findOperatingSystem(os.value) && !osFamilyOf(os.value)) {
      const ids = operatingSystems.map(({ id }) => id);
      complainOfName(reader, os.at.span, t('operating system'), os.value, ids);
    }
    const generation = members ? members.get('generation') : undefined;
    if (generation && generationOf(generation.value) === undefined) {
      complain(reader, generation.value ?? generation.key, t('expected the generation: 1 or 2'));
    }
  }
  return imageDeclarations(mapping, reader);
}

/** Returns what an `images` mapping declares, in a configuration or in the settings. */
export function imageDeclarations(
  node: Node | undefined,
  document: Document,
): readonly ImageDeclaration[] {
  if (node?.kind !== 'object') return [];
  return node.properties.map(({ key, value }) => ({
    pattern: key.value,
    os: value && (scalarText(value) ?? scalarText(at(value, 'os'))),
    generation: generationOf(at(value, 'generation')),
    at: placeOf(document, value ?? key),
  }));
}

function generationOf(node: Node | undefined): 1 | 2 | undefined {
  if (node?.kind !== 'number') return undefined;
  return node.value === 1 || node.value === 2 ? node.value : undefined;
}

function readParameterFiles(
  reader: Reader,
  property: Property | undefined,
): readonly ParameterFilePattern[] {
  if (!property) return [];
  const what = t('a mapping of template paths to parameter file paths');
  const mapping = mappingOf(reader, property.value, property.key, what);
  return (mapping?.properties ?? []).map(({ key, value }) => ({
    template: key.value,
    files: (value?.kind === 'array' ? value.items : [value]).flatMap((item) => {
      if (item?.kind === 'string') return item.value;
      complain(reader, item ?? key, t('expected the path of a parameter file, or a list of paths'));
      return [];
    }),
  }));
}

function readTemplates(
  reader: Reader,
  property: Property | undefined,
): readonly TemplateTreatment[] {
  if (!property) return [];
  const what = t('a mapping of template paths to device or cloud');
  const mapping = mappingOf(reader, property.value, property.key, what);
  return (mapping?.properties ?? []).flatMap((template): readonly TemplateTreatment[] => {
    const text = textIn(reader, template, t('device or cloud'));
    const as = platforms.find((platform) => platform === text?.value);
    if (!text) return [];
    if (as) return [{ pattern: template.key.value, as, at: text.at }];
    complainOfName(reader, text.at.span, t('treatment'), text.value, platforms);
    return [];
  });
}

function readRules(
  reader: Reader,
  property: Property | undefined,
): Pick<Configuration, 'rules' | 'ruleNames'> {
  const rules = new Map<string, RuleLevel>();
  if (!property) return { rules, ruleNames: [] };
  const mapping = mappingOf(
    reader,
    property.value,
    property.key,
    t('a mapping of rules to severities'),
  );
  const ruleNames: Text[] = [];
  for (const { key, value } of mapping?.properties ?? []) {
    ruleNames.push({ value: key.value, at: placeIn(reader, key) });
    // YAML 1.1 readers take a bare `off` for false; both mean the rule is switched off.
    const text = value?.kind === 'boolean' && !value.value ? 'off' : scalarText(value);
    const level = ruleLevels.find((candidate) => candidate === text);
    if (level) rules.set(key.value, level);
    else if (text === undefined) {
      complain(reader, value ?? key, t('expected one of {0}', ruleLevels.join(', ')));
    } else complainOfName(reader, value ?? key, t('severity'), text, ruleLevels);
  }
  return { rules, ruleNames };
}

/** Returns a scalar as text: releases are often written without quotes. */
function scalarText(node: Node | undefined): string | undefined {
  if (node?.kind === 'string') return node.value;
  return node?.kind === 'number' ? String(node.value) : undefined;
}
