import type { Read } from '../base/source.ts';
import { folderOf, nameOf, normalizeUri } from '../base/uri.ts';
import type { ParameterFilePattern } from '../device/configuration.ts';
import { member, sameName, type Tree } from '../syntax/node.ts';
import { declaredParameters } from '../template/parameters.ts';
import { fileKind } from './file-kind.ts';
import { filesIn, foldersIn } from './folder.ts';
import { matchesName, matchesPath } from './path-pattern.ts';

/** What decides which parameter file goes with which template, beside their names. */
export interface ParameterFileSources {
  readonly read: Read;
  treeOf(uri: string): Tree | undefined;
  /** Of the settings: whole URIs. */
  readonly settings: readonly ParameterFilePattern[];
  /** Of the configuration of that file: paths relative to the configuration, with `*`. */
  configured(
    uri: string,
  ): { readonly uri: string; readonly patterns: readonly ParameterFilePattern[] } | undefined;
}

/**
 * Returns the parameter files of a template: those named after it in its folder
 * (`NAME.parameters.json`, `NAME.parameters.*.json`, `NAME.Params.json`, in any letter case), those
 * that configuration or settings name, and files of its folder that are named after no template
 * but give values to this one's parameters and to no other's.
 */
export function parameterFilesOf(uri: string, sources: ParameterFileSources): readonly string[] {
  const found = new Set<string>();
  const candidates = filesIn(sources.read, folderOf(uri)).filter(mayHoldParameters);
  for (const candidate of candidates) {
    const isParameters = () => fileKind(sources.read, candidate) === 'parameters';
    if (isNamedAfter(candidate, uri)) {
      if (isParameters()) found.add(candidate);
    } else if (isParameters() && fittingTemplates(candidate, sources).includes(uri)) {
      found.add(candidate);
    }
  }
  for (const file of configuredFilesOf(uri, sources)) found.add(file);
  return [...found];
}

/** Returns the templates that a parameter file gives values to, by the same rules. */
export function templatesOf(uri: string, sources: ParameterFileSources): readonly string[] {
  const found = new Set(fittingTemplates(uri, sources));
  for (const { template, files } of sources.settings) {
    if (files.some((file) => normalizeUri(file) === uri)) found.add(normalizeUri(template));
  }
  const configured = sources.configured(uri);
  if (configured) {
    for (const { template, files } of configured.patterns) {
      if (!files.some((file) => matchesPath(configured.uri, file, uri))) continue;
      for (const match of filesMatching(configured.uri, template, sources)) found.add(match);
    }
  }
  return [...found].filter((template) => fileKind(sources.read, template) === 'template');
}

/** Returns the stem of the template that a parameter file is named after, or `undefined`. */
export function templateStem(parameterFileName: string): string | undefined {
  return /^(.+?)\.param(?:eter)?s(?:\.[^/]+)?\.jsonc?$/i.exec(parameterFileName)?.[1];
}

function isNamedAfter(parameterFile: string, template: string): boolean {
  const stem = templateStem(nameOf(parameterFile));
  return stem !== undefined && sameName(stem, nameOf(template).replace(/\.jsonc?$/i, ''));
}

function mayHoldParameters(uri: string): boolean {
  return /param[^/]*\.jsonc?$/i.test(nameOf(uri));
}

/**
 * The templates beside a parameter file that are meant by it: the one it is named after, else the
 * only one that declares every parameter it gives.
 */
function fittingTemplates(uri: string, sources: ParameterFileSources): readonly string[] {
  const beside = filesIn(sources.read, folderOf(uri)).filter((file) => /\.jsonc?$/i.test(file));
  const named = beside.filter((file) => isNamedAfter(uri, file));
  if (named.length > 0) return named;
  const given = member(sources.treeOf(uri)?.root, 'parameters')?.value;
  if (given?.kind !== 'object' || given.properties.length === 0) return [];
  const names = given.properties.map(({ key }) => key.value.toLowerCase());
  const fitting = beside.filter((file) => {
    if (file === uri || fileKind(sources.read, file) !== 'template') return false;
    const root = sources.treeOf(file)?.root;
    if (root?.kind !== 'object') return false;
    const declared = new Set(declaredParameters(root).map(({ name }) => name.toLowerCase()));
    return names.every((name) => declared.has(name));
  });
  return fitting.length === 1 ? fitting : [];
}

function configuredFilesOf(uri: string, sources: ParameterFileSources): readonly string[] {
  const found: string[] = [];
  for (const { template, files } of sources.settings) {
    if (normalizeUri(template) === uri) found.push(...files.map(normalizeUri));
  }
  const configured = sources.configured(uri);
  for (const { template, files } of configured?.patterns ?? []) {
    if (!configured || !matchesPath(configured.uri, template, uri)) continue;
    for (const file of files) found.push(...filesMatching(configured.uri, file, sources));
  }
  return found;
}

/** The files that match a path pattern; folders are listed as far as the pattern goes. */
function filesMatching(
  base: string,
  pattern: string,
  sources: ParameterFileSources,
): readonly string[] {
  const parts = pattern.replace(/^\.\//, '').split('/');
  let folders = [folderOf(base)];
  for (const part of parts.slice(0, -1)) {
    folders = folders.flatMap((folder) => foldersMatching(folder, part, sources.read));
  }
  const last = parts[parts.length - 1] ?? '';
  return folders.flatMap((folder) =>
    filesIn(sources.read, folder).filter((file) => matchesName(last, nameOf(file))),
  );
}

/** At most this many folders are gone through for one pattern. */
const MAX_FOLDERS = 1000;

function foldersMatching(folder: string, part: string, read: Read): string[] {
  if (part === '..') return [folderOf(folder)];
  if (part !== '**')
    return foldersIn(read, folder).filter((sub) => matchesName(part, lastName(sub)));
  const all = [folder];
  for (let next = 0; next < all.length && all.length < MAX_FOLDERS; next++) {
    all.push(...foldersIn(read, all[next] ?? folder));
  }
  return all;
}

function lastName(folder: string): string {
  return nameOf(folder.slice(0, -1));
}
