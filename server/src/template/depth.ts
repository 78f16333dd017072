import type { Budget } from './scope.ts';

/** How deep evaluation may nest: calls in calls, variables in variables, loops in loops. */
const MAX_DEPTH = 250;

/** How deep the evaluations on one budget have nested. */
export interface Nesting {
  depth: number;
}

const nestings = new WeakMap<Budget, Nesting>();

/** Returns the nesting that all evaluations on the budget share. */
export function nestingOf(budget: Budget): Nesting {
  const known = nestings.get(budget);
  if (known) return known;
  const nesting = { depth: 0 };
  nestings.set(budget, nesting);
  return nesting;
}

/** Goes one level deeper; false where that would be too deep. `leave` comes back from there. */
export function enter(nesting: Nesting): boolean {
  if (nesting.depth >= MAX_DEPTH) return false;
  nesting.depth++;
  return true;
}

/** Comes back from one level. */
export function leave(nesting: Nesting): void {
  nesting.depth--;
}
