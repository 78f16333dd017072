import { at, sameName, textOf, type Node } from '../../syntax/node.ts';
import type { ObjectRole } from './known-keys.ts';

/** Returns what the object at `path` of a template is, or `undefined` when nothing is known of it. */
export function objectRole(
  root: Node | undefined,
  path: readonly (string | number)[],
): ObjectRole | undefined {
  const inside = withinTemplate(path);
  const [section, name, ...rest] = inside;
  if (section === undefined) return 'template';
  if (typeof section !== 'string') return undefined;
  if (sameName(section, 'parameters') && name !== undefined && rest.length === 0)
    return 'parameter';
  if (sameName(section, 'outputs') && name !== undefined && rest.length === 0) return 'output';
  if (sameName(String(inside.at(-2)), 'copy') || sameName(String(inside.at(-1)), 'copy')) {
    return 'copy';
  }
  return sameName(section, 'resources') ? resourceRole(root, path) : undefined;
}

/** The path from the innermost template around, nested ones included. */
function withinTemplate(path: readonly (string | number)[]): readonly (string | number)[] {
  const nested = path.findLastIndex(
    (step, index) =>
      sameName(String(step), 'template') && sameName(String(path[index - 1]), 'properties'),
  );
  return path.slice(nested + 1);
}

function resourceRole(
  root: Node | undefined,
  path: readonly (string | number)[],
): ObjectRole | undefined {
  if (sameName(String(path.at(-2)), 'resources')) return 'resource';
  if (!sameName(String(path.at(-1)), 'properties')) return undefined;
  const type = textOf(at(root, ...path.slice(0, -1), 'type'))?.toLowerCase() ?? '';
  if (type === 'microsoft.compute/virtualmachines') return 'virtualMachine';
  if (type === 'microsoft.resources/deployments') return 'deployment';
  return type === 'extensions' || type === 'microsoft.compute/virtualmachines/extensions'
    ? 'extension'
    : undefined;
}
