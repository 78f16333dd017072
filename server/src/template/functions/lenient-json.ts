import { t } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import { combinedMembers } from './members.ts';
import { bool, failure, float, integer, list, nothing, record, text } from './make.ts';

/** Deeper JSON is refused; Newtonsoft has a limit too. */
const MAX_DEPTH = 64;

/**
 * Returns the value of JSON text as Newtonsoft reads it: comments, single quotes, bare names and
 * trailing commas are accepted. A failure for anything else.
 */
export function parseLenientJson(source: string): Value {
  let position = 0;
  const value = valueAt(0);
  skipBlanks();
  if (value.kind !== 'failure' && position < source.length) return unexpected();
  return value;

  function unexpected(): Value {
    const found = source[position];
    return failure(
      found === undefined
        ? t('the JSON text ends too early')
        : t("the JSON text has an unexpected '{0}' at {1}", found, position),
    );
  }

  function skipBlanks(): void {
    const blanks = /(?:[\s\uFEFF]+|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;
    blanks.lastIndex = position;
    blanks.exec(source);
    position = blanks.lastIndex;
  }

  function accept(sign: string): boolean {
    skipBlanks();
    if (source[position] !== sign) return false;
    position++;
    return true;
  }

  function valueAt(depth: number): Value {
    if (depth > MAX_DEPTH) return failure(t('the JSON text is nested too deeply'));
    if (accept('{')) return objectAt(depth);
    if (accept('[')) return arrayAt(depth);
    const quote = source[position];
    if (quote === '"' || quote === "'") {
      const content = stringAt();
      return content === undefined ? unexpected() : text(content);
    }
    return wordAt();
  }

  function arrayAt(depth: number): Value {
    const items: Value[] = [];
    while (!accept(']')) {
      const item = valueAt(depth + 1);
      if (item.kind === 'failure') return item;
      items.push(item);
      if (accept(',')) continue;
      return accept(']') ? list(items) : unexpected();
    }
    return list(items);
  }

  function objectAt(depth: number): Value {
    const members: [string, Value][] = [];
    for (;;) {
      if (accept('}')) break;
      const name = nameAt();
      if (name === undefined || !accept(':')) return unexpected();
      const member = valueAt(depth + 1);
      if (member.kind === 'failure') return member;
      members.push([name, member]);
      if (accept(',')) continue;
      if (accept('}')) break;
      return unexpected();
    }
    return record(combinedMembers(members, (_, later) => later));
  }

  function nameAt(): string | undefined {
    const quote = source[position];
    if (quote === '"' || quote === "'") return stringAt();
    const name = /[\w$\u0080-\uFFFF]+/y;
    name.lastIndex = position;
    const match = name.exec(source);
    if (!match) return undefined;
    position = name.lastIndex;
    return match[0];
  }

  /** Leaves the position at what is wrong when it returns `undefined`. */
  function stringAt(): string | undefined {
    const quote = source[position];
    let content = '';
    for (position++; position < source.length; position++) {
      const character = source[position] ?? '';
      if (character === quote) {
        position++;
        return content;
      }
      if (character !== '\\') {
        content += character;
        continue;
      }
      position++;
      const escape = source[position] ?? '';
      const simple = ESCAPES.get(escape);
      if (simple !== undefined) {
        content += simple;
      } else {
        const code = /^u([\dA-Fa-f]{4})/.exec(source.slice(position, position + 5));
        if (!code?.[1]) return undefined;
        content += String.fromCharCode(parseInt(code[1], 16));
        position += 4;
      }
    }
    return undefined;
  }

  function wordAt(): Value {
    const word = /[\w.+-]+/y;
    word.lastIndex = position;
    const found = word.exec(source)?.[0] ?? '';
    const value = meaningOf(found);
    if (!value) return unexpected();
    position += found.length;
    return value;
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['\\', '\\'],
  ['/', '/'],
  ['"', '"'],
  ["'", "'"],
]);

function meaningOf(word: string): Value | undefined {
  switch (word) {
    case 'true':
    case 'false':
      return bool(word === 'true');
    case 'null':
    case 'undefined':
      return nothing();
    default:
  }
  // A leading zero means octal to Newtonsoft.
  const octal = /^(-?)0([0-7]+)$/.exec(word);
  if (octal) return integer(BigInt(`0o${octal[2]}`) * (octal[1] ? -1n : 1n));
  if (/^-?\d+$/.test(word)) return integer(BigInt(word));
  if (/^0[xX][\dA-Fa-f]+$/.test(word)) return integer(BigInt.asIntN(64, BigInt(word)));
  return /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(word) ? float(Number(word)) : undefined;
}
