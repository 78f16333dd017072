import { member, type Node, type ObjectNode, type StringNode } from '../syntax/node.ts';

/** A place in a scenario where a VM or an image is named. */
export interface ScenarioName {
  readonly of: 'vm' | 'image';
  readonly node: StringNode;
  /**
   * `declares`: the step creates the VM, or `images` describes the image; `value` is a value given
   * to a template, which may be the name of a VM that the template creates.
   */
  readonly role: 'declares' | 'uses' | 'value';
  /** The place of the step among `steps`; `undefined` outside of steps. */
  readonly step: number | undefined;
}

/**
 * Returns every place of a scenario's document that names a VM or an image, in their order. It
 * reads the tree itself, so that a half-written document still has its names.
 */
export function namesInScenario(root: Node | undefined): readonly ScenarioName[] {
  const names: ScenarioName[] = [];
  const images = member(root, 'images')?.value;
  for (const { key } of images?.kind === 'object' ? images.properties : []) {
    names.push({ of: 'image', node: key, role: 'declares', step: undefined });
  }
  const steps = member(root, 'steps')?.value;
  if (steps?.kind === 'array') {
    steps.items.forEach((item, step) => names.push(...namesInStep(item, step)));
  }
  return names;
}

/** Who is counted in `expect` without being a VM. */
const COUNTED: readonly string[] = ['kubernetes', 'free'];

function namesInStep(item: Node, step: number): readonly ScenarioName[] {
  if (item.kind !== 'object') return [];
  return item.properties.flatMap(({ key, value }): readonly ScenarioName[] => {
    switch (key.value) {
      case 'createVm':
        return [
          ...named(member(value, 'name')?.value, { of: 'vm', role: 'declares', step }),
          ...named(member(value, 'image')?.value, { of: 'image', role: 'uses', step }),
        ];
      case 'stop':
      case 'start':
      case 'delete':
      case 'resize':
      case 'installGpuExtension': {
        const vm = value?.kind === 'object' ? member(value, 'vm')?.value : value;
        return named(vm, { of: 'vm', role: 'uses', step });
      }
      case 'with':
      case 'parameters':
        return valuesIn(value).flatMap((given) => named(given, { of: 'vm', role: 'value', step }));
      case 'expect': {
        const gpus = member(value, 'gpus')?.value;
        return holdersIn(gpus).map((node) => ({ of: 'vm', node, role: 'uses', step }));
      }
      case 'anyOrder':
        return value?.kind === 'array'
          ? value.items.flatMap((inner) => namesInStep(inner, step))
          : [];
      default:
        return [];
    }
  });
}

function named(node: Node | undefined, what: Omit<ScenarioName, 'node'>): readonly ScenarioName[] {
  return node?.kind === 'string' && node.value.trim() !== '' ? [{ ...what, node }] : [];
}

function valuesIn(node: Node | undefined): readonly Node[] {
  return node?.kind === 'object' ? node.properties.flatMap(({ value }) => value ?? []) : [];
}

function holdersIn(node: Node | ObjectNode | undefined): readonly StringNode[] {
  if (node?.kind !== 'object') return [];
  return node.properties.map(({ key }) => key).filter(({ value }) => !COUNTED.includes(value));
}
