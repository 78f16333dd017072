import type { Location } from '../base/span.ts';
import { resolveUri } from '../base/uri.ts';
import { at, member, type ObjectNode } from '../syntax/node.ts';
import { placeOf, type Document } from './document.ts';
import { OWN_URI } from './functions/own-uri.ts';
import type { Resource } from './resource.ts';
import { shapeOf } from './shape.ts';
import type { Value } from './value.ts';

/** A file that a template names, read and parsed. */
export interface LinkedFile {
  readonly document: Document;
  readonly root: ObjectNode;
}

/** Reads a file that a template links to; `undefined` where there is none in the workspace. */
export type ReadLinked = (uri: string) => LinkedFile | undefined;

/** A file that a deployment names, and whether it could be followed. */
export interface TemplateLink {
  /** The template file that names it, and where it does: the literal if there is one. */
  readonly at: Location;
  readonly what: 'template' | 'parameters';
  /** The resource that names it, and the template file which that is written in. */
  readonly deployment: ObjectNode;
  readonly template: string;
  /** The file; `undefined` where it is not known or lies on the network. */
  readonly uri: string | undefined;
  /** Why the file is not followed; `undefined` when it is. */
  readonly reason: string | undefined;
}

/**
 * Returns the file that `templateLink` or `parametersLink` of a deployment names: by
 * `relativePath`, or by a `uri` that is relative or derived from the template's own.
 */
export function linkOf(
  resource: Resource,
  member_: 'templateLink' | 'parametersLink',
): Omit<TemplateLink, 'reason' | 'what'> | undefined {
  const link = at(resource.node, 'properties', member_);
  if (!link) return undefined;
  const key = member(link, 'relativePath') ? 'relativePath' : 'uri';
  const value = resource.get('properties', member_, key);
  const place = value.origin ?? placeOf(resource.document, link);
  const path = pathOf(value);
  return {
    at: place,
    deployment: resource.node,
    template: resource.document.uri,
    uri: path === undefined ? undefined : resolveUri(resource.document.uri, path),
  };
}

/** Returns a path relative to the template; addresses on the network are none. */
function pathOf(value: Value): string | undefined {
  if (value.kind === 'null' || value.kind === 'failure') return undefined;
  const shape = shapeOf(value);
  const beside = `${OWN_URI}/../`;
  const path = shape.startsWith(beside) ? shape.slice(beside.length) : shape;
  const relative = path.replace(/[?#].*$/s, '');
  return relative === '' || /[{}]/.test(relative) ? undefined : relative;
}
