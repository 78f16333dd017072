import type { Budget } from './scope.ts';

/** Returns a budget of `steps` evaluation steps. */
export function budgetOf(steps: number): Budget {
  let left = steps;
  return {
    spend(used) {
      left -= used;
      return left >= 0;
    },
    isUsedUp: () => left < 0,
    left: () => left,
    refill() {
      left = steps;
    },
  };
}
