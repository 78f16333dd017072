import { SymbolKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { at, member } from '../../syntax/node.ts';
import type { OutlineItem } from './outline-item.ts';

/** Returns the parameters that a file gives values to. */
export function parameterFileOutline(analysis: Analysis, uri: string): readonly OutlineItem[] {
  if (analysis.settings().templateLanguage === 'off') return [];
  const given = at(analysis.treeOf(uri)?.root, 'parameters');
  if (given?.kind !== 'object') return [];
  return given.properties.map((property) => {
    const { key, value } = property;
    const detail = member(value, 'reference') ? 'key vault' : at(value, 'value')?.kind;
    return {
      name: key.value.trim() === '' ? '(no name)' : key.value,
      ...(detail !== undefined && { detail }),
      kind: SymbolKind.Property,
      span: property,
      selection: key,
      children: [],
    };
  });
}
