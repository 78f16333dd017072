import { t, translatable } from '../../base/l10n.ts';
import type { Failure, NumberValue, Unknown, Value } from '../value.ts';
import { exactly, shaped, text, unknown } from './make.ts';

/** Strings longer than this are not made, in UTF-16 units. */
export const MAX_TEXT = 1_000_000;

/** Why a value is not made at all. */
export const TOO_LARGE = translatable('too large to evaluate offline');

/** A text, or what stands in the way of one. */
export type Wording = string | Unknown | Failure;

/**
 * Returns the text that a value becomes inside another: ints in digits, bools as `True` and
 * `False`, null as nothing, arrays and objects as JSON in the given quotes.
 */
export function wordingOf(value: Value, quote: Quote): Wording {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return numberText(value);
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'null':
      return '';
    default:
      return jsonText(value, quote);
  }
}

export type Quote = '"' | "'";

/** Returns the value as compact JSON, as Newtonsoft writes it. */
function jsonText(value: Value, quote: Quote): Wording {
  const parts: string[] = [];
  let length = 0;
  const add = (part: string): Unknown | undefined => {
    length += part.length;
    if (length > MAX_TEXT) return unknown(t(TOO_LARGE));
    parts.push(part);
    return undefined;
  };
  return write(value) ?? parts.join('');

  function write(part: Value): Unknown | Failure | undefined {
    switch (part.kind) {
      case 'string':
        return add(quoted(part.value, quote));
      case 'number': {
        const digits = numberText(part);
        return add(part.float && /^-?\d+$/.test(digits) ? `${digits}.0` : digits);
      }
      case 'boolean':
        return add(String(part.value));
      case 'null':
        return add('null');
      case 'array':
        return writeAll('[', part.items.entries(), ']');
      case 'object':
        if (part.others !== undefined) return unknown(part.others);
        return writeAll('{', part.members, '}');
      case 'oneOf':
        return unknown(t('it has several possible values'));
      case 'unknown':
      case 'failure':
        return part;
    }
  }

  function writeAll(
    open: string,
    entries: Iterable<readonly [string | number, Value]>,
    close: string,
  ): Unknown | Failure | undefined {
    let separator = open;
    for (const [key, item] of entries) {
      const prefix = typeof key === 'string' ? `${separator}${quoted(key, quote)}:` : separator;
      const obstacle = add(prefix) ?? write(item);
      if (obstacle) return obstacle;
      separator = ',';
    }
    return add(separator === open ? open + close : close);
  }
}

function quoted(content: string, quote: Quote): string {
  // JSON.stringify escapes lone surrogates, Newtonsoft does not; neither matters to a reader.
  const escaped = JSON.stringify(content)
    .slice(1, -1)
    .replace(/[\u0085\u2028\u2029]/g, escapeUnit);
  const inner = quote === '"' ? escaped : escaped.replaceAll('\\"', '"').replaceAll("'", "\\'");
  return quote + inner + quote;
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Returns a number in the invariant culture: `12`, `1.5`, `1E+16`. */
export function numberText(number: NumberValue): string {
  const exact = exactly(number);
  if (exact !== undefined) return String(exact);
  const { value } = number;
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-5 && magnitude < 1e15)) return String(value);
  const [digits, exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** Returns the texts one after another; where some are unknown, an unknown text of that shape. */
export function joined(values: readonly Value[], separator: string): Value {
  const parts: string[] = [];
  let missing: Unknown | undefined;
  let length = 0;
  for (const value of values) {
    const part = wordingOf(value, "'");
    if (typeof part !== 'string' && part.kind === 'failure') return part;
    const known = typeof part === 'string' ? part : (part.shape ?? '{…}');
    if (typeof part !== 'string') missing ??= part;
    length += known.length + separator.length;
    if (length > MAX_TEXT) return unknown(t(TOO_LARGE));
    parts.push(known);
  }
  const whole = parts.join(separator);
  return missing ? outlined(missing.reason, whole) : text(whole);
}

/** Longer shapes tell a person nothing. */
const MAX_SHAPE = 2_000;

/** Returns an unknown text, with its shape where that is short enough to be read. */
export function outlined(reason: string, shape: string): Unknown {
  return shape.length > MAX_SHAPE ? unknown(reason) : shaped(reason, shape);
}

/** Returns the text, or says that it is too long to be made; `make` runs only if it is not. */
export function bounded(length: number, make: () => string): Value {
  return length > MAX_TEXT ? unknown(t(TOO_LARGE)) : text(make());
}
