import { t } from '../../base/l10n.ts';
import type { Failure, Unknown, Value } from '../value.ts';
import { exactly, unknown } from './make.ts';

/**
 * Says whether two values are equal, types and letter case included; what stands in the way of
 * an answer where it hangs on an unknown part.
 */
export function same(a: Value, b: Value): boolean | Unknown | Failure {
  if (a === b && isScalar(a)) return true;
  const obstacle = obstacleOf(a) ?? obstacleOf(b);
  if (obstacle) return obstacle;
  switch (a.kind) {
    case 'string':
    case 'boolean':
      return a.kind === b.kind && a.value === b.value;
    case 'number':
      return b.kind === 'number' && sameNumber(a, b);
    case 'array':
      return b.kind === 'array' && samePairs(pairItems(a.items, b.items));
    case 'object':
      if (b.kind !== 'object') return false;
      if (a.others !== undefined || b.others !== undefined) {
        return unknown(a.others ?? b.others ?? '');
      }
      return samePairs(pairMembers(a.members, b.members));
    default:
      return a.kind === b.kind;
  }
}

type Pairs = readonly (readonly [Value, Value])[] | undefined;

function samePairs(pairs: Pairs): boolean | Unknown | Failure {
  if (!pairs) return false;
  let open: Unknown | Failure | undefined;
  for (const [a, b] of pairs) {
    const answer = same(a, b);
    if (answer === false) return false;
    if (answer !== true) open ??= answer;
  }
  return open ?? true;
}

function pairItems(a: readonly Value[], b: readonly Value[]): Pairs {
  if (a.length !== b.length) return undefined;
  return a.flatMap((item, index) => {
    const other = b[index];
    return other ? [[item, other] as const] : [];
  });
}

function pairMembers(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): Pairs {
  if (a.size !== b.size) return undefined;
  const pairs: [Value, Value][] = [];
  for (const [key, value] of a) {
    const other = b.get(key);
    if (!other) return undefined;
    pairs.push([value, other]);
  }
  return pairs;
}

function sameNumber(a: Value & { kind: 'number' }, b: Value & { kind: 'number' }): boolean {
  const exact = exactly(a);
  return exact === exactly(b) && (exact !== undefined || a.value === b.value);
}

function isScalar(value: Value): boolean {
  return value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean';
}

function obstacleOf(value: Value): Unknown | Failure | undefined {
  if (value.kind === 'unknown' || value.kind === 'failure') return value;
  return value.kind === 'oneOf' ? unknown(t('it has several possible values')) : undefined;
}

/**
 * Returns a text that is the same for equal values and for no others; what stands in the way
 * where a part is unknown.
 */
export function keyOf(value: Value): string | Unknown | Failure {
  const obstacle = obstacleOf(value);
  if (obstacle) return obstacle;
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return `${exactly(value) ?? `f${value.value}`}`;
    case 'boolean':
      return String(value.value);
    case 'array':
      return keyOfAll(
        '[',
        value.items.map((item) => ['', item] as const),
      );
    case 'object':
      if (value.others !== undefined) return unknown(value.others);
      return keyOfAll(
        '{',
        [...value.members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      );
    default:
      return value.kind;
  }
}

function keyOfAll(
  open: string,
  entries: readonly (readonly [string, Value])[],
): string | Unknown | Failure {
  const keys: string[] = [];
  for (const [name, item] of entries) {
    const key = keyOf(item);
    if (typeof key !== 'string') return key;
    keys.push(`${JSON.stringify(name)}:${key}`);
  }
  return open + keys.join(',');
}
