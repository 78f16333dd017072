import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { sameName } from '../syntax/node.ts';
import { templateStem } from '../workspace/parameter-files.ts';
import { uriOf } from './paths.ts';

/**
 * Returns, by template URI, the parameter files that were named together with a template of the
 * same base name in another folder. One that lies beside a template of its own belongs to that.
 */
export function namedPairs(named: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const pairs = new Map<string, string[]>();
  for (const file of named) {
    const templates = named.filter((other) => isNamedAfter(basename(file), basename(other)));
    if (templates.length === 0 || hasTemplateBeside(file)) continue;
    for (const template of templates) {
      const uri = uriOf(template);
      pairs.set(uri, [...(pairs.get(uri) ?? []), uriOf(file)]);
    }
  }
  return Object.fromEntries(pairs);
}

function hasTemplateBeside(file: string): boolean {
  try {
    const name = basename(file);
    return readdirSync(dirname(file)).some((other) => isNamedAfter(name, other));
  } catch {
    return false;
  }
}

function isNamedAfter(parameterFile: string, template: string): boolean {
  const stem = templateStem(parameterFile);
  return stem !== undefined && sameName(stem, template.replace(/\.jsonc?$/i, ''));
}
