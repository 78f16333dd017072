import type { CompletionItemKind } from 'vscode-languageserver-types';
import { yamlOnOneLine } from '../../../syntax/yaml-text.ts';
import type { Completion } from '../completions.ts';
import type { YamlPlace } from './place.ts';

/** A value or a name that may be written. */
export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly documentation?: string;
  /** The text of the value, or the name of the key. */
  readonly text: string;
  /** Suggestions of a lower rank come first. */
  readonly rank: number;
}

/** Returns a text as a value at a place: quoted as it is there, else where YAML needs it. */
export function valueCompletion(place: YamlPlace, suggestion: Suggestion): Completion {
  const { text, rank, ...shown } = suggestion;
  const newText = scalar(place, text);
  return {
    ...shown,
    span: place.span,
    newText,
    // An editor compares with what stands there, quote included.
    ...(place.quote !== undefined && { filterText: newText }),
    sortText: sortText(rank),
  };
}

/** A key with what follows it. */
export interface KeySuggestion extends Omit<Suggestion, 'text' | 'label'> {
  readonly name: string;
  /** Behind the colon; in snippets a tab stop is `$1` or `${1:text}`. */
  readonly value: Written;
}

/** Something to be written, as snippet and for editors that take none. */
export interface Written {
  readonly plain: string;
  readonly snippet: string;
}

/** Returns a key with its value at a place; in front of it a dash where a list item is missing. */
export function keyCompletion(
  { span, quote, style }: YamlPlace,
  { name, value, rank, ...shown }: KeySuggestion,
  before: '' | '- ',
): Completion {
  const key = style === 'json' || quote !== undefined ? JSON.stringify(name) : yamlOnOneLine(name);
  return {
    ...shown,
    label: name,
    span,
    newText: `${before}${key}: ${value.plain}`,
    snippet: `${before}${snippetText(key)}: ${value.snippet}`,
    ...(quote !== undefined && { filterText: quote + name }),
    sortText: sortText(rank),
  };
}

/** Returns text as it has to stand in a snippet to mean itself. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Returns a text as a scalar of the place's style. */
export function scalar({ quote, style }: Pick<YamlPlace, 'quote' | 'style'>, text: string): string {
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  return quote === '"' || style === 'json' ? JSON.stringify(text) : yamlOnOneLine(text);
}

function sortText(rank: number): string {
  return String(rank).padStart(4, '0');
}
