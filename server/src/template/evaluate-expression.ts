import { t } from '../base/l10n.ts';
import type { Span } from '../base/span.ts';
import {
  printExpression,
  type Call,
  type Expression,
  type IndexAccess,
  type PropertyAccess,
} from '../syntax/expression.ts';
import { sameName } from '../syntax/node.ts';
import { memberOf } from './access.ts';
import { argumentCount } from './argument-count.ts';
import { enter, leave, nestingOf } from './depth.ts';
import { finished } from './finish.ts';
import type { ArmFunction, Argument, Closure } from './functions/arm-function.ts';
import { findFunction } from './functions/index.ts';
import { failure, nothing, unknown } from './functions/make.ts';
import { TOO_LARGE } from './functions/wording.ts';
import { lift } from './one-of.ts';
import { runOf, type Locate, type Run } from './run.ts';
import type { Scope } from './scope.ts';
import type { Unknown, Value } from './value.ts';

/**
 * Returns the value of an expression. Refusals of Azure are failures, what only a deployment
 * knows is unknown; never throws, and stops when the budget is used up.
 */
export function evaluateExpression(expression: Expression, scope: Scope, locate: Locate): Value {
  const run = runOf(expression, nestingOf(scope.budget), locate);
  if (!enter(run.nesting)) return tooLarge(expression, run);
  const value = valueOf(expression, scope, run);
  leave(run.nesting);
  return value;
}

function tooLarge(part: Span, run: Run): Value {
  return { ...unknown(t(TOO_LARGE)), origin: run.locate(part) };
}

function valueOf(expression: Expression, scope: Scope, run: Run): Value {
  switch (expression.kind) {
    case 'string':
      return { kind: 'string', value: expression.value, origin: run.locate(expression) };
    case 'number': {
      const { value, float, exact } = expression;
      if (exact !== undefined && BigInt.asIntN(64, exact) !== exact) {
        return {
          ...failure(t('{0} does not fit into 64 bits', exact)),
          origin: run.locate(expression),
        };
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
      return { ...failure(t('expression is not complete')), origin: run.locate(expression) };
    case 'property':
    case 'index':
      return follow(expression, scope, run).value;
    case 'call':
      return nested(expression, scope, run);
  }
}

function nested(call: Call, scope: Scope, run: Run): Value {
  if (!enter(run.nesting)) return tooLarge(call, run);
  const value = called(call, scope, run);
  leave(run.nesting);
  return value;
}

function called(call: Call, scope: Scope, run: Run): Value {
  if (!scope.budget.spend(1)) return tooLarge(call, run);
  if (call.namespace) return calledUserFunction(call, call.namespace.text, scope, run);
  const found = findFunction(call.name.text);
  if (!found) {
    const origin = run.locate(call.name);
    return { ...failure(t("unknown function '{0}'", call.name.text)), origin };
  }
  const miscounted = argumentCount(found, call.args.length);
  if (miscounted !== undefined) return { ...failure(miscounted), origin: run.locate(call) };
  switch (found.kind) {
    case 'online':
      return { ...unknown(t(found.unknownBecause, call.name.text)), origin: run.locate(call) };
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

type EagerFunction = ArmFunction & { readonly kind: 'eager' };

function applied(found: EagerFunction, call: Call, scope: Scope, run: Run): Value {
  const args: Argument[] = [];
  for (const expression of call.args) {
    const argument = closureOf(expression, scope, run) ?? valueOf(expression, scope, run);
    args.push(
      argument.kind === 'unknown' && found.partial ? withShape(argument, expression) : argument,
    );
  }
  if (!args.some((argument) => argument.kind === 'oneOf')) {
    return settled(found, args, call, scope, run);
  }
  const result = lift<Closure>(args, (plain) => settled(found, plain, call, scope, run));
  return result.origin ? result : finished(result, args, call, scope, run);
}

/** Calls a function with arguments that have no choices. */
function settled(
  found: EagerFunction,
  args: readonly Argument[],
  call: Call,
  scope: Scope,
  run: Run,
): Value {
  let missing: Unknown | undefined;
  for (const argument of args) {
    if (argument.kind === 'failure') return finished(argument, args, call, scope, run);
    if (argument.kind === 'unknown') missing ??= argument;
  }
  const value = missing
    ? (found.partial?.(args, scope) ?? unknown(missing.reason))
    : found.call(args, scope);
  return finished(value, args, call, scope, run);
}

/** Returns the unknown argument with a shape: a hole that says how it is written, at least. */
function withShape(argument: Value & { kind: 'unknown' }, expression: Expression): Value {
  if (argument.shape !== undefined) return argument;
  return { ...argument, shape: `{${printExpression(expression).replace(/[{}]/g, '')}}` };
}

function calledUserFunction(call: Call, namespace: string, scope: Scope, run: Run): Value {
  const name = call.name.text;
  const found = scope.userFunction(namespace, name);
  if (!found)
    return {
      ...failure(t("unknown function '{0}.{1}'", namespace, name)),
      origin: run.locate(call),
    };
  const takes = found.parameters.length;
  const limits = { name: `${namespace}.${name}`, minArgs: takes, maxArgs: takes };
  const miscounted = argumentCount(limits, call.args.length);
  if (miscounted !== undefined) return { ...failure(miscounted), origin: run.locate(call) };
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
      if (!scope.budget.spend(1)) return unknown(t(TOO_LARGE));
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
    if (!base || !step) return failure(t('expression is not complete'));
    const found = memberOf(base, step, access);
    missed = found === undefined;
    return found ?? nothing();
  });
  return { value: value.origin ? value : { ...value, origin: run.locate(access) }, missed };
}
