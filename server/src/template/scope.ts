import type { Expression } from '../syntax/expression.ts';
import type { Value } from './value.ts';

/** What an expression can see: the declarations around it and the place it is deployed to. */
export interface Scope {
  /** The value of a parameter; `undefined` when the template declares none of that name. */
  parameter(name: string): Value | undefined;
  /** The value of a variable; `undefined` when the template declares none of that name. */
  variable(name: string): Value | undefined;
  /** A function the template declares under `functions`. */
  userFunction(namespace: string, name: string): UserFunction | undefined;
  /** The zero-based index of the loop called `name`, or of the innermost loop. */
  copyIndex(name: string | undefined): number | undefined;
  /** The argument of an enclosing `lambda`. */
  lambdaVariable(name: string): Value | undefined;
  /** What is known of the resources that the template deploys; absent where nothing is. */
  readonly resources?: DeployedResources;
  readonly context: DeploymentContext;
  readonly budget: Budget;
}

/** What `reference` can know offline: the outputs of nested and linked deployments. */
export interface DeployedResources {
  /** The properties of the resource with this name, id or symbolic name, once it is deployed. */
  properties(nameOrId: string): Value | undefined;
}

/** A function declared by a template. */
export interface UserFunction {
  readonly parameters: readonly string[];
  /** Evaluates the body with these arguments. */
  call(args: readonly Value[], scope: Scope): Value;
}

/** How far up a deployment reaches: the kind of thing that it is made in. */
export type TargetScope = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/** What is known about where a template is deployed to; anything absent is unknown. */
export interface DeploymentContext {
  readonly targetScope?: TargetScope;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  readonly location?: string;
  readonly tenantId?: string;
  readonly managementGroup?: string;
  readonly deploymentName?: string;
}

/** Counts evaluation steps, so that no template can keep the evaluator busy for ever. */
export interface Budget {
  /** Uses `steps` (calls, loop turns, characters made / 1,000); false when none are left. */
  spend(steps: number): boolean;
  /** Says whether no steps are left: what is evaluated now is unknown and not worth remembering. */
  isUsedUp(): boolean;
  /** How many steps are left; negative when they are used up. */
  left(): number;
  /** Gives all steps back. Only for a new question from outside, never within an evaluation. */
  refill(): void;
}

/** A lambda is not a value: it exists only as the argument of `map`, `filter` and their like. */
export interface Lambda {
  readonly parameters: readonly string[];
  readonly body: Expression;
}
