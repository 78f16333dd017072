import type { Scope } from '../scope.ts';
import type { Value } from '../value.ts';

export type Category =
  | 'array'
  | 'cidr'
  | 'comparison'
  | 'date'
  | 'deployment'
  | 'lambda'
  | 'logical'
  | 'numeric'
  | 'object'
  | 'resource'
  | 'scope'
  | 'string';

/** What people and the evaluator need to know of a function before it is called. */
export interface Signature {
  /** As Microsoft spells it; calls ignore letter case. */
  readonly name: string;
  readonly category: Category;
  readonly minArgs: number;
  /** `undefined` when there is no limit. */
  readonly maxArgs: number | undefined;
  /** `string`, `array|object`, `any`, …. */
  readonly returns: string;
  readonly documentation: string;
  /** The last one repeats when `maxArgs` is `undefined`. */
  readonly parameters: readonly ParameterInfo[];
  /** What the object that it returns has, as far as Microsoft documents it. */
  readonly members?: readonly MemberInfo[];
}

export type Presence = 'required' | 'optional' | 'repeated';

/** What people need to know of a parameter of a function. */
export interface ParameterInfo {
  readonly name: string;
  /** `string`, `array|object`, `any`, …. */
  readonly type: string;
  /** One sentence. */
  readonly documentation: string;
  readonly presence: Presence;
}

/** What people need to know of a member of an object that a function returns. */
export interface MemberInfo {
  readonly name: string;
  /** `string`, `object`, …. */
  readonly type: string;
  /** One sentence. */
  readonly documentation: string;
  readonly members?: readonly MemberInfo[];
}

/** A function of the ARM template language. */
export type ArmFunction = Signature & (EagerCall | LazyCall | OnlineCall);

/** Gets the values of its arguments, none of which is unknown, failed or undecided itself. */
interface EagerCall {
  readonly kind: 'eager';
  call(args: readonly Argument[], scope: Scope): Value;
  /**
   * What is known when some arguments are unknown; `undefined` when nothing is. Unknown
   * arguments always have a shape here.
   */
  partial?(args: readonly Argument[], scope: Scope): Value | undefined;
}

/** Decides itself which of its arguments are evaluated. */
interface LazyCall {
  readonly kind: 'lazy';
  call(operands: readonly Operand[]): Value;
}

/** Cannot be known without a deployment. */
interface OnlineCall {
  readonly kind: 'online';
  readonly unknownBecause: string;
}

/** An argument as an eager function sees it. */
export type Argument = Value | Closure;

/** A `lambda` given as an argument, bound to the scope it was written in. */
export interface Closure {
  readonly kind: 'lambda';
  /** How many parameters it declares. */
  readonly arity: number;
  /** Evaluates the body; arguments beyond `arity` are dropped. */
  call(...args: readonly Value[]): Value;
}

/** An argument not evaluated yet. */
export interface Operand {
  value(): Value;
  /** How the argument is written. */
  text(): string;
}
