import type { Node } from '../syntax/node.ts';
import { placeOf, type Document } from './document.ts';
import type { Json, Value } from './value.ts';
import type { Location } from '../base/span.ts';

/** Returns a node's value as it stands: strings are texts, not expressions, as in a parameter file. */
export function literalValue(node: Node, document: Document): Value {
  const origin = placeOf(document, node);
  switch (node.kind) {
    case 'string':
      return { kind: 'string', value: node.value, origin };
    case 'boolean':
      return { kind: 'boolean', value: node.value, origin };
    case 'number':
      return Number.isInteger(node.value)
        ? { kind: 'number', value: node.value, origin }
        : { kind: 'number', value: node.value, float: true, origin };
    case 'null':
      return { kind: 'null', origin };
    case 'array':
      return {
        kind: 'array',
        items: node.items.map((item) => literalValue(item, document)),
        origin,
      };
    case 'object': {
      const members = new Map<string, Value>();
      for (const { key, value } of node.properties) {
        if (value) members.set(key.value, literalValue(value, document));
      }
      return { kind: 'object', members, origin };
    }
  }
}

/** Returns plain JSON as a value that comes from `origin`. */
export function valueOfJson(json: Json, origin: Location | undefined): Value {
  if (json === null) return { kind: 'null', origin };
  switch (typeof json) {
    case 'string':
      return { kind: 'string', value: json, origin };
    case 'boolean':
      return { kind: 'boolean', value: json, origin };
    case 'number':
      return Number.isInteger(json)
        ? { kind: 'number', value: json, origin }
        : { kind: 'number', value: json, float: true, origin };
    default:
  }
  if (Array.isArray(json)) {
    return { kind: 'array', items: json.map((item: Json) => valueOfJson(item, origin)), origin };
  }
  const members = new Map<string, Value>();
  for (const [key, member] of Object.entries(json)) members.set(key, valueOfJson(member, origin));
  return { kind: 'object', members, origin };
}
