import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Completion } from './completions.ts';
import type { JsonPlace } from './json-place.ts';
import type { KnownKey } from './known-keys.ts';

export type KeyPlace = Extract<JsonPlace, { readonly kind: 'key' }>;

/** Returns the completion of a key with its value, or of the key alone where it has one. */
export function keyItem(key: KnownKey, place: KeyPlace, rank: number): Completion {
  const { span, quote, hasValue, needsComma } = place;
  const { name, value, documentation, detail } = key;
  const comma = needsComma ? ',' : '';
  const written = JSON.stringify(name);
  return {
    label: name,
    kind: CompletionItemKind.Property,
    ...(detail !== undefined && { detail }),
    documentation,
    span,
    newText: hasValue ? written.slice(1, -1) : `${written}: ${withoutPlaceholders(value)}${comma}`,
    ...(!hasValue && { snippet: `${inSnippet(written)}: ${value}${comma}` }),
    ...(quote !== '' && { filterText: written }),
    sortText: String(rank).padStart(4, '0'),
  };
}

/** Returns text as it is written in a snippet to stand for itself. */
export function inSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Returns a choice of a snippet: its first item is what stands there at first. */
export function choiceInSnippet(items: readonly string[]): string {
  return `\${1|${items.map((item) => item.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
}

function withoutPlaceholders(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|])*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}|\$\d/g, '$1')
    .replace(/\\(.)/g, '$1');
}
