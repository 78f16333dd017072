import { t } from '../../base/l10n.ts';
import type { Failure, Unknown, Value } from '../value.ts';
import type { ArmFunction, Closure } from './arm-function.ts';
import { any, array, eager, kindOf, lambda, object, optional, repeated, string } from './define.ts';
import { combinedMembers } from './members.ts';
import { failure, int, list, record, unknown } from './make.ts';

/** The functions that take a `lambda`. */
export const lambdaFunctions: readonly ArmFunction[] = [
  eager({
    name: 'filter',
    category: 'lambda',
    returns: 'array',
    documentation: 'Keeps the items for which a lambda of (item) or (item, index) gives true.',
    takes: [
      array('inputArray', 'The array to filter.'),
      lambda('predicate', 'A lambda of (item) or (item, index) that gives a bool.', 1, 2),
    ],
    call([given, predicate]) {
      const kept: Value[] = [];
      for (const [index, item] of given.items.entries()) {
        const answer = conditionOf('filter', predicate.call(item, int(index)));
        if (typeof answer !== 'boolean') return answer;
        if (answer) kept.push(item);
      }
      return list(kept);
    },
  }),
  eager({
    name: 'groupBy',
    category: 'lambda',
    returns: 'object',
    documentation: 'Puts the items of an array into arrays by the key that a lambda gives.',
    takes: [
      array('inputArray', 'The array to group.'),
      lambda('key', 'A lambda of (item) or (item, index) that gives the key, a string.', 1, 2),
      optional(
        lambda(
          'value',
          'A lambda that gives what to put into the group; without one, the item.',
          1,
          2,
        ),
      ),
    ],
    call([given, keyOf, valueOf]) {
      const entries = keyed('groupBy', given.items, keyOf, valueOf);
      if ('kind' in entries) return entries;
      return grouped(entries);
    },
  }),
  eager({
    name: 'lambda',
    category: 'lambda',
    returns: 'lambda',
    documentation:
      'Names for arguments, then an expression that uses them; only as an argument of map, filter and the like.',
    takes: [
      any(
        'variableNameOrBody',
        'The name of the first argument, or the expression if there is none.',
      ),
      any('body', 'The name of another argument, or the expression.'),
      repeated(any('more', 'Further names, and the expression at the end.')),
    ],
    call: () => failure(t('a lambda may only be an argument of map, filter and the like')),
  }),
  eager({
    name: 'lambdaVariables',
    category: 'lambda',
    returns: 'any',
    documentation: 'The value of an argument of the lambda around it.',
    takes: [string('variableName', 'The name that the lambda gives to the argument.')],
    call: ([name], scope) =>
      scope.lambdaVariable(name) ?? failure(t("no lambda around it has an argument '{0}'", name)),
  }),
  eager({
    name: 'map',
    category: 'lambda',
    returns: 'array',
    documentation: 'What a lambda of (item) or (item, index) gives for each item.',
    takes: [
      array('inputArray', 'The array.'),
      lambda('mapping', 'A lambda of (item) or (item, index).', 1, 2),
    ],
    call: ([given, mapping]) =>
      list(given.items.map((item, index) => mapping.call(item, int(index)))),
  }),
  eager({
    name: 'mapValues',
    category: 'lambda',
    returns: 'object',
    documentation: 'The object with each value replaced by what a lambda gives for it.',
    takes: [object('inputObject', 'The object.'), lambda('mapping', 'A lambda of (value).', 1, 1)],
    call([given, mapping]) {
      const members = [...given.members].map(
        ([name, value]) => [name, mapping.call(value)] as const,
      );
      const mapped = record(new Map(members));
      return given.others === undefined ? mapped : { ...mapped, others: given.others };
    },
  }),
  eager({
    name: 'reduce',
    category: 'lambda',
    returns: 'any',
    documentation: 'Folds an array with a lambda of (current, next) or (current, next, index).',
    takes: [
      array('inputArray', 'The array.'),
      any('initialValue', 'The value to start with.'),
      lambda('step', 'A lambda of (current, next) or (current, next, index).', 2, 3),
    ],
    call: ([given, initial, step]) =>
      given.items.reduce<Value>(
        (current, next, index) =>
          current.kind === 'failure' ? current : step.call(current, next, int(index)),
        initial,
      ),
  }),
  eager({
    name: 'sort',
    category: 'lambda',
    returns: 'array',
    documentation: 'Orders an array; a lambda of (a, b) says whether a comes before b.',
    takes: [
      array('inputArray', 'The array to sort.'),
      lambda('comesBefore', 'A lambda of (a, b) that says whether a comes before b.', 2, 2),
    ],
    call([given, comesBefore]) {
      const sorted = mergeSort(given.items, comesBefore);
      return 'kind' in sorted ? sorted : list(sorted);
    },
  }),
  eager({
    name: 'toObject',
    category: 'lambda',
    returns: 'object',
    documentation:
      'Makes an object of an array: one lambda gives the key of each item, another its value.',
    takes: [
      array('inputArray', 'The array.'),
      lambda('key', 'A lambda of (item) or (item, index) that gives the key, a string.', 1, 2),
      optional(lambda('value', 'A lambda that gives the value; without one, the item.', 1, 2)),
    ],
    call([given, keyOf, valueOf]) {
      const entries = keyed('toObject', given.items, keyOf, valueOf);
      return 'kind' in entries ? entries : record(combinedMembers(entries, (_, later) => later));
    },
  }),
];

type Obstacle = Unknown | Failure;

function conditionOf(name: string, answer: Value): boolean | Obstacle {
  if (answer.kind === 'boolean') return answer.value;
  if (answer.kind === 'unknown' || answer.kind === 'failure') return answer;
  if (answer.kind === 'oneOf') return unknown(t('it has several possible values'));
  return failure(t('the lambda of {0} gives {1}, not a bool', name, kindOf(answer)));
}

function keyed(
  name: string,
  items: readonly Value[],
  keyOf: Closure,
  valueOf: Closure | undefined,
): readonly (readonly [string, Value])[] | Obstacle {
  const entries: [string, Value][] = [];
  for (const [index, item] of items.entries()) {
    const key = keyOf.call(item, int(index));
    if (key.kind === 'unknown' || key.kind === 'failure') return key;
    if (key.kind === 'oneOf') return unknown(t('it has several possible values'));
    if (key.kind !== 'string')
      return failure(t('a key of {0} is {1}, not a string', name, kindOf(key)));
    entries.push([key.value, valueOf ? valueOf.call(item, int(index)) : item]);
  }
  return entries;
}

function grouped(entries: readonly (readonly [string, Value])[]): Value {
  const groups = new Map<string, { readonly name: string; readonly items: Value[] }>();
  for (const [name, value] of entries) {
    const group = groups.get(name.toLowerCase());
    if (group) group.items.push(value);
    else groups.set(name.toLowerCase(), { name, items: [value] });
  }
  return record(new Map([...groups.values()].map(({ name, items }) => [name, list(items)])));
}

/** Sorts stably: items that come before each other in neither or both orders keep theirs. */
function mergeSort(items: readonly Value[], comesBefore: Closure): readonly Value[] | Obstacle {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  const left = mergeSort(items.slice(0, middle), comesBefore);
  if ('kind' in left) return left;
  const right = mergeSort(items.slice(middle), comesBefore);
  if ('kind' in right) return right;
  const merged: Value[] = [];
  let fromLeft = 0;
  let fromRight = 0;
  for (;;) {
    const a = left[fromLeft];
    const b = right[fromRight];
    if (!a || !b) return [...merged, ...left.slice(fromLeft), ...right.slice(fromRight)];
    const swapped = isStrictlyBefore(b, a, comesBefore);
    if (typeof swapped !== 'boolean') return swapped;
    merged.push(swapped ? b : a);
    if (swapped) fromRight++;
    else fromLeft++;
  }
}

function isStrictlyBefore(a: Value, b: Value, comesBefore: Closure): boolean | Obstacle {
  const forward = conditionOf('sort', comesBefore.call(a, b));
  if (forward !== true) return forward;
  const backward = conditionOf('sort', comesBefore.call(b, a));
  return typeof backward === 'boolean' ? !backward : backward;
}
