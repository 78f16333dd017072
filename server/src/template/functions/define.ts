import { t, translatable } from '../../base/l10n.ts';
import type { Scope } from '../scope.ts';
import type { ArrayValue, ObjectValue, Value } from '../value.ts';
import type {
  ArmFunction,
  Argument,
  Closure,
  Operand,
  ParameterInfo,
  Presence,
  Signature,
} from './arm-function.ts';
import { exactly, failure } from './make.ts';

/** A parameter: what people are told of it, what it accepts, and how an accepted argument is read. */
export interface Parameter<T, P extends Presence = Presence> extends ParameterInfo {
  /** What is accepted, for a message: `a string`. */
  readonly accepts: string;
  readonly presence: P;
  /** Returns what the function works with; `undefined` when the argument is not accepted. */
  read(argument: Argument): T | undefined;
}

type Required<T> = Parameter<T, 'required'>;

type Read<P> =
  P extends Parameter<infer T, infer Q>
    ? Q extends 'repeated'
      ? readonly T[]
      : Q extends 'optional'
        ? T | undefined
        : T
    : never;

type ReadAll<P extends readonly Parameter<unknown>[]> = { readonly [K in keyof P]: Read<P[K]> };

interface Description<P extends readonly Parameter<unknown>[]> extends Pick<
  Signature,
  'name' | 'category' | 'returns' | 'documentation' | 'members'
> {
  readonly takes: P;
}

interface EagerDescription<P extends readonly Parameter<unknown>[]> extends Description<P> {
  call(args: ReadAll<P>, scope: Scope): Value;
  partial?(args: readonly Argument[], scope: Scope): Value | undefined;
}

/** Defines a function that works on the values of its arguments; they are checked here. */
export function eager<const P extends readonly Parameter<unknown>[]>(
  description: EagerDescription<P>,
): ArmFunction {
  const { name, takes, call, partial } = description;
  return {
    ...signature(description),
    kind: 'eager',
    call(args, scope) {
      const read: unknown[] = [];
      for (let index = 0; index < takes.length; index++) {
        const parameter = takes[index];
        if (!parameter) continue;
        const isRepeated = parameter.presence === 'repeated';
        const values: unknown[] = [];
        const end = isRepeated ? args.length : Math.min(index + 1, args.length);
        for (let position = index; position < end; position++) {
          const argument = args[position];
          const value = argument && parameter.read(argument);
          if (argument && value === undefined) return refused(name, parameter, position, argument);
          values.push(value);
        }
        read.push(isRepeated ? values : values[0]);
      }
      // The loop above has read each argument by its own parameter, which the type cannot express.
      return call(read as unknown as ReadAll<P>, scope);
    },
    ...(partial && { partial }),
  };
}

function refused(
  name: string,
  parameter: Parameter<unknown>,
  position: number,
  argument: Argument,
): Value {
  const which = t('argument {0} ({1})', position + 1, parameter.name);
  return failure(
    t('{0} needs {1} as {2}, not {3}', name, t(parameter.accepts), which, kindOf(argument)),
  );
}

/** Defines a function that decides itself which of its arguments are evaluated. */
export function lazy(
  description: Description<readonly Parameter<unknown>[]> & {
    call(operands: readonly Operand[]): Value;
  },
): ArmFunction {
  return { ...signature(description), kind: 'lazy', call: description.call };
}

/** Defines a function whose result only a deployment knows. */
export function online(
  description: Description<readonly Parameter<unknown>[]> & { readonly unknownBecause: string },
): ArmFunction {
  const { unknownBecause } = description;
  return { ...signature(description), kind: 'online', unknownBecause };
}

function signature(description: Description<readonly Parameter<unknown>[]>): Signature {
  const { name, category, returns, documentation, takes, members } = description;
  return {
    name,
    category,
    returns,
    documentation,
    ...(members && { members }),
    minArgs: takes.filter(({ presence }) => presence === 'required').length,
    maxArgs: takes.some(({ presence }) => presence === 'repeated') ? undefined : takes.length,
    parameters: takes,
  };
}

/** Returns the kind of an argument with its article, for a message. */
export function kindOf(argument: Argument): string {
  switch (argument.kind) {
    case 'number':
      return argument.float ? t('a float') : t('an int');
    case 'boolean':
      return t('a bool');
    case 'array':
      return t('an array');
    case 'object':
      return t('an object');
    case 'string':
      return t('a string');
    case 'lambda':
      return t('a lambda');
    case 'null':
      return 'null';
    default:
      return argument.kind;
  }
}

/** The parameter may be left out. */
export function optional<T>(parameter: Required<T>): Parameter<T, 'optional'> {
  return { ...parameter, presence: 'optional' };
}

/** The parameter takes all further arguments, or none. */
export function repeated<T>(parameter: Required<T>): Parameter<T, 'repeated'> {
  return { ...parameter, presence: 'repeated' };
}

function parameter<T>(
  name: string,
  documentation: string,
  type: string,
  accepts: string,
  read: (argument: Argument) => T | undefined,
): Required<T> {
  return { name, documentation, type, accepts, presence: 'required', read };
}

/** Accepts any value, null included. */
export function any(name: string, documentation: string): Required<Value> {
  return parameter(name, documentation, 'any', translatable('a value'), (given) =>
    given.kind === 'lambda' ? undefined : given,
  );
}

/** Accepts a string. */
export function string(name: string, documentation: string): Required<string> {
  return parameter(name, documentation, 'string', translatable('a string'), (given) =>
    given.kind === 'string' ? given.value : undefined,
  );
}

/** Accepts an int; read as a `number`, which is exact up to 53 bits. */
export function int(name: string, documentation: string): Required<number> {
  return parameter(name, documentation, 'int', translatable('an int'), (given) =>
    given.kind === 'number' && exactly(given) !== undefined ? given.value : undefined,
  );
}

/** Accepts an int, all 64 bits of it. */
export function integer(name: string, documentation: string): Required<bigint> {
  return parameter(name, documentation, 'int', translatable('an int'), (given) =>
    given.kind === 'number' ? exactly(given) : undefined,
  );
}

/** Accepts a bool. */
export function bool(name: string, documentation: string): Required<boolean> {
  return parameter(name, documentation, 'bool', translatable('a bool'), (given) =>
    given.kind === 'boolean' ? given.value : undefined,
  );
}

/** Accepts an array. */
export function array(name: string, documentation: string): Required<ArrayValue> {
  return parameter(name, documentation, 'array', translatable('an array'), (given) =>
    given.kind === 'array' ? given : undefined,
  );
}

/** Accepts an object. */
export function object(name: string, documentation: string): Required<ObjectValue> {
  return parameter(name, documentation, 'object', translatable('an object'), (given) =>
    given.kind === 'object' ? given : undefined,
  );
}

/** Accepts values of the given kinds. */
export function anyOf<K extends Value['kind']>(
  name: string,
  documentation: string,
  accepts: string,
  ...kinds: readonly K[]
): Required<Extract<Value, { kind: K }>> {
  return parameter(name, documentation, kinds.map(typeName).join('|'), accepts, (given) =>
    given.kind !== 'lambda' && hasKind(given, kinds) ? given : undefined,
  );
}

/** Returns what ARM calls a kind of value. */
function typeName(kind: Value['kind']): string {
  return kind === 'number' ? 'int' : kind === 'boolean' ? 'bool' : kind;
}

function hasKind<K extends Value['kind']>(
  value: Value,
  kinds: readonly K[],
): value is Extract<Value, { kind: K }> {
  return kinds.some((kind) => kind === value.kind);
}

/** Accepts a `lambda` with `from` to `to` parameters. */
export function lambda(
  name: string,
  documentation: string,
  from: number,
  to: number,
): Required<Closure> {
  const accepts =
    from === to
      ? translatable(`a lambda of ${from} parameters`)
      : translatable(`a lambda of ${from} or ${to} parameters`);
  return parameter(name, documentation, 'lambda', accepts, (given) =>
    given.kind === 'lambda' && given.arity >= from && given.arity <= to ? given : undefined,
  );
}
