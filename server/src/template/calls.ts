import { remembering } from '../base/remembering.ts';
import type { Call, Expression } from '../syntax/expression.ts';
import type { ArmFunction } from './functions/arm-function.ts';
import { findFunction } from './functions/index.ts';

/** A call within an expression, and what is around it. */
export interface CallWithin {
  readonly call: Call;
  /** Name of the function in lower case; `undefined` for a user function. */
  readonly name: string | undefined;
  /** What Azure knows of the function; `undefined` for a user function and an unknown name. */
  readonly definition: ArmFunction | undefined;
  /** The only argument in lower case, when it is written out: `vmname` in `parameters('vmName')`. */
  readonly asksFor: string | undefined;
  /** The names of the arguments of the lambdas around it; `undefined` when one is computed. */
  readonly lambdaVariables: readonly string[] | undefined;
  /** The call that it is an argument of. */
  readonly argumentOf: Call | undefined;
}

/** Returns every call of an expression, outer before inner; remembered with the expression. */
export const callsIn = remembering((expression: Expression): readonly CallWithin[] => {
  const found: CallWithin[] = [];
  collect(expression, [], undefined, found);
  return found;
});

function collect(
  part: Expression,
  lambdaVariables: readonly string[] | undefined,
  argumentOf: Call | undefined,
  found: CallWithin[],
): void {
  switch (part.kind) {
    case 'call': {
      const name = part.namespace ? undefined : part.name.text.toLowerCase();
      const definition = part.namespace ? undefined : findFunction(part.name.text);
      const [only] = part.args;
      const isNamed = name !== undefined && only?.kind === 'string' && part.args.length === 1;
      found.push({
        call: part,
        name,
        definition,
        asksFor: isNamed ? only.value.toLowerCase() : undefined,
        lambdaVariables,
        argumentOf,
      });
      const inner = name === 'lambda' ? withArguments(part, lambdaVariables) : lambdaVariables;
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
