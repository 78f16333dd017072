// Makes values that have no place of their own yet: the evaluator adds their origin.
import { t } from '../../base/l10n.ts';
import type {
  ArrayValue,
  BooleanValue,
  Failure,
  NullValue,
  NumberValue,
  ObjectValue,
  StringValue,
  Unknown,
  Value,
} from '../value.ts';

const origin = undefined;

/** Returns a string value. */
export function text(value: string): StringValue {
  return { kind: 'string', value, origin };
}

/** Returns an int of at most 53 bits. */
export function int(value: number): NumberValue {
  return { kind: 'number', value, origin };
}

/** Returns a number that ARM keeps apart from ints. */
export function float(value: number): NumberValue {
  return { kind: 'number', value, float: true, origin };
}

/** Returns an int, or a failure when it does not fit into 64 bits. */
export function integer(value: bigint): NumberValue | Failure {
  if (BigInt.asIntN(64, value) !== value) return failure(t('the result does not fit into 64 bits'));
  const rounded = Number(value);
  return Number.isSafeInteger(rounded)
    ? { kind: 'number', value: rounded, origin }
    : { kind: 'number', value: rounded, exact: value, origin };
}

/** Returns the int that a number stands for, or `undefined` for a float. */
export function exactly(number: NumberValue): bigint | undefined {
  if (number.exact !== undefined) return number.exact;
  return number.float || !Number.isInteger(number.value) ? undefined : BigInt(number.value);
}

/** Returns true or false as a value. */
export function bool(value: boolean): BooleanValue {
  return { kind: 'boolean', value, origin };
}

/** Returns null as a value. */
export function nothing(): NullValue {
  return { kind: 'null', origin };
}

/** Returns an array of values. */
export function list(items: readonly Value[]): ArrayValue {
  return { kind: 'array', items, origin };
}

/** Returns an object of values. */
export function record(members: ReadonlyMap<string, Value>): ObjectValue {
  return { kind: 'object', members, origin };
}

/** Returns a value that cannot be known offline, and why. */
export function unknown(reason: string): Unknown {
  return { kind: 'unknown', reason, origin };
}

/** Returns an unknown text of which `shape` says what is known. */
export function shaped(reason: string, shape: string): Unknown {
  return { kind: 'unknown', reason, shape, origin };
}

/** Returns the refusal of Azure to evaluate something. */
export function failure(message: string): Failure {
  return { kind: 'failure', message, origin };
}
