import { t } from '../../base/l10n.ts';
import { lift, oneOf } from '../one-of.ts';
import type { Choice, Value } from '../value.ts';
import type { ArmFunction, Operand } from './arm-function.ts';
import { any, anyOf, bool, eager, kindOf, lazy, repeated } from './define.ts';
import { bool as truth, failure, unknown } from './make.ts';

/** The functions for conditions. */
export const logicalFunctions: readonly ArmFunction[] = [
  lazy({
    name: 'and',
    category: 'logical',
    returns: 'bool',
    documentation: 'Says whether all conditions hold. Stops at the first that does not.',
    takes: [
      bool('condition1', 'A condition.'),
      bool('condition2', 'Another condition.'),
      repeated(bool('moreConditions', 'Further conditions.')),
    ],
    call: (operands) => decide('and', operands, false),
  }),
  eager({
    name: 'bool',
    category: 'logical',
    returns: 'bool',
    documentation: "Turns 'true', 'false' or an int into a bool; 0 is false.",
    takes: [
      anyOf(
        'valueToConvert',
        "'true', 'false', 1 or 0.",
        'a string, int or bool',
        'string',
        'number',
        'boolean',
      ),
    ],
    call([given]) {
      if (given.kind === 'boolean') return given;
      if (given.kind === 'number') return truth(given.value !== 0);
      const word = given.value.trim().toLowerCase();
      if (word === 'true' || word === 'false') return truth(word === 'true');
      if (word === '1' || word === '0') return unknown(t("bool of '1' or '0' is not documented"));
      return failure(t("'{0}' is neither 'true' nor 'false'", given.value));
    },
  }),
  eager({
    name: 'false',
    category: 'logical',
    returns: 'bool',
    documentation: 'The value false.',
    takes: [],
    call: () => truth(false),
  }),
  lazy({
    name: 'if',
    category: 'logical',
    returns: 'any',
    documentation:
      'The second argument if the condition holds, else the third; only that one is evaluated.',
    takes: [
      bool('condition', 'The condition.'),
      any('trueValue', 'The result if it holds.'),
      any('falseValue', 'The result if it does not hold.'),
    ],
    call: ([condition, whenTrue, whenFalse]) =>
      condition && whenTrue && whenFalse
        ? choose(condition, whenTrue, whenFalse)
        : failure(t('if needs 3 arguments')),
  }),
  eager({
    name: 'not',
    category: 'logical',
    returns: 'bool',
    documentation: 'Turns true into false and false into true.',
    takes: [bool('condition', 'The condition.')],
    call: ([condition]) => truth(!condition),
  }),
  lazy({
    name: 'or',
    category: 'logical',
    returns: 'bool',
    documentation: 'Says whether at least one condition holds. Stops at the first that does.',
    takes: [
      bool('condition1', 'A condition.'),
      bool('condition2', 'Another condition.'),
      repeated(bool('moreConditions', 'Further conditions.')),
    ],
    call: (operands) => decide('or', operands, true),
  }),
  eager({
    name: 'true',
    category: 'logical',
    returns: 'bool',
    documentation: 'The value true.',
    takes: [],
    call: () => truth(true),
  }),
];

/** Evaluates conditions until one is `decisive`; that one settles the answer even beside unknowns. */
function decide(name: string, operands: readonly Operand[], decisive: boolean): Value {
  const conditions: Value[] = [];
  for (const operand of operands) {
    const condition = operand.value();
    if (condition.kind === 'failure') {
      // An unknown before it might have settled the answer, so the failure may never be reached.
      return conditions.find(({ kind }) => kind === 'unknown') ?? condition;
    }
    if (condition.kind === 'boolean' && condition.value === decisive) return condition;
    conditions.push(condition);
  }
  return lift(conditions, (plain) => {
    let open: Value | undefined;
    for (const condition of plain) {
      if (condition.kind === 'boolean') {
        if (condition.value === decisive) return truth(decisive);
      } else if (condition.kind === 'unknown' || condition.kind === 'failure') {
        open ??= condition;
      } else {
        return failure(t('{0} needs bools, not {1}', name, kindOf(condition)));
      }
    }
    return open ?? truth(!decisive);
  });
}

function choose(condition: Operand, whenTrue: Operand, whenFalse: Operand): Value {
  const decided = condition.value();
  switch (decided.kind) {
    case 'boolean':
      return decided.value ? whenTrue.value() : whenFalse.value();
    case 'oneOf': {
      const branches = new Map<boolean, Value>();
      const branch = (holds: boolean): Value => {
        const value = branches.get(holds) ?? (holds ? whenTrue : whenFalse).value();
        branches.set(holds, value);
        return value;
      };
      const choices = decided.choices.flatMap(({ value, when }): readonly Choice[] => {
        if (value.kind === 'boolean') return [{ value: branch(value.value), when }];
        if (value.kind === 'unknown') {
          return both(condition, branch(true), branch(false)).map((choice) => ({
            value: choice.value,
            when: new Map([...when, ...choice.when]),
          }));
        }
        return [{ value: notACondition(value), when }];
      });
      return oneOf(choices);
    }
    case 'unknown':
      return oneOf(both(condition, whenTrue.value(), whenFalse.value()));
    default:
      return notACondition(decided);
  }
}

function both(condition: Operand, whenTrue: Value, whenFalse: Value): readonly Choice[] {
  return [
    { value: whenTrue, when: new Map([[condition.text(), 'true']]) },
    { value: whenFalse, when: new Map([[condition.text(), 'false']]) },
  ];
}

function notACondition(value: Value): Value {
  return value.kind === 'failure'
    ? value
    : failure(t('if needs a bool as argument 1 (condition), not {0}', kindOf(value)));
}
