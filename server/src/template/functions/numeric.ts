import { t } from '../../base/l10n.ts';
import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import type { ArmFunction } from './arm-function.ts';
import { anyOf, eager, int as whole, integer, kindOf, optional } from './define.ts';
import { exactly, failure, float, int, integer as exact, unknown } from './make.ts';

/** The functions for numbers. Ints have 64 bits; what goes beyond is a failure. */
export const numericFunctions: readonly ArmFunction[] = [
  arithmetic('add', 'The sum of two ints.', (a, b) => a + b),
  eager({
    name: 'copyIndex',
    category: 'numeric',
    returns: 'int',
    documentation:
      'The zero-based turn of the loop it is in, or of the loop with the given name; an offset is added.',
    takes: [
      optional(
        anyOf(
          'loopName',
          'The name of a loop around it, or an offset for the innermost one.',
          'the name of a loop or an offset',
          'string',
          'number',
        ),
      ),
      optional(whole('offset', 'What to add to the turn.')),
    ],
    call: ([first, second], scope) => copyIndex(first, second, scope),
  }),
  division('div', 'The quotient of two ints, without its fraction.', (a, b) => a / b),
  eager({
    name: 'float',
    category: 'numeric',
    returns: 'float',
    documentation: 'Turns an int or a string into a floating-point number.',
    takes: [
      anyOf(
        'arg1',
        'An int, or a string that holds a number.',
        'a string or a number',
        'string',
        'number',
      ),
    ],
    call([given]) {
      if (given.kind === 'number') return given.float ? given : float(given.value);
      const digits = given.value.trim();
      return /^[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits)
        ? float(Number(digits.replaceAll(',', '')))
        : failure(t("'{0}' is not a number", given.value));
    },
  }),
  eager({
    name: 'int',
    category: 'numeric',
    returns: 'int',
    documentation: 'Turns a string of digits into an int.',
    takes: [
      anyOf(
        'valueToConvert',
        'An int, or a string of digits.',
        'a string or an int',
        'string',
        'number',
      ),
    ],
    call([given]) {
      if (given.kind === 'number') {
        return exactly(given) === undefined
          ? unknown(t('int of a float is not documented'))
          : given;
      }
      const digits = given.value.trim();
      return /^[+-]?\d{1,19}$/.test(digits) || /^[+-]?0+\d{1,19}$/.test(digits)
        ? exact(BigInt(digits.replace(/^\+/, '')))
        : failure(t("'{0}' is not an int", given.value));
    },
  }),
  division(
    'mod',
    'What is left of the first int when it is divided by the second.',
    (a, b) => a % b,
  ),
  arithmetic('mul', 'The product of two ints.', (a, b) => a * b),
  arithmetic('sub', 'The first int less the second.', (a, b) => a - b),
];

function arithmetic(
  name: string,
  documentation: string,
  compute: (a: bigint, b: bigint) => bigint,
): ArmFunction {
  return eager({
    name,
    category: 'numeric',
    returns: 'int',
    documentation,
    takes: [integer('operand1', 'The first int.'), integer('operand2', 'The second int.')],
    call: ([a, b]) => exact(compute(a, b)),
  });
}

function division(
  name: string,
  documentation: string,
  compute: (a: bigint, b: bigint) => bigint,
): ArmFunction {
  return eager({
    name,
    category: 'numeric',
    returns: 'int',
    documentation,
    takes: [
      integer('operand1', 'The int to divide.'),
      integer('operand2', 'The int to divide by, not 0.'),
    ],
    call: ([a, b]) =>
      b === 0n ? failure(t('{0} cannot divide by 0', name)) : exact(compute(a, b)),
  });
}

function copyIndex(first: Value | undefined, second: number | undefined, scope: Scope): Value {
  const name = first?.kind === 'string' ? first.value : undefined;
  if (first?.kind === 'number' && (second !== undefined || exactly(first) === undefined)) {
    return failure(
      t('copyIndex needs the name of a loop before the offset, not {0}', kindOf(first)),
    );
  }
  const index = scope.copyIndex(name);
  if (index === undefined) {
    return failure(
      name === undefined
        ? t('copyIndex may only be used inside a loop')
        : t("copyIndex is not inside a loop called '{0}'", name),
    );
  }
  const offset = first?.kind === 'number' ? first.value : (second ?? 0);
  return int(index + offset);
}
