import { at, type ArrayNode, type ObjectNode, type Property } from '../syntax/node.ts';
import type { Resource } from './deployment.ts';

/** Where a resource is written: an item of a list, or a member under its symbolic name. */
export type Container =
  | { readonly kind: 'list'; readonly list: ArrayNode; readonly index: number }
  | { readonly kind: 'symbolic'; readonly object: ObjectNode; readonly property: Property };

/** Returns where a resource is written; `undefined` only for one that was not read from a text. */
export function containerOf({ node, template, parent }: Resource): Container | undefined {
  // Children stand in their parent; what a nested template holds stands in that template.
  for (const owner of parent ? [parent.node, template] : [template]) {
    const found = containerIn(owner, node);
    if (found) return found;
  }
  return undefined;
}

function containerIn(owner: ObjectNode, node: ObjectNode): Container | undefined {
  const resources = at(owner, 'resources');
  if (resources?.kind === 'array') {
    const index = resources.items.indexOf(node);
    return index < 0 ? undefined : { kind: 'list', list: resources, index };
  }
  if (resources?.kind !== 'object') return undefined;
  const property = resources.properties.find(({ value }) => value === node);
  return property && { kind: 'symbolic', object: resources, property };
}

/** Returns the name by which a template with symbolic names refers to a resource. */
export function symbolicNameOf(resource: Resource): string | undefined {
  const container = containerOf(resource);
  return container?.kind === 'symbolic' ? container.property.key.value : undefined;
}
