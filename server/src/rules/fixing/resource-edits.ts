import type { FileEdit, TextEdit } from '../../base/edit.ts';
import { member } from '../../syntax/node.ts';
import {
  insertJsonItem,
  insertJsonMember,
  removeJsonItem,
  removeJsonMember,
} from '../../syntax/write.ts';
import { containerOf } from '../../template/container.ts';
import type { Resource } from '../../template/deployment.ts';
import type { Json } from '../../template/value.ts';

/**
 * Returns the edits that write a resource right behind another one, under `symbolicName` where
 * the template has symbolic names; none where that is not possible.
 */
export function insertBeside(
  resource: Resource,
  symbolicName: string,
  inserted: Json,
): readonly FileEdit[] {
  const { text } = resource.document;
  const container = containerOf(resource);
  switch (container?.kind) {
    case 'list':
      return inFile(resource, insertJsonItem(text, container.list, container.index + 1, inserted));
    case 'symbolic': {
      const { object, property } = container;
      return inFile(resource, insertJsonMember(text, object, symbolicName, inserted, property));
    }
    case undefined:
      return [];
  }
}

/**
 * Returns the edits that write a resource as the last one inside another one, under `symbolicName`
 * where the template has symbolic names; none where that is not possible.
 */
export function insertInside(
  resource: Resource,
  symbolicName: string,
  inserted: Json,
): readonly FileEdit[] {
  const { node, document } = resource;
  const { text } = document;
  const children = member(node, 'resources')?.value;
  switch (children?.kind) {
    case 'array':
      return inFile(resource, insertJsonItem(text, children, children.items.length, inserted));
    case 'object':
      return inFile(resource, insertJsonMember(text, children, symbolicName, inserted));
    case undefined: {
      const isSymbolic = containerOf(resource)?.kind === 'symbolic';
      const first = isSymbolic ? { [symbolicName]: inserted } : [inserted];
      return inFile(resource, insertJsonMember(text, node, 'resources', first));
    }
    default:
      return [];
  }
}

/** Returns the edits that take a resource out; comments around it stay. */
export function removeResource(resource: Resource): readonly FileEdit[] {
  const { text } = resource.document;
  const container = containerOf(resource);
  switch (container?.kind) {
    case 'list':
      return inFile(resource, removeJsonItem(text, container.list, container.index));
    case 'symbolic':
      return inFile(resource, removeJsonMember(text, container.object, container.property));
    case undefined:
      return [];
  }
}

/** Turns edits of the text a resource is written in into edits of its file. */
export function inFile(
  { document: { uri } }: Resource,
  edits: readonly TextEdit[],
): readonly FileEdit[] {
  return edits.map((edit) => ({ ...edit, uri }));
}
