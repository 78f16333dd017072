import { t } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import type { ArmFunction, Argument } from './arm-function.ts';
import { any, array, eager, kindOf, object, repeated, string } from './define.ts';
import { parseLenientJson } from './lenient-json.ts';
import { combinedMembers } from './members.ts';
import { compareIgnoringCase } from './letter-case.ts';
import { failure, list, nothing, record, text, unknown } from './make.ts';

/** The functions for objects. */
export const objectFunctions: readonly ArmFunction[] = [
  eager({
    name: 'createObject',
    category: 'object',
    returns: 'object',
    documentation: 'Makes an object of keys and values that follow each other.',
    takes: [repeated(any('keyOrValue', 'A key, its value, the next key, and so on.'))],
    call: ([args]) => createObject(args),
    partial: (args) => createObject(args.filter((argument) => argument.kind !== 'lambda')),
  }),
  eager({
    name: 'items',
    category: 'object',
    returns: 'array',
    documentation: 'Turns an object into an array of { key, value }, in the order of the keys.',
    takes: [object('object', 'The object.')],
    call: ([given]) =>
      given.others !== undefined
        ? unknown(given.others)
        : list(
            inOrder(given.members).map(([key, value]) =>
              record(
                new Map<string, Value>([
                  ['key', text(key)],
                  ['value', value],
                ]),
              ),
            ),
          ),
  }),
  eager({
    name: 'json',
    category: 'object',
    returns: 'any',
    documentation:
      'Reads a value from JSON text. Comments, single quotes and bare names are accepted.',
    takes: [string('arg1', 'JSON text.')],
    call: ([given]) => parseLenientJson(given),
  }),
  eager({
    name: 'null',
    category: 'object',
    returns: 'null',
    documentation: 'The value null.',
    takes: [],
    call: () => nothing(),
  }),
  eager({
    name: 'objectKeys',
    category: 'object',
    returns: 'array',
    documentation: 'The keys of an object, in their order.',
    takes: [object('object', 'The object.')],
    call: ([given]) =>
      given.others !== undefined
        ? unknown(given.others)
        : list(inOrder(given.members).map(([key]) => text(key))),
  }),
  eager({
    name: 'shallowMerge',
    category: 'object',
    returns: 'object',
    documentation: 'Puts the members of the objects of an array into one object; later ones win.',
    takes: [array('inputArray', 'An array of objects.')],
    call([given]) {
      const members: [string, Value][] = [];
      let others: string | undefined;
      for (const item of given.items) {
        if (item.kind === 'unknown' || item.kind === 'failure') return item;
        if (item.kind !== 'object') {
          return failure(
            t('shallowMerge needs an array of objects; one item is {0}', kindOf(item)),
          );
        }
        others ??= item.others;
        for (const member of item.members) members.push(member);
      }
      const merged = record(combinedMembers(members, (_, later) => later));
      return others === undefined ? merged : { ...merged, others };
    },
  }),
];

function createObject(args: readonly Argument[]): Value {
  if (args.length % 2 !== 0) return failure(t('createObject needs a value for each key'));
  const members: [string, Value][] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const key = args[index];
    const value = args[index + 1];
    if (!key || !value || value.kind === 'lambda') continue;
    if (key.kind === 'unknown') return unknown(key.reason);
    if (key.kind !== 'string') {
      return failure(
        t('createObject needs a string as key {0}, not {1}', index / 2 + 1, kindOf(key)),
      );
    }
    members.push([key.value, value]);
  }
  return record(combinedMembers(members, (_, later) => later));
}

function inOrder(members: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...members].sort(([a], [b]) => compareIgnoringCase(a, b));
}
