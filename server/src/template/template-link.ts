import { t, translatable } from '../base/l10n.ts';
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

/** A file that a deployment names, as far as it can be found. */
export interface NamedFile extends Omit<TemplateLink, 'reason' | 'what'> {
  /** As it was read. */
  readonly file: LinkedFile | undefined;
  /** Why there is no file. */
  readonly problem: string | undefined;
}

/** Where linked files are looked for. */
export interface LinkSources {
  readonly readLinked: ReadLinked;
  /** The files that are being followed, the root's first. */
  readonly chain: readonly string[];
}

/**
 * Returns the file that `templateLink` or `parametersLink` of a deployment names: by
 * `relativePath`, or by a `uri` that is relative, derived from the template's own, or derived from
 * the parameter `_artifactsLocation`. By convention that is where the folder of the root template
 * is uploaded to, so what follows it is a path in that folder, if there is such a file.
 */
export function linkOf(
  resource: Resource,
  member_: 'templateLink' | 'parametersLink',
  sources: LinkSources,
): NamedFile | undefined {
  const link = at(resource.node, 'properties', member_);
  if (!link) return undefined;
  const key = member(link, 'relativePath') ? 'relativePath' : 'uri';
  const value = resource.get('properties', member_, key);
  const place = value.origin ?? placeOf(resource.document, link);
  return {
    at: place,
    deployment: resource.node,
    template: resource.document.uri,
    ...fileNamed(value, wordings[member_], resource, sources),
  };
}

/** What is said of a link that cannot be followed. */
const wordings = {
  templateLink: {
    nameless: translatable('the linked template is not named'),
    undecided: translatable('which template is linked is not known offline'),
    absent: translatable("there is no template '{0}' in the workspace"),
    outside: translatable('the linked template lies outside the workspace'),
    unreadable: translatable('the linked template cannot be read'),
  },
  parametersLink: {
    nameless: translatable('the linked parameter file is not named'),
    undecided: translatable('which parameter file is linked is not known offline'),
    absent: translatable("there is no parameter file '{0}' in the workspace"),
    outside: translatable('the linked parameter file lies outside the workspace'),
    unreadable: translatable('the linked parameter file cannot be read'),
  },
} as const;

type Wordings = (typeof wordings)[keyof typeof wordings];

function fileNamed(
  value: Value,
  words: Wordings,
  resource: Resource,
  { readLinked, chain }: LinkSources,
): Pick<NamedFile, 'uri' | 'file' | 'problem'> {
  const nowhere = (problem: string) => ({ uri: undefined, file: undefined, problem });
  if (value.kind === 'failure') return nowhere(value.message);
  if (value.kind === 'null') return nowhere(t(words.nameless));
  const own = resource.document.uri;
  const [root = own] = chain;
  const shape = withoutToken(shapeOf(value), resource);
  const beside = pathBehind(shape, [`${OWN_URI}/../`]);
  const uploaded = beside === undefined ? pathInArtifacts(shape, resource) : undefined;
  const path = beside ?? uploaded ?? withoutQuery(shape);
  if (/[{}]/.test(path)) {
    return nowhere(value.kind === 'unknown' ? value.reason : t(words.undecided));
  }
  // A template hands on the address of the root, which then is no longer its own.
  const folders = uploaded === undefined ? (beside === undefined ? [own] : [own, root]) : [root];
  const uris = folders.flatMap((from) => resolveUri(from, path) ?? []);
  const [first] = uris;
  for (const uri of uris) {
    const file = readLinked(uri);
    if (file) return { uri, file, problem: undefined };
  }
  if (uploaded !== undefined) return nowhere(t(words.absent, path));
  return first === undefined
    ? nowhere(t(words.outside))
    : { uri: first, file: undefined, problem: t(words.unreadable) };
}

/** The token that opens a private folder stands at the end. */
function withoutToken(shape: string, { scope }: Resource): string {
  const token = scope.parameter('_artifactsLocationSasToken');
  const ending = token ? shapeOf(token) : '';
  return ending !== '' && shape.endsWith(ending) ? shape.slice(0, -ending.length) : shape;
}

/** What follows `_artifactsLocation`. */
function pathInArtifacts(shape: string, { scope }: Resource): string | undefined {
  const location = scope.parameter('_artifactsLocation');
  if (!location) return undefined;
  const base = shapeOf(location);
  if (base === '{…}') return undefined;
  // `uri` starts from the folder of an address that does not end in a slash.
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  const isAddress = /^https?:\/\/[^/]+\//i.test(folder);
  return pathBehind(shape, [`${base}/../`, base, ...(isAddress ? [folder] : [])]);
}

function pathBehind(shape: string, starts: readonly string[]): string | undefined {
  const start = starts.find((one) => one !== '' && shape.startsWith(one));
  if (start === undefined) return undefined;
  const path = withoutQuery(shape.slice(start.length)).replace(/^\//, '');
  return path === '' ? undefined : path;
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
