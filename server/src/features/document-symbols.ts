import type { DocumentSymbol } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { rangeIn } from './ranges.ts';
import type { OutlineItem } from './document-symbols/outline-item.ts';
import { parameterFileOutline } from './document-symbols/parameter-file.ts';
import { templateOutline } from './document-symbols/template.ts';
import { scenarioSymbols } from './document-symbols/scenario.ts';

const readers: ByKind<Analysis, [], readonly OutlineItem[]> = {
  template: templateOutline,
  parameters: parameterFileOutline,
  scenario: scenarioSymbols,
};

/** Returns the outline of a file. */
export function documentSymbols(analysis: Analysis, uri: string): DocumentSymbol[] {
  const items = readByKind(readers, analysis, uri) ?? [];
  return items.flatMap((item) => documentSymbol(analysis, uri, item) ?? []);
}

function documentSymbol(
  analysis: Analysis,
  uri: string,
  item: OutlineItem,
): DocumentSymbol | undefined {
  const range = rangeIn(analysis.read, { uri, span: item.span });
  const selectionRange = rangeIn(analysis.read, { uri, span: item.selection });
  if (!range || !selectionRange) return undefined;
  const { name, detail, kind, children } = item;
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind,
    range,
    selectionRange,
    children: children.flatMap((child) => documentSymbol(analysis, uri, child) ?? []),
  };
}
