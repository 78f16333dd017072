import { t } from '../base/l10n.ts';
import { member, placeAt, sameName, textOf, type Node, type Step } from '../syntax/node.ts';
import { propertyLoopScope } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { functionParameters, functionScope } from './user-function.ts';
import type { Value } from './value.ts';

/**
 * Returns what an expression at `offset` can see where `scope` is what the resource or template
 * around it sees: in a loop of properties, variables or outputs its first turn, in a user function
 * the parameters of that function.
 */
export function scopeWithin(root: Node, offset: number, scope: Scope): Scope {
  const { steps } = placeAt(root, offset);
  let inner = scope;
  for (const [index, step] of steps.entries()) {
    if (!isMember(step, 'input') && !isMember(step, 'output')) continue;
    const name = loopName(steps, index);
    if (name !== undefined) inner = propertyLoopScope(inner, name, 0);
    else if (isFunctionOutput(steps, index)) inner = uncalled(step.of, inner);
  }
  return inner;
}

function isMember(
  step: Step | undefined,
  name: string,
): step is Step & { readonly kind: 'member' } {
  return step?.kind === 'member' && sameName(step.property.key.value, name);
}

/** A loop is an item of a `copy` array with a name, or the `copy` object of an output. */
function loopName(steps: readonly Step[], input: number): string | undefined {
  const step = steps[input];
  const before = steps[input - 1];
  if (!step || !isMember(step, 'input')) return undefined;
  if (before?.kind === 'item' && isMember(steps[input - 2], 'copy')) {
    return textOf(member(step.of, 'name')?.value);
  }
  const output = steps[input - 2];
  const isOutput = isMember(before, 'copy') && isMember(steps[input - 3], 'outputs');
  return isOutput && output?.kind === 'member' ? output.property.key.value : undefined;
}

/** The way to it is `functions`, an item, `members`, the name, `output`. */
function isFunctionOutput(steps: readonly Step[], output: number): boolean {
  return isMember(steps[output - 2], 'members') && isMember(steps[output - 4], 'functions');
}

function uncalled(declaration: Node, scope: Scope): Scope {
  const parameters = functionParameters(declaration);
  return functionScope(scope, (asked): Value | undefined => {
    const name = parameters.find((one) => sameName(one, asked));
    if (name === undefined) return undefined;
    return {
      kind: 'unknown',
      reason: t("parameter '{0}' has a value only when the function is called", name),
      shape: `{parameters('${name}')}`,
      origin: undefined,
    };
  });
}
