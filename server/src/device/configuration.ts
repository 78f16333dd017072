import type { Location } from '../base/span.ts';
import { findDevice, isReleaseId } from '../facts/index.ts';
import { at, member, type Node, type Tree } from '../syntax/node.ts';
import { placeOf, type Document } from '../template/document.ts';
import type { DeviceContext } from './context.ts';
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
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly problems: readonly ConfigurationProblem[];
}

export interface ParameterFilePattern {
  readonly template: string;
  readonly files: readonly string[];
}

export interface ConfigurationProblem {
  readonly at: Location;
  readonly message: string;
}

/** The name of the configuration file, looked for from a file's folder upward. */
export const CONFIGURATION_NAME = 'edge-gpu.config.yaml';

const LEVELS: readonly RuleLevel[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Returns what a configuration file says; what it says wrongly is a problem and is left out. */
export function configurationOf(tree: Tree | undefined, document: Document): Configuration {
  const problems: ConfigurationProblem[] = [];
  const complain = (node: Node, message: string): undefined => {
    problems.push({ at: placeOf(document, node), message });
  };
  for (const problem of tree?.problems ?? []) {
    problems.push({ at: { uri: document.uri, span: problem.span }, message: problem.message });
  }
  const root = tree?.root;
  if (root && root.kind !== 'object') complain(root, 'expected a mapping');
  return {
    uri: document.uri,
    device: readDevice(at(root, 'device'), document, complain),
    images: imageDeclarations(at(root, 'images'), document),
    parameterFiles: readParameterFiles(at(root, 'parameterFiles')),
    rules: readRules(at(root, 'rules'), complain),
    problems,
  };
}

type Complain = (node: Node, message: string) => undefined;

function readDevice(node: Node | undefined, document: Document, complain: Complain): DeviceContext {
  const model = member(node, 'model')?.value;
  const release = member(node, 'release')?.value;
  const kubernetes = member(node, 'kubernetes')?.value;
  const device = model && findDevice(scalarText(model) ?? '');
  if (model && !device) complain(model, `'${scalarText(model) ?? ''}' is not a known device`);
  const releaseId = release && scalarText(release);
  if (release && !(releaseId && isReleaseId(releaseId))) {
    complain(release, 'expected a release such as "2106"');
  }
  return {
    device,
    release: releaseId && isReleaseId(releaseId) ? releaseId : undefined,
    kubernetes: kubernetes && readKubernetes(kubernetes, complain),
    ...(model && { deviceAt: placeOf(document, model) }),
    ...(release && { releaseAt: placeOf(document, release) }),
    ...(kubernetes && { kubernetesAt: placeOf(document, kubernetes) }),
  };
}

function readKubernetes(node: Node, complain: Complain): DeviceContext['kubernetes'] {
  const text = scalarText(node);
  if (text === 'none' || text === 'configured') return text;
  return complain(node, "expected 'none' or 'configured'");
}

/** Returns what an `images` mapping declares, in a configuration or a scenario. */
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

function readParameterFiles(node: Node | undefined): readonly ParameterFilePattern[] {
  if (node?.kind !== 'object') return [];
  return node.properties.map(({ key, value }) => ({
    template: key.value,
    files: (value?.kind === 'array' ? value.items : [value]).flatMap(
      (item) => scalarText(item) ?? [],
    ),
  }));
}

function readRules(node: Node | undefined, complain: Complain): ReadonlyMap<string, RuleLevel> {
  const rules = new Map<string, RuleLevel>();
  if (node?.kind !== 'object') return rules;
  for (const { key, value } of node.properties) {
    // YAML 1.1 readers take a bare `off` for false; both mean the rule is switched off.
    const text = value?.kind === 'boolean' && !value.value ? 'off' : scalarText(value);
    const level = LEVELS.find((candidate) => candidate === text);
    if (level) rules.set(key.value, level);
    else complain(value ?? key, `expected one of ${LEVELS.join(', ')}`);
  }
  return rules;
}

/** Returns a scalar as text: releases are often written without quotes. */
function scalarText(node: Node | undefined): string | undefined {
  if (node?.kind === 'string') return node.value;
  return node?.kind === 'number' ? String(node.value) : undefined;
}
