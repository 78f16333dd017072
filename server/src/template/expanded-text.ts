import { isExpression } from '../syntax/expression.ts';
import { indentationUnit, lineBreakOf } from '../syntax/layout.ts';
import { numberText } from './functions/wording.ts';
import { measure } from './measure.ts';
import { isSecretName } from './parameters.ts';
import type { Value } from './value.ts';

/** JSON that is to be written: a scalar as its text, members in their order. */
export type Expanded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'array'; readonly items: readonly Expanded[] }
  | { readonly kind: 'object'; readonly members: readonly ExpandedMember[] };

export type ExpandedMember = readonly [name: string, value: Expanded];

/** Returns a string of JSON. */
export function expandedString(value: string): Expanded {
  return { kind: 'text', text: JSON.stringify(value) };
}

/**
 * Returns a value as a template writes it, or `undefined` where a part of it is not known, or is a
 * secret and must not be shown.
 */
export function expandedValue(value: Value): Expanded | undefined {
  return measure(value).secret ? undefined : written(value);
}

function written(value: Value): Expanded | undefined {
  switch (value.kind) {
    case 'string':
      return expandedString(escaped(value.value));
    case 'number': {
      const digits = numberText(value);
      return { kind: 'text', text: value.float && /^-?\d+$/.test(digits) ? `${digits}.0` : digits };
    }
    case 'boolean':
      return { kind: 'text', text: String(value.value) };
    case 'null':
      return { kind: 'text', text: 'null' };
    case 'array': {
      const items: Expanded[] = [];
      for (const item of value.items) {
        const part = written(item);
        if (!part) return undefined;
        items.push(part);
      }
      return { kind: 'array', items };
    }
    case 'object': {
      if (value.others !== undefined) return undefined;
      const members: ExpandedMember[] = [];
      for (const [name, item] of value.members) {
        const part = isSecretName(name) && item.kind !== 'null' ? undefined : written(item);
        if (!part) return undefined;
        members.push([escaped(name), part]);
      }
      return { kind: 'object', members };
    }
    case 'oneOf':
    case 'unknown':
    case 'failure':
      return undefined;
  }
}

/** A text that would be taken for an expression, or for an escaped one, gets a second bracket. */
function escaped(text: string): string {
  return isExpression(text) || (text.startsWith('[[') && text.endsWith(']')) ? `[${text}` : text;
}

/** Returns the JSON text, indented and with the line breaks of the text it was made from. */
export function writeExpanded(root: Expanded, like: string): string {
  const unit = indentationUnit(like);
  const lineBreak = lineBreakOf(like);
  const parts: string[] = [];
  const enclosed = (
    [open, close]: readonly [string, string],
    indent: string,
    items: readonly Expanded[],
    label: (index: number) => string,
  ): void => {
    if (items.length === 0) {
      parts.push(open, close);
      return;
    }
    const deeper = indent + unit;
    for (const [index, item] of items.entries()) {
      parts.push(index === 0 ? open : ',', lineBreak, deeper, label(index));
      write(item, deeper);
    }
    parts.push(lineBreak, indent, close);
  };
  const write = (part: Expanded, indent: string): void => {
    switch (part.kind) {
      case 'text':
        parts.push(part.text);
        return;
      case 'array':
        enclosed(['[', ']'], indent, part.items, () => '');
        return;
      case 'object': {
        const { members } = part;
        const values = members.map(([, value]) => value);
        const label = (index: number): string => `${JSON.stringify(members[index]?.[0] ?? '')}: `;
        enclosed(['{', '}'], indent, values, label);
      }
    }
  };
  write(root, '');
  parts.push(lineBreak);
  return parts.join('');
}
