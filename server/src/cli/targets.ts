import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileProblem } from './file-problem.ts';
import { ignoreRulesAround, isIgnored, withRulesOf, type IgnoreRules } from './ignore-rules.ts';

/** The files that the paths on the command line mean. */
export interface Targets {
  /** Absolute paths of folders that were named. */
  readonly folders: readonly string[];
  /** Absolute paths of files that were named, in the order given. */
  readonly named: readonly string[];
  /** Absolute paths of files found in the folders, in order of their names. */
  readonly found: readonly string[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/**
 * Returns the files behind `paths`: named files as they are, and in folders, recursively, those
 * that may be ours by their names. `.gitignore`d files, `node_modules` and `.git` are left out,
 * and symbolic links to folders are not followed, so no link can lead round in a circle.
 */
export function findTargets(cwd: string, paths: readonly string[]): Targets {
  const folders = new Set<string>();
  const named = new Set<string>();
  const found = new Set<string>();
  const problems: { path: string; message: string }[] = [];
  for (const given of paths) {
    const path = resolve(cwd, given);
    try {
      if (statSync(path).isDirectory()) folders.add(path);
      else named.add(path);
    } catch (error) {
      problems.push({ path, message: fileProblem(error) });
    }
  }
  for (const folder of folders) {
    walk(
      folder,
      (path) => found.add(path),
      (path, message) => problems.push({ path, message }),
    );
  }
  return {
    folders: [...folders],
    named: [...named],
    found: [...found].filter((path) => !named.has(path)).sort(),
    problems,
  };
}

const SKIPPED_FOLDERS: readonly string[] = ['node_modules', '.git'];

/** By name; what a `.json` file really is, its content says. */
const CANDIDATE = /\.jsonc?$|\.gpuscenario\.ya?ml$|^edge-gpu\.config\.yaml$/i;

function walk(
  root: string,
  onFile: (path: string) => void,
  onProblem: (path: string, message: string) => void,
): void {
  const waiting: { folder: string; rules: IgnoreRules }[] = [
    { folder: root, rules: ignoreRulesAround(root) },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { folder, rules } = next;
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          if (SKIPPED_FOLDERS.includes(entry.name) || isIgnored(rules, path, 'folder')) continue;
          waiting.push({ folder: path, rules: withRulesOf(rules, path) });
        } else if (CANDIDATE.test(entry.name) && !isIgnored(rules, path, 'file') && isFile(path)) {
          onFile(path);
        }
      }
    } catch (error) {
      onProblem(folder, fileProblem(error));
    }
  }
}

/** Follows a symbolic link; one that leads nowhere or to a folder is no file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
