// `template` gives ARM templates their meaning; it knows no device and no GPU.
import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import { sameName } from '../syntax/node.ts';

/**
 * What an expression gives. Every value knows its origin: the literal that a person would change
 * to change it (in the parameter file, the default value, the variable, the expression itself).
 */
export type Value =
  | StringValue
  | NumberValue
  | BooleanValue
  | NullValue
  | ArrayValue
  | ObjectValue
  | OneOf
  | Unknown
  | Failure;

interface Originated {
  readonly origin: Location | undefined;
  /** The value is, or is made from, a secure parameter and must never be shown. */
  readonly secret?: true;
}

export interface StringValue extends Originated {
  readonly kind: 'string';
  readonly value: string;
}

export interface NumberValue extends Originated {
  readonly kind: 'number';
  readonly value: number;
  /** Made by `float()` or written with a fraction; ARM keeps such numbers apart from ints. */
  readonly float?: true;
  /** The int itself, where `value` cannot hold all of its 64 bits. */
  readonly exact?: bigint;
}

export interface BooleanValue extends Originated {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullValue extends Originated {
  readonly kind: 'null';
}

export interface ArrayValue extends Originated {
  readonly kind: 'array';
  readonly items: readonly Value[];
}

export interface ObjectValue extends Originated {
  readonly kind: 'object';
  /** In the order written; look members up with `get`, which ignores letter case as ARM does. */
  readonly members: ReadonlyMap<string, Value>;
  /** There may be more members; why they are not known. */
  readonly others?: string;
}

/** One of several values; what decides is not known offline. At most 32 choices. */
export interface OneOf extends Originated {
  readonly kind: 'oneOf';
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly value: Value;
  /** What must hold for this choice: decider (`parameters('x')`, a condition) to its value. */
  readonly when: ReadonlyMap<string, string>;
}

/** Cannot be known offline. Never an error, never a guess. */
export interface Unknown extends Originated {
  readonly kind: 'unknown';
  /** Why, for a person: `parameter 'vmSize' has no value`. */
  readonly reason: string;
  /** As much of a text as is known, with `{…}` for the rest: `vm-{parameters('suffix')}`. */
  readonly shape?: string;
}

/** Azure would refuse to evaluate this. */
export interface Failure extends Originated {
  readonly kind: 'failure';
  readonly message: string;
}

/** Returns the member called `name` (letter case ignored), or `undefined`. */
export function get(value: ObjectValue, name: string): Value | undefined {
  const exact = value.members.get(name);
  if (exact) return exact;
  for (const [key, member] of value.members) if (sameName(key, name)) return member;
  return undefined;
}

/** Returns the text of a known string, or `undefined`. */
export function asText(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

/** Plain JSON. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Returns the value as plain JSON, or the unknown or failed part that prevents it. */
export function toJson(
  value: Value,
): { readonly json: Json } | { readonly obstacle: Unknown | Failure } {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return { json: value.value };
    case 'null':
      return { json: null };
    case 'array': {
      const items: Json[] = [];
      for (const item of value.items) {
        const part = toJson(item);
        if ('obstacle' in part) return part;
        items.push(part.json);
      }
      return { json: items };
    }
    case 'object': {
      const members: [string, Json][] = [];
      for (const [key, member] of value.members) {
        const part = toJson(member);
        if ('obstacle' in part) return part;
        members.push([key, part.json]);
      }
      // `fromEntries` defines own properties, so a member called `__proto__` stays a member.
      return { json: Object.fromEntries(members) };
    }
    case 'oneOf':
      return {
        obstacle: {
          kind: 'unknown',
          reason: t('it has several possible values'),
          origin: value.origin,
        },
      };
    case 'unknown':
    case 'failure':
      return { obstacle: value };
  }
}

/** A shape of nothing but `{…}`. */
const ONLY_HOLES = /^(?:\{[^{}]*\})+$/;

/** Returns a value marked as a secret; an unknown one keeps no text of what is known of it. */
export function asSecret(value: Value): Value {
  if (value.kind !== 'unknown' || value.shape === undefined || ONLY_HOLES.test(value.shape)) {
    return { ...value, secret: true };
  }
  const { reason, origin } = value;
  return { kind: 'unknown', reason, origin, secret: true };
}
