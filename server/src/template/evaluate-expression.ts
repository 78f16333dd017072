import type { Location, Span } from '../base/span.ts';
import {
  printExpression,
  type Call,
  type Expression,
  type IndexAccess,
  type PropertyAccess,
} from '../syntax/expression.ts';
import { sameName } from '../syntax/node.ts';
import { deeper, isTooDeep } from './depth.ts';
import type { ArmFunction, Argument, Closure } from './functions/arm-function.ts';
import { kindOf } from './functions/define.ts';
import { findFunction } from './functions/index.ts';
import { exactly, failure, nothing, unknown } from './functions/make.ts';
import { numberText, TOO_LARGE } from './functions/wording.ts';
import { lift } from './one-of.ts';
import { holdsSecret } from './secret.ts';
import type { Scope } from './scope.ts';
import { get, type Failure, type Unknown, type Value } from './value.ts';

/** Finds the place in a file of a span of the expression's text. */
export type Locate = (span: Span) => Location;

/**
 * Returns the value of an expression. Refusals of Azure are failures, what only a deployment
 * knows is unknown; never throws, and stops when the budget is used up.
 */
export function evaluateExpression(expression: Expression, scope: Scope, locate: Locate): Value {
  let home: Location | undefined;
  const run: Run = {
    locate,
    isHome(origin) {
      home ??= locate(expression);
      const { uri, span } = home;
      return origin.uri === uri && span.start <= origin.span.start && origin.span.end <= span.end;
    },
    mixed: new WeakSet(),
  };
  return deeper(
    scope,
    () => locate(expression),
    () => valueOf(expression, scope, run),
  );
}

/** What is the same for all parts of one expression. */
interface Run {
  readonly locate: Locate;
  /** Says whether a place lies inside this expression. */
  isHome(origin: Location): boolean;
  /** Values of this expression that are made from several places outside it. */
  readonly mixed: WeakSet<Value>;
}

function valueOf(expression: Expression, scope: Scope, run: Run): Value {
  switch (expression.kind) {
    case 'string':
      return { kind: 'string', value: expression.value, origin: run.locate(expression) };
    case 'number': {
      const { value, float, exact } = expression;
      if (exact !== undefined && BigInt.asIntN(64, exact) !== exact) {
        return { ...failure(`${exact} does not fit into 64 bits`), origin: run.locate(expression) };
      }
      return {
        kind: 'number',
        value,
        ...(float && { float }),
        ...(exact !== undefined && { exact }),
        origin: run.locate(expression),
      };
    }
    case 'missing':
      return { ...failure('expression is not complete'), origin: run.locate(expression) };
    case 'property':
    case 'index':
      return follow(expression, scope, run).value;
    case 'call':
      return deeper(
        scope,
        () => run.locate(expression),
        () => called(expression, scope, run),
      );
  }
}

function called(call: Call, scope: Scope, run: Run): Value {
  const here = (): Location => run.locate(call);
  if (!scope.budget.spend(1)) return { ...unknown(TOO_LARGE), origin: here() };
  if (call.namespace) return calledUserFunction(call, call.namespace.text, scope, run);
  const found = findFunction(call.name.text);
  if (!found) {
    const origin = run.locate(call.name);
    return { ...failure(`unknown function '${call.name.text}'`), origin };
  }
  const count = call.args.length;
  const { minArgs, maxArgs } = found;
  if (count < minArgs || (maxArgs !== undefined && count > maxArgs)) {
    return { ...failure(wrongCount(found, count)), origin: here() };
  }
  switch (found.kind) {
    case 'online':
      return { ...unknown(found.unknownBecause), origin: here() };
    case 'lazy': {
      const operands = call.args.map((argument) => ({
        value: () => valueOf(argument, scope, run),
        text: () => printExpression(argument),
      }));
      return finished(found.call(operands), [], call, scope, run);
    }
    case 'eager':
      return applied(found, call, scope, run);
  }
}

function wrongCount({ name, minArgs, maxArgs }: ArmFunction, count: number): string {
  const most = maxArgs === undefined ? ' or more' : maxArgs > minArgs ? ` to ${maxArgs}` : '';
  const plural = minArgs === 1 && most === '' ? '' : 's';
  return `${name} needs ${minArgs}${most} argument${plural}, not ${count}`;
}

function applied(
  found: ArmFunction & { readonly kind: 'eager' },
  call: Call,
  scope: Scope,
  run: Run,
): Value {
  const args: Argument[] = [];
  for (const expression of call.args) {
    const argument = closureOf(expression, scope, run) ?? valueOf(expression, scope, run);
    args.push(argument.kind === 'unknown' && found.partial ? withShape(argument, expression) : argument);
  }
  const result = lift<Closure>(args, (plain) => {
    const broken = plain.find((argument) => argument.kind === 'failure');
    if (broken) return broken;
    const missing = plain.find((argument) => argument.kind === 'unknown');
    const value = missing
      ? (found.partial?.(plain, scope) ?? unknown(missing.reason))
      : found.call(plain, scope);
    return finished(value, plain, call, scope, run);
  });
  return finished(result, args, call, scope, run);
}

/** Returns the unknown argument with a shape: a hole that says how it is written, at least. */
function withShape(argument: Value & { kind: 'unknown' }, expression: Expression): Value {
  if (argument.shape !== undefined) return argument;
  return { ...argument, shape: `{${printExpression(expression).replace(/[{}]/g, '')}}` };
}

/** Adds what a function does not know of its result: its origin, and whether it is a secret. */
function finished(
  result: Value,
  args: readonly Argument[],
  call: Call,
  scope: Scope,
  run: Run,
): Value {
  const isMade = result.origin === undefined;
  const values = args.filter((argument) => argument.kind !== 'lambda');
  const secret =
    result.secret ?? (isMade && isScalar(result) ? values.some(holdsSecret) : values.some(isSecret));
  if (secret && (result.kind === 'failure' || result.kind === 'unknown')) {
    return discreet(result, call, run);
  }
  if (!isMade) return secret && !result.secret ? { ...result, secret } : result;
  if (!scope.budget.spend(sizeOf(result)) || isTooDeep(result)) {
    return { ...unknown(TOO_LARGE), origin: run.locate(call) };
  }
  const outside = originsOutside(values, run);
  const [only] = outside;
  const isOne = outside.length === 1 && only !== 'several' && only !== undefined;
  const origin = isOne ? only : run.locate(call);
  const whole = secret ? { ...result, origin, secret } : { ...result, origin };
  if (!isOne && outside.length > 0) run.mixed.add(whole);
  return whole;
}

/** What is said of a secret says nothing of its content. */
function discreet(result: Failure | Unknown, call: Call, run: Run): Value {
  const origin = result.origin ?? run.locate(call);
  return result.kind === 'failure'
    ? { kind: 'failure', message: `${call.name.text} refuses a secret value`, origin, secret: true }
    : { kind: 'unknown', reason: result.reason, origin, secret: true };
}

function isSecret(value: Value): true | undefined {
  return value.secret;
}

function isScalar(value: Value): boolean {
  return value.kind !== 'array' && value.kind !== 'object';
}

/** Steps for making a value, so that growing values use up the budget. */
function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'string':
      return value.value.length >> 10;
    case 'array':
      return value.items.length >> 3;
    case 'object':
      return value.members.size >> 3;
    default:
      return 0;
  }
}

/** Returns the distinct places outside this expression that the values come from. */
function originsOutside(values: readonly Value[], run: Run): readonly (Location | 'several')[] {
  const found: (Location | 'several')[] = [];
  for (const value of values) {
    const { origin } = value;
    if (run.mixed.has(value)) found.push('several');
    else if (origin && !run.isHome(origin) && !found.some((other) => isSame(other, origin))) {
      found.push(origin);
    }
  }
  return found;
}

function isSame(a: Location | 'several', b: Location): boolean {
  return (
    a !== 'several' &&
    a.uri === b.uri &&
    a.span.start === b.span.start &&
    a.span.end === b.span.end
  );
}

function calledUserFunction(call: Call, namespace: string, scope: Scope, run: Run): Value {
  const name = call.name.text;
  const here = (): Location => run.locate(call);
  const found = scope.userFunction(namespace, name);
  if (!found) return { ...failure(`unknown function '${namespace}.${name}'`), origin: here() };
  const { length: expected } = found.parameters;
  const { length: count } = call.args;
  if (count !== expected) {
    const plural = expected === 1 ? '' : 's';
    const message = `${namespace}.${name} needs ${expected} argument${plural}, not ${count}`;
    return { ...failure(message), origin: here() };
  }
  const args = call.args.map((argument) => valueOf(argument, scope, run));
  return finished(found.call(args, scope), args, call, scope, run);
}

/** Returns a `lambda(…)` bound to its scope; `undefined` for any other expression. */
function closureOf(expression: Expression, scope: Scope, run: Run): Closure | undefined {
  if (expression.kind !== 'call' || expression.namespace) return undefined;
  if (!sameName(expression.name.text, 'lambda') || expression.args.length < 2) return undefined;
  const names: string[] = [];
  for (const name of expression.args.slice(0, -1)) {
    if (name.kind !== 'string') return undefined;
    names.push(name.value);
  }
  const body = expression.args.at(-1);
  if (!body) return undefined;
  return {
    kind: 'lambda',
    arity: names.length,
    call(...args) {
      if (!scope.budget.spend(1)) return unknown(TOO_LARGE);
      const inner: Scope = {
        ...scope,
        lambdaVariable(asked) {
          const index = names.findIndex((name) => sameName(name, asked));
          return index < 0 ? scope.lambdaVariable(asked) : args[index];
        },
      };
      return valueOf(body, inner, run);
    },
  };
}

/** A value reached by accesses; `missed` when a safe access found nothing. */
interface Reached {
  readonly value: Value;
  readonly missed: boolean;
}

function follow(access: PropertyAccess | IndexAccess, scope: Scope, run: Run): Reached {
  const { object } = access;
  const from: Reached =
    object.kind === 'property' || object.kind === 'index'
      ? follow(object, scope, run)
      : { value: valueOf(object, scope, run), missed: false };
  // After a safe access that found nothing, the rest of the chain finds nothing either.
  if (from.missed) return from;
  const key: Value =
    access.kind === 'property'
      ? { kind: 'string', value: access.name.text, origin: undefined }
      : valueOf(access.index, scope, run);
  let missed = false;
  const value = lift<never>([from.value, key], ([base, step]) => {
    if (!base || !step) return failure('expression is not complete');
    const found = memberOf(base, step, access);
    if (found) return inherited(found, base);
    if (!access.safe) return missing(base, step);
    missed = true;
    return nothing();
  });
  return { value: value.origin ? value : { ...value, origin: run.locate(access) }, missed };
}

/** Returns the member or item; `undefined` when there is none. */
function memberOf(
  base: Value,
  key: Value,
  access: PropertyAccess | IndexAccess,
): Value | undefined {
  if (base.kind === 'failure') return base;
  if (key.kind === 'failure') return key;
  if (base.kind === 'unknown') return withinUnknown(base, access);
  if (key.kind === 'unknown') return unknown(key.reason);
  if (base.kind === 'object' && key.kind === 'string') {
    const others = base.others === undefined ? undefined : unknown(base.others);
    return get(base, key.value) ?? others;
  }
  if (base.kind === 'array' && key.kind === 'number' && exactly(key) !== undefined) {
    return base.items[key.value];
  }
  if (base.kind === 'null') return undefined;
  return failure(`${kindOf(base)} has no member that ${kindOf(key)} could name`);
}

/** What is written as a hole stays one: `{parameters('vm')}` becomes `{parameters('vm').size}`. */
function withinUnknown(base: Value & { kind: 'unknown' }, access: PropertyAccess | IndexAccess): Value {
  const { reason, shape } = base;
  const hole = /^\{([^{}]*)\}$/.exec(shape ?? '');
  if (!hole) return unknown(reason);
  const step =
    access.kind === 'property'
      ? `.${access.name.text}`
      : `[${printExpression(access.index).replace(/[{}]/g, '')}]`;
  return { ...unknown(reason), shape: `{${hole[1] ?? ''}${step}}` };
}

function missing(base: Value, key: Value): Value {
  const name = key.secret ? '(secret)' : key.kind === 'string' ? `'${key.value}'` : keyText(key);
  switch (base.kind) {
    case 'array':
      return failure(`the array has ${base.items.length} items, so none at ${name}`);
    case 'object':
      return failure(`the object has no member ${name}`);
    default:
      return failure(`${kindOf(base)} has no member ${name}`);
  }
}

function keyText(key: Value): string {
  return key.kind === 'number' ? numberText(key) : kindOf(key);
}

/** A member comes from where it is written, or from where its object is; secrets stay secret. */
function inherited(member: Value, base: Value): Value {
  const origin = member.origin ?? base.origin;
  const secret = member.secret ?? base.secret;
  if (origin === member.origin && secret === member.secret) return member;
  return secret ? { ...member, origin, secret } : { ...member, origin };
}
