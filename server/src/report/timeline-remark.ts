import type { Timeline } from '../scenario/timeline.ts';

/**
 * Returns what keeps a scenario from succeeding, in one line: the first step that makes its
 * outcome, with its reason. `undefined` when it succeeds.
 */
export function timelineRemark({ moments, outcome }: Timeline): string | undefined {
  if (outcome === 'succeeds') return undefined;
  const decisive = moments.find(
    (moment) => moment.outcome === outcome && moment.step.expect?.outcome !== outcome,
  );
  if (!decisive) return undefined;
  const { index, title, reason } = decisive;
  const says = outcome === 'fails' ? 'fails' : 'is at risk';
  return `step ${index + 1} (${title}) ${says}${reason === undefined ? '' : `: ${reason}`}`;
}
