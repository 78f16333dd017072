import { placeAt, textOf, member, type ArrayNode, type Node } from './node.ts';

/**
 * Returns a name for the place at `offset` that stays the same while text is inserted before it:
 * member names, and for items what they say of themselves (`type` and `name`, or how they begin)
 * rather than their number. Places in equal items of one array are told apart by their order.
 */
export function nodePath(root: Node | undefined, offset: number): string {
  const { steps } = placeAt(root, offset);
  return steps
    .map((step) =>
      step.kind === 'member'
        ? `/${escaped(step.property.key.value)}`
        : `[${escaped(itemName(step.of, step.index))}]`,
    )
    .join('');
}

/** Trees never change, so the names of an array's items are found once. */
const namesOf = new WeakMap<ArrayNode, readonly string[]>();

function itemName(array: ArrayNode, index: number): string {
  const names = namesOf.get(array) ?? itemNames(array);
  namesOf.set(array, names);
  return names[index] ?? '';
}

function itemNames(array: ArrayNode): readonly string[] {
  const counts = new Map<string, number>();
  return array.items.map((item) => {
    const label = labelOf(item);
    const before = counts.get(label) ?? 0;
    counts.set(label, before + 1);
    return before === 0 ? label : `${label}#${before}`;
  });
}

function labelOf(item: Node): string {
  if (item.kind === 'string' || item.kind === 'number' || item.kind === 'boolean') {
    return String(item.value);
  }
  if (item.kind !== 'object') return '';
  const own = ['type', 'name'].flatMap((name) => textOf(member(item, name)?.value) ?? []);
  if (own.length > 0) return own.join(' ');
  // An item that is one member, as the steps of a scenario are, is named by it and what it names.
  const first = item.properties[0];
  if (!first) return '';
  const { key, value } = first;
  const said =
    textOf(value) ?? textOf(member(value, 'name')?.value) ?? textOf(member(value, 'vm')?.value);
  return said === undefined ? key.value : `${key.value} ${said}`;
}

function escaped(name: string): string {
  return name.replace(/[~/[\]]/g, (character) => `~${character.charCodeAt(0)}`);
}
