import { t } from '../base/l10n.ts';
import { printExpression, type IndexAccess, type PropertyAccess } from '../syntax/expression.ts';
import { kindOf } from './functions/define.ts';
import { exactly, failure, shaped, unknown } from './functions/make.ts';
import { numberText } from './functions/wording.ts';
import { asSecret, get, type Unknown, type Value } from './value.ts';

/**
 * Returns the member or item of `base` that `key` names; a failure when there is none, but
 * `undefined` when the access is a safe one. It comes from where it is written, or from where
 * `base` does, and is as secret as `base`.
 */
export function memberOf(
  base: Value,
  key: Value,
  access: PropertyAccess | IndexAccess,
): Value | undefined {
  if (base.kind === 'failure') return base;
  if (key.kind === 'failure') return key;
  const found = lookedUp(base, key, access);
  if (found) return inherited(found, base);
  return access.safe ? undefined : inherited(missing(base, key), base);
}

function lookedUp(
  base: Value,
  key: Value,
  access: PropertyAccess | IndexAccess,
): Value | undefined {
  if (base.kind === 'unknown') return withinUnknown(base, access);
  if (key.kind === 'unknown') return unknown(key.reason);
  if (base.kind === 'object' && key.kind === 'string') {
    const others = base.others === undefined ? undefined : unknown(base.others);
    return get(base, key.value) ?? others;
  }
  if (base.kind === 'array' && key.kind === 'number' && exactly(key) !== undefined) {
    return base.items[key.value];
  }
  if (base.kind === 'null') return undefined;
  return failure(t('{0} has no member that {1} could name', kindOf(base), kindOf(key)));
}

/** What is written as a hole stays one: `{parameters('vm')}` becomes `{parameters('vm').size}`. */
function withinUnknown({ reason, shape }: Unknown, access: PropertyAccess | IndexAccess): Value {
  const hole = /^\{([^{}]*)\}$/.exec(shape ?? '')?.[1];
  if (hole === undefined) return unknown(reason);
  const step =
    access.kind === 'property'
      ? `.${access.name.text}`
      : `[${printExpression(access.index).replace(/[{}]/g, '')}]`;
  return shaped(reason, `{${hole}${step}}`);
}

function missing(base: Value, key: Value): Value {
  const name = key.secret ? t('(secret)') : nameIn(key);
  return base.kind === 'array'
    ? failure(t('the array has {0} items, so none at {1}', base.items.length, name))
    : failure(
        t('{0} has no member {1}', base.kind === 'object' ? t('the object') : kindOf(base), name),
      );
}

function nameIn(key: Value): string {
  if (key.kind === 'string') return `'${key.value}'`;
  return key.kind === 'number' ? numberText(key) : kindOf(key);
}

function inherited(member: Value, base: Value): Value {
  const origin = member.kind === 'failure' ? member.origin : (member.origin ?? base.origin);
  const secret = member.secret ?? base.secret;
  if (origin === member.origin && secret === member.secret) return member;
  return secret ? asSecret({ ...member, origin }) : { ...member, origin };
}
