import type { Analysis } from '../../analysis.ts';
import { nameOf } from '../../base/uri.ts';
import { member } from '../../syntax/node.ts';
import type { FileLink } from './file-link.ts';

/** Returns the link from the key `parameters` to the template that declares them. */
export function parameterFileLinks(analysis: Analysis, uri: string): readonly FileLink[] {
  const key = member(analysis.treeOf(uri)?.root, 'parameters')?.key;
  const [template] = analysis.templatesOf(uri);
  if (!key || template === undefined) return [];
  const span = { start: key.start + 1, end: Math.max(key.start + 1, key.end - 1) };
  return [{ span, target: template, tooltip: `open ${nameOf(template)}` }];
}
