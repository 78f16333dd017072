import type { Value } from '../template/value.ts';

/** An evaluated expression: its value as JSON text, or why there is none. */
export type Evaluated =
  { readonly json: string } | { readonly error: string } | { readonly unknown: string };

/**
 * Returns a value as compact JSON text. Members keep the order they were written in, which the
 * objects of JavaScript do not when a name is a number. A secret is never shown.
 */
export function valueText(value: Value): Evaluated {
  if (value.secret) return { unknown: 'the value is a secret' };
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return { json: JSON.stringify(value.value) };
    case 'null':
      return { json: 'null' };
    case 'array':
      return joined(value.items.map(valueText), (parts) => `[${parts.join(',')}]`);
    case 'object': {
      const names = [...value.members.keys()].map((name) => JSON.stringify(name));
      return joined([...value.members.values()].map(valueText), (parts) => {
        return `{${parts.map((part, index) => `${names[index] ?? ''}:${part}`).join(',')}}`;
      });
    }
    case 'oneOf':
      return { unknown: oneOfText(value.choices.map((choice) => valueText(choice.value))) };
    case 'unknown':
      return { unknown: value.reason };
    case 'failure':
      return { error: value.message };
  }
}

function joined(
  parts: readonly Evaluated[],
  join: (parts: readonly string[]) => string,
): Evaluated {
  const obstacle = parts.find((part) => !('json' in part));
  return obstacle ?? { json: join(parts.flatMap((part) => ('json' in part ? [part.json] : []))) };
}

function oneOfText(choices: readonly Evaluated[]): string {
  const values = choices.flatMap((choice) => ('json' in choice ? [choice.json] : []));
  return values.length < choices.length
    ? 'it has several possible values'
    : `it is one of ${values.join(', ')}`;
}
