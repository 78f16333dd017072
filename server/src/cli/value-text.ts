import type { Value } from '../template/value.ts';

/** An evaluated expression: its value as JSON text, or why there is none. */
export type Evaluated =
  { readonly json: string } | { readonly error: string } | { readonly unknown: string };

/**
 * Returns a value as JSON text on one line. Members keep the order they were written in, which the
 * objects of JavaScript do not when a name is a number.
 */
export function valueText(value: Value): Evaluated {
  return textOf(value, { colon: ':', lineBreak: '', indent: '' });
}

/** As `valueText`, indented by two spaces for people to read. */
export function indentedValueText(value: Value): Evaluated {
  return textOf(value, { colon: ': ', lineBreak: '\n', indent: '  ' });
}

interface Layout {
  readonly colon: string;
  /** Before each item; holds the indentation of the value around it. */
  readonly lineBreak: string;
  readonly indent: string;
}

function textOf(value: Value, layout: Layout): Evaluated {
  const inner = { ...layout, lineBreak: layout.lineBreak + layout.indent };
  const enclosed = (open: string, items: readonly string[], close: string): string =>
    items.length === 0
      ? open + close
      : open + items.map((item) => inner.lineBreak + item).join(',') + layout.lineBreak + close;
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return { json: JSON.stringify(value.value) };
    case 'null':
      return { json: 'null' };
    case 'array': {
      const items = allOf(value.items.map((item) => textOf(item, inner)));
      return 'texts' in items ? { json: enclosed('[', items.texts, ']') } : items;
    }
    case 'object': {
      const members = allOf([...value.members.values()].map((member) => textOf(member, inner)));
      if (!('texts' in members)) return members;
      const written = [...value.members.keys()].map(
        (name, index) => JSON.stringify(name) + layout.colon + (members.texts[index] ?? ''),
      );
      return { json: enclosed('{', written, '}') };
    }
    case 'oneOf': {
      const choices = allOf(value.choices.map((choice) => valueText(choice.value)));
      return {
        unknown:
          'texts' in choices
            ? `it is one of ${choices.texts.join(', ')}`
            : 'it has several possible values',
      };
    }
    case 'unknown':
      return { unknown: value.reason };
    case 'failure':
      return { error: value.message };
  }
}

/** The texts of all parts, or the first part that has none. */
function allOf(
  parts: readonly Evaluated[],
): { readonly texts: readonly string[] } | Exclude<Evaluated, { readonly json: string }> {
  const texts: string[] = [];
  for (const part of parts) {
    if (!('json' in part)) return part;
    texts.push(part.json);
  }
  return { texts };
}
