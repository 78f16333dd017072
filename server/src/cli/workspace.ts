import { dirname } from 'node:path';
import { CONFIGURATION_NAME, createAnalysis, type Analysis } from '../analysis.ts';
import type { NodePlaces } from '../report/places.ts';
import type { FileError } from '../report/check-report.ts';
import type { DeviceSettings } from './device-options.ts';
import { diskRead } from './disk.ts';
import { namedPairs } from './pairing.ts';
import { liesWithin, pathOf, shownPath, uriOf } from './paths.ts';
import { nodePlacesOf } from './places.ts';
import { shareOf, type Shard } from './shard.ts';
import { findTargets } from './targets.ts';
import { readTextFile } from './text-file.ts';

/** The files a command was given, with their analysis. */
export interface Workspace {
  readonly analysis: Analysis;
  readonly places: NodePlaces;
  readonly files: readonly WorkspaceFile[];
  /** What could not be looked at, by the path shown. */
  readonly errors: readonly FileError[];
  /** Whether a file may be changed: it lies in a folder that the command was given. */
  mayWrite(path: string): boolean;
}

export interface WorkspaceFile {
  readonly uri: string;
  /** The path as reports show it. */
  readonly file: string;
  readonly kind: NonNullable<ReturnType<Analysis['kindOf']>>;
}

export interface WorkspaceOptions {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly settings: DeviceSettings;
  /** The kinds wanted; a named file of another kind is an error, a found one is left out. */
  readonly kinds: readonly WorkspaceFile['kind'][];
  /** What a named file of another kind is not: `not a scenario`. */
  readonly otherKind: string;
  /** Only this share of the files. */
  readonly shard?: Shard;
}

/** Returns the files behind the paths of a command line, and what could not be read. */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { cwd, settings } = options;
  const { folders, named, found, problems } = findTargets(cwd, options.paths);
  const config = settings.config === undefined ? undefined : pathOf(settings.config);
  const allFolders = [cwd, ...folders, ...named.map((path) => dirname(path))];
  const read = diskRead({
    folders: allFolders,
    files: [...named, ...(config === undefined ? [] : [config])],
    namesAnywhere: [CONFIGURATION_NAME],
    settings: { ...settings, parameterFiles: namedPairs(named) },
  });
  const analysis = createAnalysis(read);
  const files: WorkspaceFile[] = [];
  const errors = problems.map(({ path, message }) => ({ file: shownPath(cwd, path), message }));
  const look = (path: string, asked: 'named' | 'found'): void => {
    const uri = uriOf(path);
    const file = shownPath(cwd, path);
    if (!read(uri)) {
      const message = problemOf(path);
      // A link that leads outside was not asked for; a file that cannot be read might be ours.
      if (message !== undefined) errors.push({ file, message });
      return;
    }
    const kind = analysis.kindOf(uri);
    if (kind !== undefined && options.kinds.includes(kind)) files.push({ uri, file, kind });
    else if (asked === 'named') errors.push({ file, message: options.otherKind });
  };
  for (const path of named) look(path, 'named');
  for (const path of found) look(path, 'found');
  files.sort(byFile);
  return {
    analysis,
    places: nodePlacesOf(analysis, cwd),
    files: options.shard ? shareOf(files, options.shard) : files,
    errors,
    mayWrite: (path) => allFolders.some((folder) => liesWithin(folder, path)),
  };
}

function problemOf(path: string): string | undefined {
  const file = readTextFile(path);
  return 'problem' in file ? file.problem : undefined;
}

function byFile(a: WorkspaceFile, b: WorkspaceFile): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
