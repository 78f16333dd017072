import { t } from '../base/l10n.ts';
import { assertNever } from '../base/assert-never.ts';
import type { Node, ObjectNode, Property } from '../syntax/node.ts';
import { readDeploy } from './parse-deploy.ts';
import { readExpectation } from './parse-expectation.ts';
import { readRelease } from './parse-release.ts';
import {
  complain,
  complainOfName,
  lineOf,
  mappingOf,
  membersOf,
  placeOf,
  positiveIn,
  textIn,
  textOrNumberIn,
  type Reader,
} from '../syntax/reader.ts';
import type { Action, ScenarioStep, Text } from './scenario.ts';

/** The steps of the language, in documentation order. */
export const actions = [
  'deploy',
  'createVm',
  'configureKubernetes',
  'installGpuExtension',
  'stop',
  'start',
  'resize',
  'delete',
  'removeKubernetes',
  'update',
  'reboot',
  'anyOrder',
] as const satisfies readonly Action[];

type KnownAction = (typeof actions)[number];

/** Where a step stands: `anyOrder` holds no `anyOrder`, and its steps expect nothing alone. */
type Where = 'in the scenario' | 'in anyOrder';

/** Returns the steps of a scenario; what cannot be read at all is left out. */
export function readSteps(reader: Reader, property: Property | undefined): readonly ScenarioStep[] {
  return property ? stepsIn(reader, property, 'in the scenario') : [];
}

function stepsIn(reader: Reader, { key, value }: Property, where: Where): readonly ScenarioStep[] {
  if (value?.kind !== 'array') {
    complain(reader, value ?? key, t('expected a list of steps'));
    return [];
  }
  if (value.items.length === 0) complain(reader, value, t('expected a step at least'));
  return value.items.flatMap((item) => readStep(reader, item, where) ?? []);
}

function readStep(reader: Reader, node: Node, where: Where): ScenarioStep | undefined {
  if (node.kind === 'string') return bareStep(reader, node.value, node);
  const mapping = mappingOf(reader, node, node, t('a step: one of {0}', actions.join(', ')));
  if (!mapping) return undefined;
  const named = mapping.properties.filter(({ key }) => isAction(key.value));
  const [action, ...others] = named;
  if (!action || !isAction(action.key.value)) return strangeStep(reader, mapping);
  for (const other of others) {
    if (other.key.value === action.key.value) continue;
    const message = t(
      "expected one action in a step, '{0}' needs a step of its own",
      other.key.value,
    );
    complain(reader, other.key, message);
  }
  return stepOf(reader, mapping, action, action.key.value, where);
}

function isAction(name: string): name is KnownAction {
  return actions.some((action) => action === name);
}

/** `- reboot` says what is meant, but a step is a mapping. */
function bareStep(reader: Reader, name: string, node: Node): ScenarioStep {
  const span = { start: node.start, end: node.end };
  if (isAction(name)) {
    const message = t("expected a colon and a value after '{0}'", name);
    const replacement = { span, text: `${name}: {}` };
    reader.problems.push({ span, message, ...(TAKES_NOTHING.includes(name) && { replacement }) });
  } else {
    complainOfName(reader, span, t('step'), name, actions);
  }
  return { ...placeOfStep(reader, node, node), expect: undefined, action: 'unknown', name };
}

/** These need no more than `{}`. */
const TAKES_NOTHING: readonly string[] = ['configureKubernetes', 'removeKubernetes', 'reboot'];

const DEPLOY_KEYS = ['parameters', 'with'];

/** None of its names is a step; the first one that is no companion of a step should be one. */
function strangeStep(reader: Reader, mapping: ObjectNode): ScenarioStep {
  const companions = [...DEPLOY_KEYS, 'expect'];
  const property = mapping.properties.find(({ key }) => !companions.includes(key.value));
  const name = property?.key.value ?? '';
  if (property) complainOfName(reader, property.key, t('step'), name, actions);
  else complain(reader, mapping, t('expected a step: one of {0}', actions.join(', ')));
  const expect = mapping.properties.find(({ key }) => key.value === 'expect');
  return {
    ...placeOfStep(reader, mapping, property ?? mapping),
    expect: readExpectation(reader, expect),
    action: 'unknown',
    name,
  };
}

function placeOfStep(reader: Reader, item: Node, action: Node | Property) {
  return { at: placeOf(reader, action), line: lineOf(reader, item) };
}

function stepOf(
  reader: Reader,
  mapping: ObjectNode,
  property: Property,
  action: KnownAction,
  where: Where,
): ScenarioStep {
  const beside = action === 'deploy' ? [...DEPLOY_KEYS, 'expect'] : ['expect'];
  const rest = mapping.properties.filter(({ key }) => !isAction(key.value));
  const members = membersOf(reader, { ...mapping, properties: rest }, beside);
  const expected = members.get('expect');
  if (expected && where === 'in anyOrder') {
    complain(reader, expected.key, t("expected 'expect' beside 'anyOrder', not inside it"));
  }
  const base = {
    ...placeOfStep(reader, mapping, property),
    expect: readExpectation(reader, expected),
  };
  switch (action) {
    case 'deploy': {
      const [parameters, also] = [members.get('parameters'), members.get('with')];
      return { ...base, ...readDeploy(reader, property, parameters, also) };
    }
    case 'createVm': {
      const vm = argumentsOf(reader, property, ['name', 'size'], ['image']);
      return {
        ...base,
        action,
        name: textIn(reader, vm.get('name'), t('the name of the VM')),
        size: textIn(reader, vm.get('size'), t('the size of the VM')),
        image: textIn(reader, vm.get('image'), t('the image of the VM')),
      };
    }
    case 'configureKubernetes': {
      const size = argumentsOf(reader, property, [], ['cores', 'memoryGiB', 'service']);
      return {
        ...base,
        action,
        cores: positiveIn(reader, size.get('cores'), t('the logical processors')),
        memoryGiB: positiveIn(reader, size.get('memoryGiB'), t('the memory in GiB')),
        ...(readService(reader, size.get('service')) === 'aks' && { service: 'aks' }),
      };
    }
    case 'installGpuExtension': {
      const extension = argumentsOf(reader, property, ['vm'], ['type', 'version']);
      return {
        ...base,
        action,
        vm: textIn(reader, extension.get('vm'), t('the name of the VM')),
        type: textIn(reader, extension.get('type'), t('the type of the extension')),
        version: textOrNumberIn(
          reader,
          extension.get('version'),
          t('the version of the extension'),
        ),
      };
    }
    case 'stop':
      return { ...base, action, ...readStop(reader, property) };
    case 'start':
    case 'delete':
      return { ...base, action, vm: readVm(reader, property) };
    case 'resize': {
      const vm = argumentsOf(reader, property, ['vm', 'size'], []);
      return {
        ...base,
        action,
        vm: textIn(reader, vm.get('vm'), t('the name of the VM')),
        size: textIn(reader, vm.get('size'), t('the new size of the VM')),
      };
    }
    case 'update': {
      const to = argumentsOf(reader, property, ['to'], []).get('to');
      return { ...base, action, to: readRelease(reader, to) };
    }
    case 'removeKubernetes':
    case 'reboot':
      argumentsOf(reader, property, [], []);
      return { ...base, action };
    case 'anyOrder': {
      if (where === 'in anyOrder') {
        complain(reader, property.key, t("expected no 'anyOrder' inside 'anyOrder'"));
        return { ...base, action: 'unknown', name: action };
      }
      return { ...base, action, steps: stepsIn(reader, property, 'in anyOrder') };
    }
    default:
      return assertNever(action);
  }
}

/** Returns the members of the action's mapping by name; a required one that is absent is a problem. */
function argumentsOf(
  reader: Reader,
  { key, value }: Property,
  required: readonly string[],
  optional: readonly string[],
): ReadonlyMap<string, Property> {
  const names = [...required, ...optional];
  // `reboot:` with nothing behind it means the same as `reboot: {}`.
  if (required.length === 0 && (value === undefined || value.kind === 'null')) return new Map();
  const shape = names.length > 0 ? t('a mapping with {0}', names.join(', ')) : '{}';
  const mapping = mappingOf(reader, value, key, shape);
  if (!mapping) return new Map();
  const members = membersOf(reader, mapping, names);
  const missing = required.filter((name) => !members.has(name));
  if (missing.length > 0) {
    complain(
      reader,
      key,
      t('expected {0} of {1}', missing.map((name) => `'${name}'`).join(t(' and ')), key.value),
    );
  }
  return members;
}

/** A VM may be named without a mapping: `start: vm1`. */
function readVm(reader: Reader, property: Property): Text | undefined {
  if (property.value?.kind !== 'object') {
    return textIn(reader, property, t('the name of the VM'));
  }
  const vm = argumentsOf(reader, property, ['vm'], []).get('vm');
  return textIn(reader, vm, t('the name of the VM'));
}

const SERVICES = ['kubernetes', 'aks'] as const;

/** AKS is told apart from the Kubernetes of the device itself, which is meant when nothing is said. */
function readService(
  reader: Reader,
  property: Property | undefined,
): (typeof SERVICES)[number] | undefined {
  const service = textIn(reader, property, t('the service'));
  const found = SERVICES.find((candidate) => candidate === service?.value);
  if (!service || found) return found;
  return complainOfName(reader, service.at.span, t('service'), service.value, SERVICES);
}

function readStop(
  reader: Reader,
  property: Property,
): { readonly vm: Text | undefined; readonly stayProvisioned: boolean } {
  if (property.value?.kind !== 'object') {
    return { vm: readVm(reader, property), stayProvisioned: false };
  }
  const members = argumentsOf(reader, property, ['vm'], ['stayProvisioned']);
  const stay = members.get('stayProvisioned');
  if (stay && stay.value?.kind !== 'boolean') {
    complain(reader, stay.value ?? stay.key, t('expected stayProvisioned as true or false'));
  }
  return {
    vm: textIn(reader, members.get('vm'), t('the name of the VM')),
    stayProvisioned: stay?.value?.kind === 'boolean' && stay.value.value,
  };
}
