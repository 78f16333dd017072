import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Completion } from '../completions.ts';
import type { YamlPlace } from './place.ts';
import {
  keyCompletion,
  valueCompletion,
  type KeySuggestion,
  type Suggestion,
} from './suggestion.ts';

/** Returns the completions of values at a place; none where a key is to stand. */
export function values(
  place: YamlPlace,
  suggestions: readonly Suggestion[],
): readonly Completion[] {
  if (place.position === 'key') return [];
  return suggestions.map((suggestion) => valueCompletion(place, suggestion));
}

/** Values that are no strings: they are never quoted. */
export function words(place: YamlPlace, texts: readonly string[]): readonly Completion[] {
  if (place.position === 'key' || place.quote !== undefined) return [];
  return texts.map((text, rank) => ({
    label: text,
    kind: CompletionItemKind.Value,
    span: place.span,
    newText: text,
    sortText: String(rank),
  }));
}

/** The keys that are not there yet; where a value stands they begin a mapping of their own. */
export function keys(
  place: YamlPlace,
  suggestions: readonly KeySuggestion[],
): readonly Completion[] {
  const isValue = place.position === 'value';
  if (isValue && place.quote !== undefined) return [];
  const written = new Set(place.siblings?.properties.map(({ key }) => key.value));
  const isBlock = place.style === 'yaml' && place.line === 'own';
  return suggestions
    .filter(({ name }) => !written.has(name))
    .map((suggestion) => keyCompletion(place, suggestion, ''))
    .map((item) => (isValue && !isBlock ? braced(item) : item));
}

/** Returns a completion of a key in the braces that JSON, or the middle of a line, needs. */
export function braced(item: Completion): Completion {
  return {
    ...item,
    newText: `{ ${item.newText} }`,
    ...(item.snippet !== undefined && { snippet: `{ ${item.snippet} }` }),
  };
}

/** Returns a key to be completed; `value` is what stands behind it at first. */
export function keyOf(name: string, detail: string, value: string): KeySuggestion {
  const snippet = value === '' ? '$0' : `\${1:${value}}`;
  return {
    name,
    kind: CompletionItemKind.Property,
    detail,
    value: { plain: value, snippet },
    rank: 0,
  };
}
