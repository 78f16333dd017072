import { t } from '../base/l10n.ts';
import { failure, unknown } from './functions/make.ts';
import type { Choice, OneOf, Value } from './value.ts';

/** At most this many possible values are followed. */
const MAX_CHOICES = 32;

/** At most this many combinations are tried while a call is evaluated. */
const MAX_COMBINATIONS = 512;

interface Combination<T> {
  readonly when: ReadonlyMap<string, string>;
  readonly values: readonly T[];
}

/**
 * Returns what `apply` gives for values without choices, or one of what it gives for each
 * combination of choices. Choices that disagree about the same decider are not combined.
 */
export function lift<T extends { readonly kind: string }>(
  values: readonly (T | Value)[],
  apply: (values: readonly (T | Exclude<Value, OneOf>)[]) => Value,
): Value {
  type Plain = T | Exclude<Value, OneOf>;
  const plain: Plain[] = [];
  for (const value of values) if (!isOneOf(value)) plain.push(value);
  if (plain.length === values.length) return apply(plain);
  let combinations: readonly Combination<Plain>[] = [{ when: new Map(), values: [] }];
  for (const value of values) {
    const options = isOneOf(value) ? value.choices : [{ value, when: NO_CONDITION }];
    const extended: Combination<Plain>[] = [];
    for (const { when, values: chosen } of combinations) {
      for (const option of options) {
        const together = merge(when, option.when);
        if (!together || isOneOf(option.value)) continue;
        extended.push({ when: together, values: [...chosen, option.value] });
      }
    }
    if (extended.length > MAX_COMBINATIONS) return tooMany();
    combinations = extended;
  }
  return oneOf(combinations.map(({ when, values: chosen }) => ({ when, value: apply(chosen) })));
}

const NO_CONDITION: ReadonlyMap<string, string> = new Map();

/**
 * Returns one of the values: the value itself when all are equal, at most 32 choices else, or
 * unknown. Choices within choices are flattened; a choice that contradicts itself is left out.
 */
export function oneOf(choices: readonly Choice[]): Value {
  const distinct = new Map<string, Choice>();
  const groups = new Map<string, Choice>();
  for (const { value, when } of flatten(choices)) {
    const key = identity(value);
    distinct.set(`${key}\n${JSON.stringify([...when].sort())}`, { value, when });
    const group = groups.get(key);
    groups.set(
      key,
      group ? { value: group.value, when: common(group.when, when) } : { value, when },
    );
  }
  const [only] = groups.values();
  if (!only) return failure(t('no choice is possible'));
  if (groups.size === 1) return only.value;
  const all = distinct.size <= MAX_CHOICES ? distinct : groups;
  return all.size <= MAX_CHOICES
    ? { kind: 'oneOf', choices: [...all.values()], origin: undefined }
    : tooMany();
}

function tooMany(): Value {
  return unknown(t('there are more than {0} possible values', MAX_CHOICES));
}

function flatten(choices: readonly Choice[]): readonly Choice[] {
  return choices.flatMap(({ value, when }) => {
    if (value.kind !== 'oneOf') return [{ value, when }];
    return value.choices.flatMap((inner) => {
      const together = merge(when, inner.when);
      return together ? [{ value: inner.value, when: together }] : [];
    });
  });
}

/** Returns both conditions together, or `undefined` when they disagree. */
function merge(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  if (a.size === 0) return b;
  for (const [decider, value] of b) if ((a.get(decider) ?? value) !== value) return undefined;
  return new Map([...a, ...b]);
}

function common(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...a].filter(([decider, value]) => b.get(decider) === value));
}

/** Returns a text that tells values apart, unknown ones by their reason and shape. */
function identity(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return `?${value.reason}\n${value.shape ?? ''}`;
    case 'failure':
      return `!${value.message}`;
    case 'array':
      return `[${value.items.map(identity).join(',')}]`;
    case 'object': {
      const members = [...value.members].map(
        ([name, member]) => `${JSON.stringify(name)}:${identity(member)}`,
      );
      return `{${members.join(',')}|${value.others ?? ''}}`;
    }
    case 'oneOf':
      return `(${value.choices.map((choice) => identity(choice.value)).join('|')})`;
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return `${value.exact ?? value.value}${value.float ? 'f' : ''}`;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
  }
}

function isOneOf(value: { readonly kind: string }): value is OneOf {
  return value.kind === 'oneOf';
}
