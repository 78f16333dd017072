import type { Outcome } from './scenario.ts';
import type { Moment, Timeline } from './timeline.ts';

const RANK: Readonly<Record<Outcome, number>> = { skipped: 0, succeeds: 0, 'at-risk': 1, fails: 2 };

const BY_RANK: readonly Timeline['outcome'][] = ['succeeds', 'at-risk', 'fails'];

/**
 * Returns the worst outcome of steps. A failure that the scenario announces is what should happen,
 * and a skipped step counts for nothing.
 */
export function worstOutcome(
  moments: readonly Pick<Moment, 'outcome' | 'step'>[],
): Timeline['outcome'] {
  let gravest = 0;
  for (const { outcome, step } of moments) {
    if (outcome === 'fails' && step.expect?.outcome === 'fails') continue;
    gravest = Math.max(gravest, RANK[outcome]);
  }
  return BY_RANK[gravest] ?? 'fails';
}
