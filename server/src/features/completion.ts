import {
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { rangeIn } from './ranges.ts';
import { configurationCompletions } from './completion/configuration.ts';
import type { Completions, Completion } from './completion/completions.ts';
import { parameterFileCompletions } from './completion/parameter-file.ts';
import { templateCompletions } from './completion/template.ts';
import { scenarioCompletions } from './completion/scenario.ts';

/** How the client takes completions. */
export interface CompletionTarget {
  readonly takesSnippets: boolean;
}

const readers: ByKind<Analysis, [offset: number], Completions | undefined> = {
  template: templateCompletions,
  parameters: parameterFileCompletions,
  scenario: scenarioCompletions,
  config: configurationCompletions,
};

/** Returns what may be written at `offset`, an offset into the file's text. */
export function completion(
  analysis: Analysis,
  uri: string,
  offset: number,
  target: CompletionTarget,
): CompletionList | undefined {
  const found = readByKind(readers, analysis, uri, offset);
  if (!found) return undefined;
  const { items, isIncomplete } = found;
  return {
    isIncomplete,
    items: items.flatMap((item) => completionItem(analysis, uri, item, target) ?? []),
  };
}

function completionItem(
  { read }: Analysis,
  uri: string,
  item: Completion,
  { takesSnippets }: CompletionTarget,
): CompletionItem | undefined {
  const range = rangeIn(read, { uri, span: item.span });
  if (!range) return undefined;
  const { label, kind, detail, documentation, newText, snippet, filterText, sortText } = item;
  const isSnippet = takesSnippets && snippet !== undefined;
  return {
    label,
    kind,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: { kind: 'markdown', value: documentation },
    }),
    ...(filterText !== undefined && { filterText }),
    sortText,
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    textEdit: { range, newText: isSnippet ? snippet : newText },
  };
}
