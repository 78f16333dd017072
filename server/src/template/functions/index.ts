// The table of the ARM template language: evaluation, hover, completion and checks all read it.
import type { ArmFunction } from './arm-function.ts';
import { arrayFunctions } from './array.ts';
import { cidrFunctions } from './cidr.ts';
import { comparisonFunctions } from './comparison.ts';
import { dateFunctions } from './date.ts';
import { deploymentFunctions } from './deployment.ts';
import { lambdaFunctions } from './lambda.ts';
import { logicalFunctions } from './logical.ts';
import { numericFunctions } from './numeric.ts';
import { objectFunctions } from './object.ts';
import { listFunction, resourceFunctions } from './resource.ts';
import { scopeFunctions } from './scope.ts';
import { stringFunctions } from './string.ts';

export type {
  ArmFunction,
  Category,
  MemberInfo,
  ParameterInfo,
  Signature,
} from './arm-function.ts';

/** Every function by its name in lower case, category after category. */
export const functions: ReadonlyMap<string, ArmFunction> = new Map(
  [
    ...arrayFunctions,
    ...cidrFunctions,
    ...comparisonFunctions,
    ...dateFunctions,
    ...deploymentFunctions,
    ...lambdaFunctions,
    ...logicalFunctions,
    ...numericFunctions,
    ...objectFunctions,
    ...resourceFunctions,
    ...scopeFunctions,
    ...stringFunctions,
  ].map((entry) => [entry.name.toLowerCase(), entry]),
);

/** Most calls are spelled as Microsoft does, and are found without changing their letter case. */
const bySpelling: ReadonlyMap<string, ArmFunction> = new Map(
  [...functions.values()].map((entry) => [entry.name, entry]),
);

/**
 * Returns the function called `name`, letter case ignored, or `undefined`. Resource providers add
 * `list…` functions of their own, so any such name is a function.
 */
export function findFunction(name: string): ArmFunction | undefined {
  const spelled = bySpelling.get(name);
  if (spelled) return spelled;
  const lower = name.toLowerCase();
  const found = functions.get(lower);
  if (found || !/^list[a-z]/.test(lower)) return found;
  return listFunction(name, 1, undefined);
}
