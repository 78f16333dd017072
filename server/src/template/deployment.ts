import type { Location } from '../base/span.ts';
import type { ArrayNode, ObjectNode } from '../syntax/node.ts';
import type { Scope } from './scope.ts';
import type { Value } from './value.ts';

/** A template evaluated with its parameters: flat, loops unrolled, conditions applied. */
export interface Deployment {
  readonly uri: string;
  readonly root: ObjectNode;
  /** The parameter files that gave values, the winning one last; empty for the defaults alone. */
  readonly parameterFiles: readonly string[];
  readonly scope: Scope;
  /** In the order written; resources whose condition is false are left out. */
  readonly resources: readonly Resource[];
  /** What Azure would refuse: a loop without count, a cycle between variables, … */
  readonly failures: readonly { readonly at: Location; readonly message: string }[];
}

/** One resource that a deployment creates. */
export interface Resource {
  /** The template file it is written in; another than the deployment's for linked templates. */
  readonly uri: string;
  readonly node: ObjectNode;
  /** The `resources` array it is written in, for insertions beside it. */
  readonly siblings: ArrayNode | undefined;
  /** The template (root or nested) it is written in. */
  readonly template: ObjectNode;
  /** Full type: parent types included, as `Microsoft.Compute/virtualMachines/extensions`. */
  readonly type: string | undefined;
  /** Full name: parent names included, joined by `/`. */
  readonly name: Value;
  /** `unknown` when its condition, or one of what it lies in, cannot be decided offline. */
  readonly deployed: 'yes' | 'unknown';
  /** The expression that decides, where `deployed` is `unknown`. */
  readonly decidedBy: string | undefined;
  /** The loop it comes from, innermost. */
  readonly loop: Loop | undefined;
  /** The resource whose `resources` it is written in. */
  readonly parent: Resource | undefined;
  readonly scope: Scope;
  /** Evaluates the member reached by `path`, e.g. `'properties', 'hardwareProfile', 'vmSize'`. */
  get(...path: readonly (string | number)[]): Value;
}

export interface Loop {
  readonly name: string;
  readonly index: number;
  readonly count: number;
  /** Where the count is written (its origin). */
  readonly countAt: Location;
}
