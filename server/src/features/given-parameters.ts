import type { Location, Span } from '../base/span.ts';
import { folderOf, resolveUri } from '../base/uri.ts';
import type { Analysis } from '../analysis.ts';
import { innerSpan } from '../syntax/inner-span.ts';
import { at, placeAt, type Node, type Property } from '../syntax/node.ts';
import { placeIn } from '../template/document.ts';
import { deploySteps } from '../workspace/scenario-file.ts';
import { findFiles } from '../workspace/find-files.ts';
import { writtenName } from './scenario-place.ts';

/** As much of the analysis as is needed to find who gives values to a template. */
export type GivingSources = Pick<
  Analysis,
  | 'read'
  | 'kindOf'
  | 'treeOf'
  | 'symbolsOf'
  | 'deploymentsOf'
  | 'scenarioDocumentsOf'
  | 'parameterFilesOf'
  | 'templatesOf'
>;

/** A place where a parameter is given a value by its name. */
export interface GivenPlace {
  /** The name, without quotes. */
  readonly at: Location;
  readonly name: string;
  /** All that are given a value there, this one included. */
  readonly names: readonly string[];
  /** What a new name is written as, and what it replaces, where that is not the bare name. */
  readonly written?: { readonly span: Span; readonly textOf: (newName: string) => string };
}

/** Who gives values to a template, beside the parameter files that are named after it. */
export interface Givers {
  readonly parameterFiles: readonly string[];
  /** In the deployments of other templates that link to it, and in steps of scenarios. */
  readonly places: readonly GivenPlace[];
}

/** Returns the parameters that a parameter file gives values to. */
export function givenInFile(sources: GivingSources, uri: string): readonly GivenPlace[] {
  const given = at(sources.treeOf(uri)?.root, 'parameters');
  return given?.kind === 'object' ? givenPlaces(sources, uri, given.properties) : [];
}

/**
 * Returns who gives values to a template: found in the templates and scenarios of its folder and
 * of all folders below the topmost one that can be listed.
 */
export function giversOf(sources: GivingSources, template: string): Givers {
  const parameterFiles: string[] = [];
  const places: GivenPlace[] = [];
  const { files } = findFiles(sources.read, [topFolder(sources, template)], MAX_FILES);
  const seen = new Set<Node>();
  for (const uri of files) {
    const kind = sources.kindOf(uri);
    if (kind === 'scenario') inScenario(sources, uri, template, parameterFiles, places);
    const mayLink = kind === 'template' && /templateLink/i.test(sources.read(uri)?.text ?? '');
    if (!mayLink) continue;
    for (const { links } of sources.deploymentsOf(uri)) {
      for (const link of links) {
        const isMeant = link.what === 'template' && link.reason === undefined;
        if (!isMeant || link.uri !== template || seen.has(link.deployment)) continue;
        seen.add(link.deployment);
        const given = at(link.deployment, 'properties', 'parameters');
        if (given?.kind === 'object') {
          places.push(...givenPlaces(sources, link.template, given.properties));
        }
        const file = links.find(
          ({ what, deployment }) => what === 'parameters' && deployment === link.deployment,
        );
        if (file?.uri !== undefined && file.reason === undefined) parameterFiles.push(file.uri);
      }
    }
  }
  return { parameterFiles, places };
}

/** So many files are looked at. */
const MAX_FILES = 2000;

function topFolder({ read }: GivingSources, uri: string): string {
  let folder = folderOf(uri);
  for (let parent = folderOf(folder); parent !== folder; parent = folderOf(folder)) {
    if (!read(`dir:${parent}`)) break;
    folder = parent;
  }
  return folder;
}

/** A step gives values in `with`, in `parameters`, and in the parameter files that it names. */
function inScenario(
  sources: GivingSources,
  uri: string,
  template: string,
  parameterFiles: string[],
  places: GivenPlace[],
): void {
  for (const { tree, timeline } of sources.scenarioDocumentsOf(uri)) {
    for (const step of deploySteps(timeline.scenario.steps)) {
      if (!step.template || resolveUri(uri, step.template.value) !== template) continue;
      for (const { value } of step.parameterFiles) {
        const file = resolveUri(uri, value);
        if (file !== undefined && sources.read(file)) parameterFiles.push(file);
      }
      const last = placeAt(tree.root, step.template.at.span.start).steps.at(-1);
      const written = last?.kind === 'member' ? last.of : undefined;
      for (const name of ['with', 'parameters']) {
        const given = at(written, name);
        if (given?.kind === 'object')
          places.push(...givenInScenario(sources, uri, given.properties));
      }
    }
  }
}

function givenInScenario(
  { read }: GivingSources,
  uri: string,
  given: readonly Property[],
): readonly GivenPlace[] {
  const text = read(uri)?.text ?? '';
  const names = given.map(({ key }) => key.value);
  return given.map(({ key }) => ({
    at: { uri, span: innerSpan(key) },
    name: key.value,
    names,
    written: {
      span: { start: key.start, end: key.end },
      textOf: (newName) => writtenName(key, newName, text),
    },
  }));
}

function givenPlaces(
  { read }: GivingSources,
  uri: string,
  given: readonly Property[],
): readonly GivenPlace[] {
  const document = { uri, text: read(uri)?.text ?? '' };
  const names = given.map(({ key }) => key.value);
  return given.map(({ key }) => ({
    at: placeIn(document, key, { start: 0, end: key.value.length }),
    name: key.value,
    names,
  }));
}
