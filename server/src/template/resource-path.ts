import { member, type Node } from '../syntax/node.ts';
import { placeOf, type Document } from './document.ts';
import { lift } from './one-of.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './template-scope.ts';
import { get, type Value } from './value.ts';

/**
 * Returns the value reached from a node by `path`: walks down the written tree as far as it goes,
 * then through the value of an expression; null where there is none.
 */
export function evaluatePath(
  document: Document,
  node: Node,
  scope: Scope,
  path: readonly (string | number)[],
): Value {
  let current = node;
  for (let depth = 0; depth < path.length; depth++) {
    const step = path[depth];
    const next =
      typeof step === 'string'
        ? member(current, step)?.value
        : current.kind === 'array' && step !== undefined
          ? current.items[step]
          : undefined;
    if (next) {
      current = next;
    } else if (current.kind === 'string' || hasLoops(current)) {
      return valueAt(evaluateIn(document, current, scope), path.slice(depth));
    } else {
      return { kind: 'null', origin: placeOf(document, current) };
    }
  }
  return evaluateIn(document, current, scope);
}

/** Members made by a property loop are not written out: only evaluation finds them. */
function hasLoops(node: Node): boolean {
  return member(node, 'copy')?.value?.kind === 'array';
}

/** Returns the part of a value reached by `path`; null where there is none. */
function valueAt(value: Value, path: readonly (string | number)[]): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const part = lift<never>([value], ([plain]) => {
    const next =
      plain?.kind === 'object' && typeof step === 'string'
        ? get(plain, step)
        : plain?.kind === 'array' && typeof step === 'number'
          ? plain.items[step]
          : undefined;
    if (next) return next;
    if (plain?.kind === 'unknown' || plain?.kind === 'failure') return plain;
    if (plain?.kind === 'object' && plain.others !== undefined) {
      return { kind: 'unknown', reason: plain.others, origin: plain.origin };
    }
    return { kind: 'null', origin: plain?.origin };
  });
  return valueAt(part, rest);
}
