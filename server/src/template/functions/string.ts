import { t } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import type { ArmFunction, Argument } from './arm-function.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { compositeFormat } from './composite-format.ts';
import { any, anyOf, eager, int, online, optional, repeated, string } from './define.ts';
import { guidOf } from './guid.ts';
import { parseLenientJson } from './lenient-json.ts';
import { toLower, toUpper } from './letter-case.ts';
import { bool, failure, list, shaped, text, unknown } from './make.ts';
import { uniqueStringOf } from './unique-string.ts';
import { uriFunctions } from './uri.ts';
import { bounded, MAX_TEXT, TOO_LARGE, wordingOf } from './wording.ts';

const basis = (name: string, documentation: string) =>
  anyOf(name, documentation, 'a string', 'string', 'number', 'boolean');

/** The functions for strings. */
export const stringFunctions: readonly ArmFunction[] = [
  eager({
    name: 'base64',
    category: 'string',
    returns: 'string',
    documentation: 'Encodes a text in base 64.',
    takes: [string('inputString', 'The text to encode.')],
    call: ([given]) => bounded(given.length, () => toBase64(given)),
  }),
  eager({
    name: 'base64ToJson',
    category: 'string',
    returns: 'any',
    documentation: 'Decodes base 64 and reads the JSON in it.',
    takes: [string('base64Value', 'The text in base 64.')],
    call([given]) {
      const json = fromBase64(given);
      return json === undefined ? notBase64() : parseLenientJson(json);
    },
  }),
  eager({
    name: 'base64ToString',
    category: 'string',
    returns: 'string',
    documentation: 'Decodes base 64 to text.',
    takes: [string('base64Value', 'The text in base 64.')],
    call([given]) {
      const decoded = fromBase64(given);
      return decoded === undefined ? notBase64() : text(decoded);
    },
  }),
  eager({
    name: 'endsWith',
    category: 'string',
    returns: 'bool',
    documentation: 'Says whether a string ends with another; letter case is ignored.',
    takes: [
      string('stringToSearch', 'The string to look into.'),
      string('stringToFind', 'What it should end with.'),
    ],
    call: ([given, part]) => bool(toUpper(given).endsWith(toUpper(part))),
  }),
  eager({
    name: 'format',
    category: 'string',
    returns: 'string',
    documentation: 'Puts values into a text in place of {0}, {1}, …; {0:N0} gives a number format.',
    takes: [
      string('formatString', 'The text, with {0}, {1}, … for the values.'),
      repeated(any('arg', 'What to put in place of {0}, {1}, ….')),
    ],
    call: ([template, args]) => compositeFormat(template, args),
    partial: ([template, ...args]) =>
      template?.kind === 'string'
        ? compositeFormat(
            template.value,
            args.filter((argument) => argument.kind !== 'lambda'),
          )
        : undefined,
  }),
  eager({
    name: 'guid',
    category: 'string',
    returns: 'string',
    documentation: 'A GUID made of the arguments; the same arguments give the same GUID.',
    takes: [
      basis('baseString', 'What the GUID is made of.'),
      repeated(basis('more', 'What else it is made of.')),
    ],
    call: ([first, more]) => hashed([first, ...more], guidOf),
  }),
  online({
    name: 'newGuid',
    category: 'string',
    returns: 'string',
    documentation: 'A new GUID for each deployment; only for default values of parameters.',
    takes: [],
    unknownBecause: 'newGuid is another value in each deployment',
  }),
  eager({
    name: 'padLeft',
    category: 'string',
    returns: 'string',
    documentation:
      'Puts spaces, or another character, before a string or int until it has a given length.',
    takes: [
      anyOf(
        'valueToPad',
        'The string or int to make longer.',
        'a string or an int',
        'string',
        'number',
      ),
      int('totalLength', 'The length to reach.'),
      optional(string('paddingCharacter', 'The character to put before it; a space without one.')),
    ],
    call([given, length, padding = ' ']) {
      const content = wordingOf(given, '"');
      if (typeof content !== 'string') return content;
      if (length < 0) return failure(t('padLeft cannot give a length of {0}', length));
      if (padding.length !== 1)
        return failure(t('padLeft needs one character to put before the string'));
      return bounded(length, () => content.padStart(length, padding));
    },
  }),
  eager({
    name: 'replace',
    category: 'string',
    returns: 'string',
    documentation: 'Replaces each occurrence of a part of a string; letter case counts.',
    takes: [
      string('originalString', 'The string to change.'),
      string('oldString', 'The part to replace.'),
      string('newString', 'What to put in its place.'),
    ],
    call([given, old, replacement]) {
      if (old === '') return failure(t('replace cannot look for an empty string'));
      const parts = given.split(old);
      const length = given.length + (parts.length - 1) * (replacement.length - old.length);
      return bounded(length, () => parts.join(replacement));
    },
  }),
  eager({
    name: 'split',
    category: 'string',
    returns: 'array',
    documentation: 'Splits a string at a delimiter, or at each of an array of delimiters.',
    takes: [
      string('inputString', 'The string to split.'),
      anyOf(
        'delimiter',
        'Where to split: a string, or an array of strings.',
        'a string or an array of strings',
        'string',
        'array',
      ),
    ],
    call: ([given, delimiter]) => split(given, delimiter),
    partial: splitShape,
  }),
  eager({
    name: 'startsWith',
    category: 'string',
    returns: 'bool',
    documentation: 'Says whether a string starts with another; letter case is ignored.',
    takes: [
      string('stringToSearch', 'The string to look into.'),
      string('stringToFind', 'What it should start with.'),
    ],
    call: ([given, part]) => bool(toUpper(given).startsWith(toUpper(part))),
  }),
  eager({
    name: 'string',
    category: 'string',
    returns: 'string',
    documentation: 'Turns a value into text; arrays and objects become JSON.',
    takes: [any('valueToConvert', 'Any value.')],
    call([given]) {
      const content = wordingOf(given, '"');
      return typeof content === 'string' ? text(content) : content;
    },
    partial: shapeMapped((shape) => shape),
  }),
  eager({
    name: 'substring',
    category: 'string',
    returns: 'string',
    documentation: 'A part of a string: where it starts, counted from 0, and how long it is.',
    takes: [
      string('stringToParse', 'The string.'),
      optional(int('startIndex', 'Where the part starts, counted from 0.')),
      optional(int('length', 'How long the part is; without it, up to the end.')),
    ],
    call([given, start = 0, length = given.length - start]) {
      return start < 0 || length < 0 || start + length > given.length
        ? failure(
            t(
              'a string of {0} characters has none from {1} on for {2}',
              given.length,
              start,
              length,
            ),
          )
        : text(given.slice(start, start + length));
    },
  }),
  eager({
    name: 'toLower',
    category: 'string',
    returns: 'string',
    documentation: 'The string in lower case.',
    takes: [string('stringToChange', 'The string.')],
    call: ([given]) => text(toLower(given)),
    partial: shapeMapped(toLower),
  }),
  eager({
    name: 'toUpper',
    category: 'string',
    returns: 'string',
    documentation: 'The string in upper case.',
    takes: [string('stringToChange', 'The string.')],
    call: ([given]) => text(toUpper(given)),
    partial: shapeMapped(toUpper),
  }),
  eager({
    name: 'trim',
    category: 'string',
    returns: 'string',
    documentation: 'The string without white space at its ends.',
    takes: [string('stringToTrim', 'The string.')],
    call: ([given]) => text(given.replace(LEADING_BLANKS, '').slice(0, trimmedLength(given))),
  }),
  eager({
    name: 'uniqueString',
    category: 'string',
    returns: 'string',
    documentation:
      'Thirteen letters and digits made of the arguments; the same arguments give the same.',
    takes: [
      basis('baseString', 'What it is made of.'),
      repeated(basis('more', 'What else it is made of.')),
    ],
    call: ([first, more]) => hashed([first, ...more], uniqueStringOf),
  }),
  ...uriFunctions,
];

function notBase64(): Value {
  return failure(t('the text is not in base 64'));
}

function hashed(args: readonly Value[], hash: (text: string) => string): Value {
  const texts: string[] = [];
  for (const argument of args) {
    const content = wordingOf(argument, '"');
    if (typeof content !== 'string') return content;
    texts.push(content);
  }
  const length = texts.reduce((sum, content) => sum + content.length + 1, 0);
  return length > MAX_TEXT ? unknown(t(TOO_LARGE)) : text(hash(texts.join('-')));
}

function split(given: string, delimiter: Value): Value {
  const delimiters: string[] = [];
  for (const item of delimiter.kind === 'array' ? delimiter.items : [delimiter]) {
    if (item.kind === 'unknown' || item.kind === 'failure') return item;
    if (item.kind !== 'string') return failure(t('split needs strings as delimiters'));
    if (item.value !== '') delimiters.push(item.value);
  }
  if (delimiter.kind === 'array' && delimiter.items.length === 0) {
    return list(given.split(/\s/).map(text));
  }
  if (delimiters.length === 0) return list([text(given)]);
  const pattern = delimiters.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
  return list(given.split(new RegExp(pattern, 'g')).map(text));
}

/** Holes that never contain a `/`, so that resource ids can be split around them. */
const PLAIN_HOLES = /\{(?:subscriptionId|resourceGroup|managementGroup)\}/;

function splitShape([given, delimiter]: readonly Argument[]): Value | undefined {
  if (given?.kind !== 'unknown' || given.shape === undefined) return undefined;
  if (delimiter?.kind !== 'string' || delimiter.value !== '/') return undefined;
  const { reason, shape } = given;
  if (/[{}]/.test(shape.replaceAll(new RegExp(PLAIN_HOLES, 'g'), ''))) return undefined;
  return list(
    shape.split('/').map((part) => (PLAIN_HOLES.test(part) ? shaped(reason, part) : text(part))),
  );
}

/** Changes what is known of an unknown text and leaves its holes. */
function shapeMapped(
  change: (known: string) => string,
): (args: readonly Argument[]) => Value | undefined {
  return ([given]) => {
    if (given?.kind !== 'unknown' || given.shape === undefined) return undefined;
    const shape = given.shape.replace(/(\{[^}]*\})|([^{]+)/g, (part, hole?: string) =>
      hole === undefined ? change(part) : hole,
    );
    return shaped(given.reason, shape);
  };
}

/** White space as .NET knows it, which is not quite what JavaScript trims. */
const BLANK = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING_BLANKS = new RegExp(`^${BLANK}+`);
const ONE_BLANK = new RegExp(BLANK);

function trimmedLength(given: string): number {
  let start = 0;
  while (start < given.length && ONE_BLANK.test(given.charAt(start))) start++;
  let end = given.length;
  while (end > start && ONE_BLANK.test(given.charAt(end - 1))) end--;
  return end - start;
}
