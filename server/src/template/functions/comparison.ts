import { t } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import type { ArmFunction } from './arm-function.ts';
import { any, anyOf, eager, kindOf, lazy, repeated, string } from './define.ts';
import { toUpper } from './letter-case.ts';
import { lift } from '../one-of.ts';
import { bool, exactly, failure, nothing } from './make.ts';
import { same } from './sameness.ts';

const comparable = (name: string, documentation: string) =>
  anyOf(name, documentation, 'an int or a string', 'number', 'string');

/** The functions that compare values. */
export const comparisonFunctions: readonly ArmFunction[] = [
  lazy({
    name: 'coalesce',
    category: 'comparison',
    returns: 'any',
    documentation: 'The first argument that is not null; null if all are.',
    takes: [
      any('arg1', 'The value to take unless it is null.'),
      repeated(any('more', 'What to take instead, in this order.')),
    ],
    call(operands) {
      const values: Value[] = [];
      for (const operand of operands) {
        const value = operand.value();
        values.push(value);
        if (value.kind !== 'null' && value.kind !== 'oneOf') break;
      }
      return lift(values, (plain) => plain.find(({ kind }) => kind !== 'null') ?? nothing());
    },
  }),
  eager({
    name: 'equals',
    category: 'comparison',
    returns: 'bool',
    documentation:
      'Says whether two values are equal; letter case counts, arrays and objects are compared whole.',
    takes: [any('arg1', 'A value.'), any('arg2', 'The value to compare it with.')],
    call([a, b]) {
      const answer = same(a, b);
      return typeof answer === 'boolean' ? bool(answer) : answer;
    },
  }),
  ordering('greater', 'comes after', (order) => order > 0),
  ordering('greaterOrEquals', 'comes after or equals', (order) => order >= 0),
  ordering('less', 'comes before', (order) => order < 0),
  ordering('lessOrEquals', 'comes before or equals', (order) => order <= 0),
  eager({
    name: 'like',
    category: 'comparison',
    returns: 'bool',
    documentation:
      'Says whether a string fits a pattern in which * stands for anything; letter case is ignored.',
    takes: [
      string('value', 'The text to test.'),
      string('pattern', 'The pattern; * stands for any text.'),
    ],
    call: ([value, pattern]) => bool(fits(toUpper(value), toUpper(pattern).split('*'))),
  }),
];

function ordering(name: string, relation: string, holds: (order: number) => boolean): ArmFunction {
  return eager({
    name,
    category: 'comparison',
    returns: 'bool',
    documentation: `Says whether the first int or string ${relation} the second. Strings are ordered as in a dictionary: a before A before b.`,
    takes: [
      comparable('arg1', 'An int or a string.'),
      comparable('arg2', 'Another of the same type.'),
    ],
    call([a, b]) {
      const order = compare(a, b);
      return order === undefined
        ? failure(
            t('{0} needs two ints or two strings, not {1} and {2}', name, kindOf(a), kindOf(b)),
          )
        : bool(holds(order));
    },
  });
}

function compare(a: Value, b: Value): number | undefined {
  if (a.kind === 'string' && b.kind === 'string') return a.value.localeCompare(b.value, 'en-US');
  if (a.kind !== 'number' || b.kind !== 'number') return undefined;
  const left = exactly(a) ?? a.value;
  const right = exactly(b) ?? b.value;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Says whether the text is made of the parts in this order, with anything between them. */
function fits(text: string, parts: readonly string[]): boolean {
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head) || text.length < head.length + tail.length) return false;
  if (!text.endsWith(tail)) return false;
  let position = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return position <= text.length - tail.length;
}
