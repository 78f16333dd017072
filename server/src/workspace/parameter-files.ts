import { derived, type Derived } from '../base/derived.ts';
import { sameTexts } from '../base/same-texts.ts';
import type { Read } from '../base/source.ts';
import { folderOf, nameOf, normalizeUri } from '../base/uri.ts';
import { member, sameName } from '../syntax/node.ts';
import { declaredParameters } from '../template/parameters.ts';
import type { Configured } from './configured.ts';
import { fileKind } from './file-kind.ts';
import type { FolderContents } from './folder-contents.ts';
import { filesIn, foldersIn } from './folder.ts';
import { matchesName, matchesPath } from './path-pattern.ts';
import type { Trees } from './trees.ts';

/** Which parameter file goes with which template. */
export interface ParameterFiles {
  /**
   * Returns the parameter files of a template: those named after it in its folder
   * (`NAME.parameters.json`, `NAME.parameters.*.json`, `NAME.Params.json`, in any letter case),
   * those that configuration or settings name, and files of its folder that are named after no
   * template but give values to this one's parameters and to no other's.
   */
  parameterFilesOf(read: Read, template: string): readonly string[];
  /** Returns the templates that a parameter file gives values to, by the same rules. */
  templatesOf(read: Read, parameterFile: string): readonly string[];
}

/** What the pairing is read from. */
export interface ParameterFileSources {
  readonly trees: Trees;
  readonly configured: Configured;
  readonly contents: Derived<FolderContents>;
}

/** Returns what pairs parameter files with templates. */
export function parameterFilesIn(sources: ParameterFileSources): ParameterFiles {
  const { configured, contents } = sources;
  const fitting = fittingTemplates(sources);
  const parameterFilesOf = derived<readonly string[]>(
    (read, uri) => {
      const found = new Set<string>();
      for (const candidate of contents(read, folderOf(uri)).parameters) {
        if (!mayHoldParameters(candidate)) continue;
        if (isNamedAfter(candidate, uri) || fitting(read, candidate).includes(uri)) {
          found.add(candidate);
        }
      }
      for (const file of configuredFilesOf(read, uri, configured)) found.add(file);
      return [...found];
    },
    () => [],
    sameTexts,
  );
  return {
    parameterFilesOf,
    templatesOf(read, uri) {
      const found = new Set(fitting(read, uri));
      for (const { template, files } of configured.settings(read).parameterFiles) {
        if (files.some((file) => normalizeUri(file) === uri)) found.add(normalizeUri(template));
      }
      const configuration = configured.configurationFor(read, uri);
      if (configuration) {
        for (const { template, files } of configuration.parameterFiles) {
          if (!files.some((file) => matchesPath(configuration.uri, file, uri))) continue;
          for (const match of filesMatching(configuration.uri, template, read)) found.add(match);
        }
      }
      return [...found].filter((template) => fileKind(read, template) === 'template');
    },
  };
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
function fittingTemplates({ trees, contents }: ParameterFileSources): Derived<readonly string[]> {
  const namesIn = derived<readonly string[]>(
    (read, template) => {
      const root = trees(read, template)?.[0]?.root;
      if (root?.kind !== 'object') return [];
      return declaredParameters(root).map(({ name }) => name.toLowerCase());
    },
    () => [],
    sameTexts,
  );
  return derived<readonly string[]>(
    (read, uri) => {
      const folder = folderOf(uri);
      const named = filesIn(read, folder).filter(
        (file) => /\.jsonc?$/i.test(file) && isNamedAfter(uri, file),
      );
      if (named.length > 0) return named;
      const given = member(trees(read, uri)?.[0]?.root, 'parameters')?.value;
      if (given?.kind !== 'object' || given.properties.length === 0) return [];
      const names = given.properties.map(({ key }) => key.value.toLowerCase());
      const fitting = contents(read, folder).template.filter((template) => {
        const declared = new Set(namesIn(read, template));
        return names.every((name) => declared.has(name));
      });
      return fitting.length === 1 ? fitting : [];
    },
    () => [],
    sameTexts,
  );
}

function configuredFilesOf(read: Read, uri: string, configured: Configured): readonly string[] {
  const found: string[] = [];
  for (const { template, files } of configured.settings(read).parameterFiles) {
    if (normalizeUri(template) === uri) found.push(...files.map(normalizeUri));
  }
  const configuration = configured.configurationFor(read, uri);
  for (const { template, files } of configuration?.parameterFiles ?? []) {
    if (!configuration || !matchesPath(configuration.uri, template, uri)) continue;
    for (const file of files) found.push(...filesMatching(configuration.uri, file, read));
  }
  return found;
}

/** The files that match a path pattern; folders are listed as far as the pattern goes. */
function filesMatching(base: string, pattern: string, read: Read): readonly string[] {
  const parts = pattern.replace(/^\.\//, '').split('/');
  let folders = [folderOf(base)];
  for (const part of parts.slice(0, -1)) {
    folders = folders.flatMap((folder) => foldersMatching(folder, part, read));
  }
  const last = parts[parts.length - 1] ?? '';
  return folders.flatMap((folder) =>
    filesIn(read, folder).filter((file) => matchesName(last, nameOf(file))),
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
