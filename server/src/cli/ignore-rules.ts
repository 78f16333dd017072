import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readTextFile } from './text-file.ts';

/** The `.gitignore` files in force in a folder, the innermost first. */
export type IgnoreRules = readonly FolderRules[];

interface FolderRules {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Returns the rules in force in `folder`: its own and those of the folders around it, up to the
 * root of its repository. A folder that is itself ignored, but was asked for, has its own only.
 */
export function ignoreRulesAround(folder: string): IgnoreRules {
  const above = rulesAbove(folder);
  const outer = isIgnored(above, folder, 'folder') ? [] : above;
  return withRulesOf(outer, folder);
}

/** Returns `rules` with those of a folder in it. */
export function withRulesOf(rules: IgnoreRules, folder: string): IgnoreRules {
  const file = readTextFile(join(folder, '.gitignore'));
  if (!('text' in file)) return rules;
  return [{ folder, rules: ignore().add(file.text) }, ...rules];
}

/** Says whether the rules ignore a file or folder; the innermost that speaks of it decides. */
export function isIgnored(rules: IgnoreRules, path: string, kind: 'file' | 'folder'): boolean {
  for (const { folder, rules: own } of rules) {
    const way = relative(folder, path).split(sep).join('/');
    const { ignored, unignored } = own.test(kind === 'folder' ? `${way}/` : way);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function rulesAbove(folder: string): IgnoreRules {
  const above: string[] = [];
  let current = folder;
  while (!existsSync(join(current, '.git'))) {
    const parent = dirname(current);
    // No repository around it: then no rules from above either.
    if (parent === current) return [];
    above.push(parent);
    current = parent;
  }
  return above.reduceRight((rules: IgnoreRules, next) => withRulesOf(rules, next), []);
}
