import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import type { Call } from '../syntax/expression.ts';
import type { Argument } from './functions/arm-function.ts';
import { unknown } from './functions/make.ts';
import { TOO_LARGE } from './functions/wording.ts';
import { isTooLarge, measure } from './measure.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';
import type { Failure, Unknown, Value } from './value.ts';

/**
 * Returns the result of a call with what the function does not know of it: where it comes from,
 * and whether it is a secret. A result that has grown too large is unknown.
 */
export function finished(
  result: Value,
  args: readonly Argument[],
  call: Call,
  scope: Scope,
  run: Run,
): Value {
  const isMade = result.origin === undefined;
  const secret = result.secret ?? isFromSecret(args, isMade && isScalar(result));
  if (secret && (result.kind === 'failure' || result.kind === 'unknown')) {
    return discreet(result, args, call, run);
  }
  if (!isMade) return secret && !result.secret ? { ...result, secret } : result;
  if (!scope.budget.spend(sizeOf(result)) || (!isScalar(result) && isTooLarge(result))) {
    return { ...unknown(t(TOO_LARGE)), origin: run.locate(call) };
  }
  const source = sourceOf(args, run);
  const origin = source && source !== 'several' ? source : run.locate(call);
  const whole = secret ? { ...result, origin, secret } : { ...result, origin };
  if (source === 'several') run.mixed.add(whole);
  return whole;
}

/** A scalar is made from all there is in an argument; an array or object keeps its secrets apart. */
function isFromSecret(args: readonly Argument[], isNewScalar: boolean): boolean {
  for (const argument of args) {
    if (argument.kind === 'lambda') continue;
    if (argument.secret || (isNewScalar && measure(argument).secret)) return true;
  }
  return false;
}

/** What is said of a secret says nothing of its content. */
function discreet(
  result: Failure | Unknown,
  args: readonly Argument[],
  call: Call,
  run: Run,
): Value {
  const origin = result.origin ?? run.locate(call);
  if (result.kind === 'failure') {
    const message = t('{0} refuses a secret value', call.name.text);
    return { kind: 'failure', message, origin, secret: true };
  }
  const { reason, shape } = result;
  // What is a secret already has no secret text in its shape.
  const isSafe = shape !== undefined && (result.secret === true || args.every(hidesNothing));
  return { kind: 'unknown', reason, ...(isSafe && { shape }), origin, secret: true };
}

/** Says whether an argument has no secret text that could stand in a shape. */
function hidesNothing(argument: Argument): boolean {
  if (argument.kind === 'lambda') return false;
  if (argument.kind === 'unknown') return true;
  return !measure(argument).secret || (argument.kind === 'string' && argument.value === '');
}

function isScalar(value: Value): boolean {
  return value.kind !== 'array' && value.kind !== 'object' && value.kind !== 'oneOf';
}

/** Steps for making a value, so that growing values use up the budget. */
function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'string':
      return value.value.length >> 10;
    case 'array':
      return value.items.length;
    case 'object':
      return value.members.size;
    default:
      return 0;
  }
}

/** Returns the one place outside this expression that the arguments come from, if it is one. */
function sourceOf(args: readonly Argument[], run: Run): Location | 'several' | undefined {
  let source: Location | undefined;
  for (const argument of args) {
    if (argument.kind === 'lambda' || !argument.origin) continue;
    if (run.mixed.has(argument)) return 'several';
    if (run.isHome(argument.origin)) continue;
    if (source && !isSame(source, argument.origin)) return 'several';
    source = argument.origin;
  }
  return source;
}

function isSame(a: Location, b: Location): boolean {
  return a.uri === b.uri && a.span.start === b.span.start && a.span.end === b.span.end;
}
