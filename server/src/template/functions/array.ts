import { t } from '../../base/l10n.ts';
import type { ArrayValue, Failure, ObjectValue, Unknown, Value } from '../value.ts';
import { get } from '../value.ts';
import type { ArmFunction } from './arm-function.ts';
import { any, anyOf, array, eager, int, integer, kindOf, repeated, string } from './define.ts';
import { toUpper } from './letter-case.ts';
import {
  bool,
  exactly,
  failure,
  int as whole,
  integer as exact,
  list,
  nothing,
  record,
  text,
  unknown,
} from './make.ts';
import { combinedMembers } from './members.ts';
import { keyOf, same } from './sameness.ts';
import { joined } from './wording.ts';

const MAX_RANGE = 10_000;
const MAX_INT32 = 2_147_483_647;

const stringOrArray = (name: string, documentation: string) =>
  anyOf(name, documentation, 'a string or an array', 'string', 'array');
const arrayOrObject = (name: string, documentation: string) =>
  anyOf(name, documentation, 'an array or an object', 'array', 'object');
const container = (name: string, documentation: string) =>
  anyOf(name, documentation, 'a string, an array or an object', 'string', 'array', 'object');

/** The functions for arrays; some of them serve strings and objects too. */
export const arrayFunctions: readonly ArmFunction[] = [
  eager({
    name: 'array',
    category: 'array',
    returns: 'array',
    documentation: 'Puts a value into an array of one item; an array stays as it is.',
    takes: [any('convertToArray', 'What to put into an array.')],
    call: ([value]) => (value.kind === 'array' ? value : list([value])),
  }),
  eager({
    name: 'concat',
    category: 'array',
    returns: 'string|array',
    documentation: 'Joins arrays into one array, or strings, ints and bools into one string.',
    takes: [repeated(any('arg', 'An array, or a string, int or bool.'))],
    call: ([args]) => concat(args),
    partial: (args) => {
      const values = args.filter((argument) => argument.kind !== 'lambda');
      return values.some(({ kind }) => kind === 'array') ? undefined : joined(values, '');
    },
  }),
  eager({
    name: 'contains',
    category: 'array',
    returns: 'bool',
    documentation:
      'Says whether an array has an item, an object a key (letter case ignored) or a string a part (letter case counts).',
    takes: [
      container('container', 'Where to look.'),
      any('itemToFind', 'What to look for: an item, a key or a part of the string.'),
    ],
    call: ([where, what]) => contains(where, what),
  }),
  eager({
    name: 'createArray',
    category: 'array',
    returns: 'array',
    documentation: 'Makes an array of the arguments.',
    takes: [repeated(any('arg', 'An item of the array.'))],
    call: ([args]) => list(args),
    partial: (args) => list(args.filter((argument) => argument.kind !== 'lambda')),
  }),
  eager({
    name: 'distinct',
    category: 'array',
    returns: 'array',
    documentation: 'Leaves out items that are equal to an earlier one.',
    takes: [array('array', 'The array.')],
    call: ([given]) => unionOfArrays([given]),
  }),
  eager({
    name: 'empty',
    category: 'array',
    returns: 'bool',
    documentation: 'Says whether an array, object or string has nothing in it; null is empty too.',
    takes: [
      anyOf(
        'itemToTest',
        'The string, array or object.',
        'a string, an array, an object or null',
        'string',
        'array',
        'object',
        'null',
      ),
    ],
    call: ([given]) => {
      if (given.kind === 'null') return bool(true);
      const size = sizeOf(given);
      if (given.kind === 'object' && given.others !== undefined) {
        return size > 0 ? bool(false) : unknown(given.others);
      }
      return bool(size === 0);
    },
  }),
  eager({
    name: 'first',
    category: 'array',
    returns: 'any',
    documentation: 'The first item of an array (null if it is empty) or character of a string.',
    takes: [stringOrArray('arg1', 'The array or string.')],
    call: ([given]) =>
      given.kind === 'string' ? text(given.value.slice(0, 1)) : (given.items[0] ?? nothing()),
  }),
  eager({
    name: 'flatten',
    category: 'array',
    returns: 'array',
    documentation: 'Turns an array of arrays into one array; deeper arrays stay.',
    takes: [array('arrayToFlatten', 'An array of arrays.')],
    call: ([given]) => {
      const items: Value[] = [];
      for (const item of given.items) {
        if (item.kind !== 'array') return notWithin('flatten', 'arrays', item);
        for (const inner of item.items) items.push(inner);
      }
      return list(items);
    },
  }),
  eager({
    name: 'indexFromEnd',
    category: 'array',
    returns: 'any',
    documentation: 'The item at a one-based place counted from the end of an array.',
    takes: [
      array('sourceArray', 'The array.'),
      int('reverseIndex', 'The place, counted from 1 at the end.'),
    ],
    call: ([given, place]) =>
      fromEnd(given, place) ??
      failure(t('the array has {0} items, so none at {1} from the end', given.items.length, place)),
  }),
  eager({
    name: 'indexOf',
    category: 'array',
    returns: 'int',
    documentation:
      'The zero-based place of an item in an array, or of a part in a string (letter case ignored); -1 if it is not there.',
    takes: [
      stringOrArray('container', 'Where to look.'),
      any('itemToFind', 'The item, or the part of the string.'),
    ],
    call: ([where, what]) => place('indexOf', where, what, 1),
  }),
  eager({
    name: 'intersection',
    category: 'array',
    returns: 'array|object',
    documentation: 'The items that all arrays have, or the members that all objects have alike.',
    takes: [
      arrayOrObject('arg1', 'An array or object.'),
      arrayOrObject('arg2', 'Another of the same type.'),
      repeated(arrayOrObject('more', 'Further ones of the same type.')),
    ],
    call: ([first, second, more]) =>
      alike('intersection', [first, second, ...more], commonItems, commonMembers),
  }),
  eager({
    name: 'join',
    category: 'array',
    returns: 'string',
    documentation: 'Joins the items of an array into one string, with a delimiter between them.',
    takes: [
      array('inputArray', 'The items to join.'),
      string('delimiter', 'What stands between two items.'),
    ],
    call: ([given, delimiter]) => {
      const wrong = given.items.find(({ kind }) => kind === 'array' || kind === 'object');
      return wrong
        ? notWithin('join', t('strings, ints or bools'), wrong)
        : joined(given.items, delimiter);
    },
  }),
  eager({
    name: 'last',
    category: 'array',
    returns: 'any',
    documentation: 'The last item of an array (null if it is empty) or character of a string.',
    takes: [stringOrArray('arg1', 'The array or string.')],
    call: ([given]) =>
      given.kind === 'string' ? text(given.value.slice(-1)) : (given.items.at(-1) ?? nothing()),
  }),
  eager({
    name: 'lastIndexOf',
    category: 'array',
    returns: 'int',
    documentation: 'As indexOf, but the last place.',
    takes: [
      stringOrArray('container', 'Where to look.'),
      any('itemToFind', 'The item, or the part of the string.'),
    ],
    call: ([where, what]) => place('lastIndexOf', where, what, -1),
  }),
  eager({
    name: 'length',
    category: 'array',
    returns: 'int',
    documentation: 'How many items an array, characters a string or members an object has.',
    takes: [container('arg1', 'What to count.')],
    call: ([given]) =>
      given.kind === 'object' && given.others !== undefined
        ? unknown(given.others)
        : whole(sizeOf(given)),
  }),
  eager({
    name: 'max',
    category: 'array',
    returns: 'int',
    documentation: 'The greatest of some ints, or of an array of ints.',
    takes: [
      anyOf('arg1', 'The first int, or an array of ints.', 'an int or an array', 'number', 'array'),
      repeated(integer('more', 'Further ints.')),
    ],
    call: ([first, more]) => extreme('max', first, more, (a, b) => a > b),
  }),
  eager({
    name: 'min',
    category: 'array',
    returns: 'int',
    documentation: 'The least of some ints, or of an array of ints.',
    takes: [
      anyOf('arg1', 'The first int, or an array of ints.', 'an int or an array', 'number', 'array'),
      repeated(integer('more', 'Further ints.')),
    ],
    call: ([first, more]) => extreme('min', first, more, (a, b) => a < b),
  }),
  eager({
    name: 'range',
    category: 'array',
    returns: 'array',
    documentation:
      'An array of ints that follow each other: the first, and how many (up to 10,000).',
    takes: [int('startIndex', 'The first int.'), int('count', 'How many ints, 0 to 10,000.')],
    call: ([start, count]) => {
      if (count < 0 || count > MAX_RANGE) {
        return failure(t('range gives 0 to {0} ints, not {1}', MAX_RANGE, count));
      }
      if (start + count > MAX_INT32 || start < -MAX_INT32 - 1) {
        return failure(t('range goes up to {0}; {1} and {2} go beyond', MAX_INT32, start, count));
      }
      return list(Array.from({ length: count }, (_, index) => whole(start + index)));
    },
  }),
  eager({
    name: 'skip',
    category: 'array',
    returns: 'array|string',
    documentation: 'Leaves out a number of items or characters at the start.',
    takes: [
      stringOrArray('originalValue', 'The array or string.'),
      int('numberToSkip', 'How many items or characters to leave out; 0 or less leaves out none.'),
    ],
    call: ([given, count]) => slice(given, Math.max(0, count), undefined),
  }),
  eager({
    name: 'take',
    category: 'array',
    returns: 'array|string',
    documentation: 'Keeps a number of items or characters at the start.',
    takes: [
      stringOrArray('originalValue', 'The array or string.'),
      int('numberToTake', 'How many items or characters to keep; 0 or less keeps none.'),
    ],
    call: ([given, count]) => slice(given, 0, Math.max(0, count)),
  }),
  eager({
    name: 'tryGet',
    category: 'array',
    returns: 'any',
    documentation: 'Follows member names and indices into a value; null where one is missing.',
    takes: [
      any('itemToTest', 'Where to start.'),
      any('keyOrIndex', 'The first member name or index.'),
      repeated(any('more', 'Further member names or indices.')),
    ],
    call: ([value, step, more]) => follow(value, [step, ...more]),
  }),
  eager({
    name: 'tryIndexFromEnd',
    category: 'array',
    returns: 'any',
    documentation: 'As indexFromEnd, but null where there is no such item.',
    takes: [
      array('sourceArray', 'The array.'),
      int('reverseIndex', 'The place, counted from 1 at the end.'),
    ],
    call: ([given, place]) => fromEnd(given, place) ?? nothing(),
  }),
  eager({
    name: 'union',
    category: 'array',
    returns: 'array|object',
    documentation:
      'The items of all arrays, each once; or the members of all objects, where later ones win and objects within are merged.',
    takes: [
      arrayOrObject('arg1', 'An array or object.'),
      arrayOrObject('arg2', 'Another of the same type.'),
      repeated(arrayOrObject('more', 'Further ones of the same type.')),
    ],
    call: ([first, second, more]) =>
      alike('union', [first, second, ...more], unionOfArrays, (objects) =>
        objects.reduce(mergedDeeply),
      ),
  }),
];

function notWithin(name: string, accepts: string, item: Value): Value {
  if (item.kind === 'unknown' || item.kind === 'failure') return item;
  if (item.kind === 'oneOf') return unknown(t('it has several possible values'));
  return failure(t('{0} needs an array of {1}; one item is {2}', name, accepts, kindOf(item)));
}

function sizeOf(given: Value): number {
  if (given.kind === 'string') return given.value.length;
  if (given.kind === 'array') return given.items.length;
  return given.kind === 'object' ? given.members.size : 0;
}

function concat(args: readonly Value[]): Value {
  const arrays = args.filter((value) => value.kind === 'array');
  if (arrays.length > 0 && arrays.length === args.length) {
    const items: Value[] = [];
    for (const { items: part } of arrays) for (const item of part) items.push(item);
    return list(items);
  }
  const wrong = args.find(({ kind }) => kind === 'array' || kind === 'object');
  if (wrong)
    return failure(
      t('concat joins arrays, or strings and ints, but not both or {0}', kindOf(wrong)),
    );
  return joined(args, '');
}

function contains(where: Value, what: Value): Value {
  if (where.kind === 'array') return found(where.items, what);
  const word = what.kind === 'number' ? String(exactly(what) ?? what.value) : undefined;
  const part = what.kind === 'string' ? what.value : word;
  if (part === undefined)
    return failure(t('contains looks for a string or an int, not {0}', kindOf(what)));
  if (where.kind === 'string') return bool(where.value.includes(part));
  if (where.kind !== 'object') return failure(t('contains cannot look into {0}', kindOf(where)));
  if (get(where, part)) return bool(true);
  return where.others === undefined ? bool(false) : unknown(where.others);
}

function found(items: readonly Value[], what: Value): Value {
  let open: Unknown | Failure | undefined;
  for (const item of items) {
    const answer = same(item, what);
    if (answer === true) return bool(true);
    if (answer !== false) open ??= answer;
  }
  return open ?? bool(false);
}

function place(name: string, where: Value, what: Value, direction: 1 | -1): Value {
  if (where.kind === 'array') return placeInArray(where.items, what, direction);
  if (where.kind !== 'string' || what.kind !== 'string') {
    return failure(t('{0} needs a string as argument 2 (itemToFind), not {1}', name, kindOf(what)));
  }
  const text = toUpper(where.value);
  const part = toUpper(what.value);
  return whole(direction === 1 ? text.indexOf(part) : text.lastIndexOf(part));
}

function placeInArray(items: readonly Value[], what: Value, direction: 1 | -1): Value {
  const start = direction === 1 ? 0 : items.length - 1;
  for (let index = start; index >= 0 && index < items.length; index += direction) {
    const item = items[index];
    const answer = item ? same(item, what) : false;
    if (answer === true) return whole(index);
    if (answer !== false) return answer;
  }
  return whole(-1);
}

/** Applies the one or the other function to arguments that are all arrays or all objects. */
function alike(
  name: string,
  args: readonly (ArrayValue | ObjectValue)[],
  ofArrays: (arrays: readonly ArrayValue[]) => Value,
  ofObjects: (objects: readonly ObjectValue[]) => Value,
): Value {
  const arrays = args.filter((value) => value.kind === 'array');
  if (arrays.length === args.length) return ofArrays(arrays);
  const objects = args.filter((value) => value.kind === 'object');
  if (objects.length === args.length) return ofObjects(objects);
  return failure(t('{0} needs arguments that are all arrays or all objects', name));
}

function unionOfArrays(arrays: readonly ArrayValue[]): Value {
  const items = new Map<string, Value>();
  for (const { items: part } of arrays) {
    for (const item of part) {
      const key = keyOf(item);
      if (typeof key !== 'string') return key;
      if (!items.has(key)) items.set(key, item);
    }
  }
  return list([...items.values()]);
}

function commonItems(arrays: readonly ArrayValue[]): Value {
  const [first, ...others] = arrays;
  const keysOfOthers: ReadonlySet<string>[] = [];
  for (const { items } of others) {
    const keys = new Set<string>();
    for (const item of items) {
      const key = keyOf(item);
      if (typeof key !== 'string') return key;
      keys.add(key);
    }
    keysOfOthers.push(keys);
  }
  const common = new Map<string, Value>();
  for (const item of first?.items ?? []) {
    const key = keyOf(item);
    if (typeof key !== 'string') return key;
    if (!common.has(key) && keysOfOthers.every((keys) => keys.has(key))) common.set(key, item);
  }
  return list([...common.values()]);
}

function commonMembers(objects: readonly ObjectValue[]): Value {
  const [first, ...others] = objects;
  const members = new Map<string, Value>();
  for (const [name, value] of first?.members ?? []) {
    let inAll = true;
    for (const other of others) {
      const counterpart = get(other, name);
      if (!counterpart && other.others !== undefined) return unknown(other.others);
      const answer = counterpart ? same(value, counterpart) : false;
      if (answer !== true && answer !== false) return answer;
      inAll &&= answer;
    }
    if (inAll) members.set(name, value);
  }
  return record(members);
}

function mergedDeeply(a: ObjectValue, b: ObjectValue): ObjectValue {
  const members = combinedMembers([...a.members, ...b.members], (old, value) =>
    old.kind === 'object' && value.kind === 'object' ? mergedDeeply(old, value) : value,
  );
  const others = a.others ?? b.others;
  return others === undefined ? record(members) : { ...record(members), others };
}

function extreme(
  name: string,
  first: Value,
  more: readonly bigint[],
  wins: (a: bigint, b: bigint) => boolean,
): Value {
  if (first.kind === 'array' && more.length > 0) {
    return failure(t('{0} needs ints, or one array of ints', name));
  }
  const numbers: bigint[] = [];
  for (const item of first.kind === 'array' ? first.items : [first]) {
    const number = item.kind === 'number' ? exactly(item) : undefined;
    if (number === undefined) return notWithin(name, 'ints', item);
    numbers.push(number);
  }
  numbers.push(...more);
  const [start] = numbers;
  if (start === undefined) return failure(t('{0} needs at least one int', name));
  return exact(numbers.reduce((best, number) => (wins(number, best) ? number : best), start));
}

function slice(given: Value, start: number, end: number | undefined): Value {
  if (given.kind === 'string') return text(given.value.slice(start, end));
  return given.kind === 'array' ? list(given.items.slice(start, end)) : given;
}

function fromEnd(given: ArrayValue, place: number): Value | undefined {
  return place < 1 ? undefined : given.items[given.items.length - place];
}

function follow(value: Value, steps: readonly Value[]): Value {
  let current = value;
  for (const [index, step] of steps.entries()) {
    if (current.kind === 'null' || current.kind === 'unknown' || current.kind === 'failure') break;
    // A scalar on the way has no members, which is no other than a missing one.
    if (index > 0 && hasNoMembers(current)) return nothing();
    current = memberAt(current, step);
  }
  return current;
}

function hasNoMembers({ kind }: Value): boolean {
  return kind === 'string' || kind === 'number' || kind === 'boolean';
}

/** One step of `tryGet`: a name, an index, or `{ value, fromEnd }`. */
function memberAt(value: Value, step: Value): Value {
  if (value.kind === 'oneOf') return unknown(t('it has several possible values'));
  if (step.kind === 'object') {
    const inner = get(step, 'value');
    const counted = get(step, 'fromEnd');
    if (!inner) return failure(t('tryGet needs a value in an object that it follows'));
    const reversed = counted?.kind === 'boolean' && counted.value;
    if (!reversed) return memberAt(value, inner);
    if (value.kind !== 'array' || inner.kind !== 'number') return notAPath(value, inner);
    return fromEnd(value, inner.value) ?? nothing();
  }
  if (value.kind === 'object' && step.kind === 'string') {
    const member = get(value, step.value);
    if (member) return member;
    return value.others === undefined ? nothing() : unknown(value.others);
  }
  if (value.kind === 'array' && step.kind === 'number') return value.items[step.value] ?? nothing();
  return notAPath(value, step);
}

function notAPath(value: Value, step: Value): Value {
  return failure(t('tryGet cannot look into {0} with {1}', kindOf(value), kindOf(step)));
}
