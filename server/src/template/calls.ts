import { sameName } from '../syntax/node.ts';
import type { Call, Expression } from '../syntax/expression.ts';

/** A call within an expression, and what is around it. */
export interface CallWithin {
  readonly call: Call;
  /** The names of the arguments of the lambdas around it; `undefined` when one is computed. */
  readonly lambdaVariables: readonly string[] | undefined;
  /** The call that it is an argument of. */
  readonly argumentOf: Call | undefined;
}

/** Returns every call of an expression, outer before inner. */
export function callsIn(expression: Expression): readonly CallWithin[] {
  const found: CallWithin[] = [];
  collect(expression, [], undefined, found);
  return found;
}

function collect(
  part: Expression,
  lambdaVariables: readonly string[] | undefined,
  argumentOf: Call | undefined,
  found: CallWithin[],
): void {
  switch (part.kind) {
    case 'call': {
      found.push({ call: part, lambdaVariables, argumentOf });
      const inner = isLambda(part) ? withArguments(part, lambdaVariables) : lambdaVariables;
      for (const argument of part.args) collect(argument, inner, part, found);
      return;
    }
    case 'property':
      collect(part.object, lambdaVariables, undefined, found);
      return;
    case 'index':
      collect(part.object, lambdaVariables, undefined, found);
      collect(part.index, lambdaVariables, undefined, found);
      return;
    case 'string':
    case 'number':
    case 'missing':
  }
}

function isLambda(call: Call): boolean {
  return !call.namespace && sameName(call.name.text, 'lambda');
}

function withArguments(
  lambda: Call,
  outer: readonly string[] | undefined,
): readonly string[] | undefined {
  const names = [...(outer ?? [])];
  for (const argument of lambda.args.slice(0, -1)) {
    if (argument.kind !== 'string') return undefined;
    names.push(argument.value);
  }
  return outer && names;
}
