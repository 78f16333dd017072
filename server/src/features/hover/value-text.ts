import { isSecretName } from '../../template/parameters.ts';
import type { Value } from '../../template/value.ts';

/** Characters of a value that a hover shows. */
const MAX_LENGTH = 1000;

/** Values nested deeper than this are shown as `…`. */
const MAX_DEPTH = 8;

/** Stands for a value that must not be shown. */
export const SECURE_VALUE = '(secure value)';

/**
 * Returns a value as JSON for people, shortened, with words in `‹›` where a part is not known.
 * Nothing secret is in it.
 */
export function valueText(value: Value): string {
  const budget = { left: MAX_LENGTH };
  return print(value, '', 0, budget);
}

interface Room {
  left: number;
}

function print(value: Value, indent: string, depth: number, room: Room): string {
  if (value.secret) return spend(SECURE_VALUE, room);
  switch (value.kind) {
    case 'string':
      return spend(JSON.stringify(shortened(value.value, room.left)), room);
    case 'number':
    case 'boolean':
      return spend(String(value.value), room);
    case 'null':
      return spend('null', room);
    case 'unknown':
      return spend(`‹${value.shape ?? 'unknown'}: ${value.reason}›`, room);
    case 'failure':
      return spend(`‹fails: ${value.message}›`, room);
    case 'oneOf': {
      const choices = value.choices.map(({ value: choice }) => print(choice, indent, depth, room));
      return `‹one of› ${choices.join(' | ')}`;
    }
    case 'array': {
      const items = value.items.map((item) => [undefined, item] as const);
      return printMembers('[', items, ']', indent, depth, room);
    }
    case 'object':
      return printMembers('{', [...value.members], '}', indent, depth, room);
  }
}

function printMembers(
  open: string,
  members: readonly (readonly [string | undefined, Value])[],
  close: string,
  indent: string,
  depth: number,
  room: Room,
): string {
  if (members.length === 0) return open + close;
  if (depth >= MAX_DEPTH) return `${open}…${close}`;
  const inner = `${indent}  `;
  const lines: string[] = [];
  for (const [name, value] of members) {
    if (room.left <= 0) {
      lines.push(`${inner}…`);
      break;
    }
    const isSecret = name !== undefined && isSecretName(name);
    const text = isSecret ? SECURE_VALUE : print(value, inner, depth + 1, room);
    const key = name === undefined ? '' : `${spend(JSON.stringify(shortened(name, 100)), room)}: `;
    lines.push(`${inner}${key}${text}`);
  }
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function spend(text: string, room: Room): string {
  room.left -= text.length;
  return text;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length))}…`;
}
