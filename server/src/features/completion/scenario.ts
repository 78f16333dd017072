import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { resolveUri } from '../../base/uri.ts';
import { OUTCOMES } from '../../scenario/parse-expectation.ts';
import { actions } from '../../scenario/parse-steps.ts';
import type { Scenario, ScenarioStep } from '../../scenario/scenario.ts';
import type { Timeline } from '../../scenario/timeline.ts';
import { member, sameName, textOf } from '../../syntax/node.ts';
import { declaredParameters, type ParameterDeclaration } from '../../template/parameters.ts';
import { inlineCode } from '../markdown.ts';
import { deployedVms, innerSteps } from '../scenario-place.ts';
import type { Completion, Completions } from './completions.ts';
import {
  deviceSuggestions,
  extensionTypeSuggestions,
  extensionVersionSuggestions,
  osSuggestions,
  releaseSuggestions,
  sizeSuggestions,
} from './yaml/facts.ts';
import { fileSuggestions } from './yaml/files.ts';
import { writingPlace, type WritingPlace } from './scenario/place.ts';
import { stepSuggestions } from './scenario/steps.ts';
import { braced, keyOf, keys, values, words } from './yaml/items.ts';
import { keyCompletion, type KeySuggestion, type Suggestion } from './yaml/suggestion.ts';

/** Returns what may be written at an offset of a scenario file, which need not be valid YAML. */
export function scenarioCompletions(
  analysis: Analysis,
  uri: string,
  offset: number,
): Completions | undefined {
  const place = writingPlace(analysis.read, uri, offset);
  if (!place) return undefined;
  const items = itemsAt(analysis, place);
  return items.length === 0 ? undefined : { items, isIncomplete: false };
}

function itemsAt(analysis: Analysis, place: WritingPlace): readonly Completion[] {
  const [section, name, ...rest] = place.path;
  if (section === undefined) return keys(place, rootKeys);
  switch (section) {
    case 'device':
      if (name === 'model') return values(place, deviceSuggestions());
      if (name === 'release') return values(place, releaseSuggestions());
      return name === undefined ? keys(place, deviceKeys) : [];
    case 'images':
      return imageItems(place, name, rest[0]);
    case 'steps':
      if (name === undefined) return stepItems(analysis, place, '- ', 'in the scenario');
      return typeof name === 'number' ? itemsOfStep(analysis, place, rest, 'in the scenario') : [];
    default:
      return [];
  }
}

function imageItems(
  place: WritingPlace,
  image: string | number | undefined,
  key: string | number | undefined,
): readonly Completion[] {
  const systems = (): readonly Completion[] =>
    values(place, osSuggestions(place.scenario?.device.release?.value));
  if (image === undefined) return keys(place, undeclaredImages(place));
  if (key === 'os') return systems();
  if (key === 'generation') return words(place, ['1', '2']);
  if (key !== undefined) return [];
  // A system alone, or a mapping that says more.
  return place.position === 'key' ? keys(place, imageKeys) : systems();
}

/** The images that steps name and nothing describes yet. */
function undeclaredImages({ scenario }: WritingPlace): readonly KeySuggestion[] {
  const declared = new Set(scenario?.images.map(({ pattern }) => pattern.value.toLowerCase()));
  const used = allSteps(scenario).flatMap((step) =>
    step.action === 'createVm' && step.image ? [step.image.value] : [],
  );
  return [...new Set(used)]
    .filter((image) => !declared.has(image.toLowerCase()))
    .map((image) => keyOf(image, 'an image that a step names', ''));
}

/** What stands in one step, `anyOrder` opened up. */
function itemsOfStep(
  analysis: Analysis,
  place: WritingPlace,
  path: readonly (string | number)[],
  where: 'in the scenario' | 'in anyOrder',
): readonly Completion[] {
  const [first, second, ...rest] = path;
  if (first === undefined) return stepItems(analysis, place, '', where);
  if (first === 'anyOrder') {
    if (second === undefined) return stepItems(analysis, place, '- ', 'in anyOrder');
    return typeof second === 'number' ? itemsOfStep(analysis, place, rest, 'in anyOrder') : [];
  }
  if (typeof first === 'number') return [];
  switch (first) {
    case 'deploy':
      return second === undefined
        ? values(place, fileSuggestions(analysis, place, 'template'))
        : [];
    case 'parameters':
    case 'with':
      return parameterItems(analysis, place, first, second);
    case 'expect':
      return expectationItems(analysis, place, second, rest[0]);
    default:
      return argumentItems(analysis, place, first, second);
  }
}

/** A step, or what stands beside the action of one. */
function stepItems(
  analysis: Analysis,
  place: WritingPlace,
  dash: '' | '- ',
  where: 'in the scenario' | 'in anyOrder',
): readonly Completion[] {
  const written = place.siblings?.properties.map(({ key: { value } }) => value) ?? [];
  const action = written.find((name) => actions.some((known) => known === name));
  if (action !== undefined) {
    const beside = where === 'in anyOrder' ? [] : besideKeys;
    return keys(place, action === 'deploy' ? [...deployKeys, ...beside] : beside);
  }
  if (place.style === 'yaml' && place.position === 'value' && place.line === 'shared') return [];
  const before = place.style === 'yaml' && place.position === 'value' ? dash : '';
  return stepSuggestions(place, knownVms(analysis, place), where).map((suggestion) => {
    const item = keyCompletion(place, suggestion, before);
    return place.style === 'json' && place.position === 'value' ? braced(item) : item;
  });
}

function argumentItems(
  analysis: Analysis,
  place: WritingPlace,
  action: string,
  argument: string | number | undefined,
): readonly Completion[] {
  const known = argumentKeys.get(action);
  if (!known) return [];
  if (argument === undefined) {
    const isName = action === 'stop' || action === 'start' || action === 'delete';
    const names = isName && place.position === 'value' ? vmItems(analysis, place) : [];
    return [...names, ...keys(place, known)];
  }
  const { scenario } = place;
  switch (argument) {
    case 'vm':
      return vmItems(analysis, place);
    case 'size':
      return values(place, sizeSuggestions(scenario?.device.model?.value));
    case 'image':
      return values(place, imageSuggestions(scenario));
    case 'to':
      return values(place, releaseSuggestions());
    case 'type':
      return values(place, extensionTypeSuggestions());
    case 'version': {
      const type = textOf(member(place.around.at(-1), 'type')?.value);
      return values(place, extensionVersionSuggestions(type, releaseBefore(place)));
    }
    case 'stayProvisioned':
      return words(place, ['true', 'false']);
    default:
      return [];
  }
}

/** The release of the device at the step: that of the last update before it. */
function releaseBefore({ scenario, path }: WritingPlace): string | undefined {
  const before = scenario?.steps.slice(0, stepIndex(path)) ?? [];
  const updates = before.flatMap((step) => (step.action === 'update' && step.to ? [step.to] : []));
  return (updates.at(-1) ?? scenario?.device.release)?.value;
}

function imageSuggestions(scenario: Scenario | undefined): readonly Suggestion[] {
  const declared = scenario?.images.filter(({ pattern }) => !pattern.value.includes('*')) ?? [];
  const images = declared.map(({ pattern, os }) => ({
    label: pattern.value,
    kind: CompletionItemKind.Constant,
    ...(os && { detail: os.value }),
    text: pattern.value,
    rank: 0,
  }));
  const systems = osSuggestions(scenario?.device.release?.value);
  return [...images, ...systems.map((one) => ({ ...one, rank: one.rank + 1 }))];
}

function vmItems(analysis: Analysis, place: WritingPlace): readonly Completion[] {
  return values(
    place,
    knownVms(analysis, place).map((name) => ({
      label: name,
      kind: CompletionItemKind.Variable,
      detail: 'VM',
      text: name,
      rank: 0,
    })),
  );
}

/** The VMs that steps before the place have made and not deleted, the oldest first. */
function knownVms(analysis: Analysis, place: WritingPlace): readonly string[] {
  const { scenario, path } = place;
  if (!scenario) return [];
  const known = new Map<string, string>();
  const index = stepIndex(path);
  const timeline = timelineUpTo(analysis, scenario, index);
  const deployed = deployedVms(timeline);
  timeline.scenario.steps.forEach((outer, at) => {
    for (const step of innerSteps(outer)) {
      if (step.action === 'createVm' && step.name) {
        known.set(step.name.value.toLowerCase(), step.name.value);
      }
      if (step.action === 'delete' && step.vm) known.delete(step.vm.value.toLowerCase());
    }
    for (const vm of deployed) if (vm.index === at) known.set(vm.name.toLowerCase(), vm.name);
  });
  return [...known.values()];
}

/** Within `anyOrder` the steps beside count too: each may come before. */
function timelineUpTo(analysis: Analysis, scenario: Scenario, index: number): Timeline {
  const steps = scenario.steps.filter(
    (step, place) => place < index || (place === index && step.action === 'anyOrder'),
  );
  return analysis.simulateScenario({ ...scenario, steps });
}

function stepIndex(path: WritingPlace['path']): number {
  const index = path[1];
  return typeof index === 'number' ? index : Number.MAX_SAFE_INTEGER;
}

function parameterItems(
  analysis: Analysis,
  place: WritingPlace,
  given: 'parameters' | 'with',
  name: string | number | undefined,
): readonly Completion[] {
  const files = (): readonly Completion[] =>
    values(place, fileSuggestions(analysis, place, 'parameters'));
  const declared = parametersOfStep(analysis, place);
  if (name === undefined) {
    const names = keys(place, declared.map(parameterKey));
    return given === 'parameters' && place.position === 'value' ? files() : names;
  }
  if (typeof name === 'number') return given === 'parameters' ? files() : [];
  const parameter = declared.find((one) => sameName(one.name, name));
  return parameter ? parameterValues(place, parameter) : [];
}

function parametersOfStep(
  analysis: Analysis,
  { uri, around, path }: WritingPlace,
): readonly ParameterDeclaration[] {
  const step = around.findLast((node) => member(node, 'deploy') !== undefined);
  const template = textOf(member(step, 'deploy')?.value);
  const target = template === undefined ? undefined : resolveUri(uri, template);
  const root = target === undefined ? undefined : analysis.treeOf(target)?.root;
  if (root?.kind !== 'object' || path.length === 0) return [];
  return declaredParameters(root);
}

function parameterKey({
  name,
  type,
  defaultValue,
  description,
}: ParameterDeclaration): KeySuggestion {
  const need = defaultValue ? 'has a default' : 'needs a value';
  return {
    ...keyOf(name, `${type ?? 'parameter'}, ${need}`, ''),
    ...(description !== undefined && { documentation: inlineCode(description) }),
    rank: defaultValue ? 1 : 0,
  };
}

/** Allowed values and truth values; of a secret nothing is said. */
function parameterValues(
  place: WritingPlace,
  { allowedValues, type, secure }: ParameterDeclaration,
): readonly Completion[] {
  if (secure) return [];
  if (type === 'bool') return words(place, ['true', 'false']);
  const texts = allowedValues?.flatMap((node) => textOf(node) ?? []) ?? [];
  return values(
    place,
    texts.map((text, rank) => ({ label: text, kind: CompletionItemKind.Value, text, rank })),
  );
}

function expectationItems(
  analysis: Analysis,
  place: WritingPlace,
  key: string | number | undefined,
  holder: string | number | undefined,
): readonly Completion[] {
  const happens = momentAt(analysis, place);
  const outcomes = (): readonly Completion[] =>
    values(
      place,
      OUTCOMES.map((outcome, rank) => ({
        label: outcome,
        kind: CompletionItemKind.EnumMember,
        ...(outcome === happens?.outcome && { detail: 'what happens' }),
        text: outcome,
        rank: outcome === happens?.outcome ? 0 : rank + 1,
      })),
    );
  if (key === undefined) {
    const mapping = keys(place, expectKeys);
    return place.position === 'value' ? [...outcomes(), ...mapping] : mapping;
  }
  if (key === 'outcome') return outcomes();
  if (key !== 'gpus' || holder !== undefined) return [];
  const held = (name: string): number => {
    if (name === 'kubernetes') return happens?.claims.kubernetes ?? 0;
    if (name === 'free') return happens?.claims.free ?? 0;
    return happens?.claims.vms.get(name) ?? 0;
  };
  const index = stepIndex(place.path);
  const later = { ...place, path: ['steps', index + 1] };
  const holders = [...knownVms(analysis, later), 'kubernetes', 'free'];
  return keys(
    place,
    holders.map((name, rank) => ({
      ...keyOf(name, 'GPUs held after the step', `${held(name)}`),
      rank,
    })),
  );
}

/** What comes of the step at the place, in the document as it is while it is written. */
function momentAt(analysis: Analysis, { scenario, path }: WritingPlace) {
  if (!scenario) return undefined;
  return analysis.simulateScenario(scenario).moments[stepIndex(path)];
}

function allSteps(scenario: Scenario | undefined): readonly ScenarioStep[] {
  return scenario?.steps.flatMap(innerSteps) ?? [];
}

const rootKeys: readonly KeySuggestion[] = [
  keyOf('scenario', 'name of the scenario', ''),
  keyOf('device', 'model and release', ''),
  keyOf('images', 'operating systems inside custom images', ''),
  keyOf('steps', 'what is done to the device, in order', ''),
];

const deviceKeys = [
  keyOf('model', 'model of the device', ''),
  keyOf('release', 'software release of the device', ''),
];

const imageKeys = [
  keyOf('os', 'operating system inside the image', ''),
  keyOf('generation', 'generation of the image', '1'),
];

const deployKeys = [
  keyOf('parameters', 'parameter files, or values by name', ''),
  keyOf('with', 'values that win over the parameter files', ''),
];

const besideKeys = [keyOf('expect', 'what is expected of the step', '')];

const expectKeys = [
  keyOf('outcome', 'outcome of the step', ''),
  keyOf('gpus', 'GPUs by VM name, kubernetes and free', ''),
  // Usually an outcome alone is written.
].map((key) => ({ ...key, rank: 9 }));

const vmKey = keyOf('vm', 'name of the VM', '');
const sizeKey = keyOf('size', 'VM size', '');

/** By action; an action is whatever somebody has written, `constructor` too. */
const argumentKeys: ReadonlyMap<string, readonly KeySuggestion[]> = new Map(
  Object.entries({
    createVm: [
      keyOf('name', 'name of the VM', ''),
      sizeKey,
      keyOf('image', 'image, or the operating system itself', ''),
    ],
    configureKubernetes: [
      keyOf('cores', 'logical processors of master and worker', ''),
      keyOf('memoryGiB', 'memory of master and worker in GiB', ''),
    ],
    installGpuExtension: [
      vmKey,
      keyOf('type', 'type of the extension', ''),
      keyOf('version', 'typeHandlerVersion of the extension', ''),
    ],
    stop: [vmKey, keyOf('stayProvisioned', 'stop without giving the VM up', 'true')],
    start: [vmKey],
    delete: [vmKey],
    resize: [vmKey, sizeKey],
    update: [keyOf('to', 'release that the device is updated to', '')],
  }),
);
