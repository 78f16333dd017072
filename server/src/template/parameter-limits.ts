import { at, type Node } from '../syntax/node.ts';
import type { ParameterDeclaration } from './parameters.ts';

/** The limits that a declaration sets to its values; a limit that is not a number is none. */
export interface ParameterLimits {
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
}

/** Returns the limits of a parameter's values. */
export function limitsOf({ node }: ParameterDeclaration): ParameterLimits {
  return {
    minValue: numberIn(at(node, 'minValue')),
    maxValue: numberIn(at(node, 'maxValue')),
    minLength: numberIn(at(node, 'minLength')),
    maxLength: numberIn(at(node, 'maxLength')),
  };
}

function numberIn(node: Node | undefined): number | undefined {
  return node?.kind === 'number' ? node.value : undefined;
}
