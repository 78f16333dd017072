// `syntax` turns text into a tree and errors; it never throws and never judges.
import { contains, touches, type Span } from '../base/span.ts';

/** One tree for JSON-with-comments and YAML. Every node is a span of its source text. */
export type Node = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode;

export interface ObjectNode extends Span {
  readonly kind: 'object';
  readonly properties: readonly Property[];
}

export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly items: readonly Node[];
}

export interface StringNode extends Span {
  readonly kind: 'string';
  /** The decoded text. */
  readonly value: string;
  /**
   * How many characters of source precede the first character of `value` when each character of
   * `value` is one character of source; `undefined` when escapes or folding make it otherwise.
   */
  readonly indent: number | undefined;
}

export interface NumberNode extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface BooleanNode extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullNode extends Span {
  readonly kind: 'null';
}

/** A member of an object; its span reaches from the key to the end of the value. */
export interface Property extends Span {
  readonly key: StringNode;
  /** Missing while someone is still typing. */
  readonly value: Node | undefined;
}

/** Something the reader of a file could not make sense of. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
}

/** What became of a text: a tree as far as it could be read, and what is wrong with the rest. */
export interface Tree {
  readonly root: Node | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Returns the member called `name`, or `undefined`. Letter case does not count, as in ARM; of
 * several members of the same name the last one counts, as in JSON.
 */
export function member(node: Node | undefined, name: string): Property | undefined {
  if (node?.kind !== 'object') return undefined;
  let found: Property | undefined;
  for (const property of node.properties) {
    if (sameName(property.key.value, name)) found = property;
  }
  return found;
}

/** Returns the node reached from `node` by member names and item indices, or `undefined`. */
export function at(
  node: Node | undefined,
  ...path: readonly (string | number)[]
): Node | undefined {
  let current = node;
  for (const step of path) {
    if (typeof step === 'string') current = member(current, step)?.value;
    else current = current?.kind === 'array' ? current.items[step] : undefined;
  }
  return current;
}

/** Returns the text of a string node, or `undefined` for any other. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

/** Says whether two names are the same to ARM, which ignores letter case. */
export function sameName(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());
}

/** One step on the way from the root to a place: a member of an object or an item of an array. */
export type Step =
  | { readonly kind: 'member'; readonly of: ObjectNode; readonly property: Property }
  | { readonly kind: 'item'; readonly of: ArrayNode; readonly index: number; readonly node: Node };

/** Where an offset lies in a tree: the steps from the root, and the innermost node there. */
export interface Place {
  readonly steps: readonly Step[];
  readonly node: Node | undefined;
  /** The offset is on the key of the last step, not on its value. */
  readonly onKey: boolean;
}

/** Returns the innermost place that touches `offset`. */
export function placeAt(root: Node | undefined, offset: number): Place {
  const steps: Step[] = [];
  let node = root && touches(root, offset) ? root : undefined;
  for (;;) {
    if (node?.kind === 'object') {
      const property = node.properties.find((candidate) => touches(candidate, offset));
      if (!property) return { steps, node, onKey: false };
      steps.push({ kind: 'member', of: node, property });
      if (contains(property.key, { start: offset, end: offset })) {
        return { steps, node: property.key, onKey: true };
      }
      if (!property.value || !touches(property.value, offset)) {
        return { steps, node: property.value, onKey: false };
      }
      node = property.value;
    } else if (node?.kind === 'array') {
      const index = node.items.findIndex((item) => touches(item, offset));
      const item = node.items[index];
      if (!item) return { steps, node, onKey: false };
      steps.push({ kind: 'item', of: node, index, node: item });
      node = item;
    } else {
      return { steps, node, onKey: false };
    }
  }
}
