import type { Expectation } from './scenario.ts';
import type { Claims, ExpectedState, Moment, Timeline, Verdict } from './timeline.ts';

/** Returns how each expectation of a scenario came out, in the order of its steps. */
export function verdicts({ moments }: Timeline): readonly Verdict[] {
  return moments.flatMap((moment): readonly Verdict[] => {
    const { expect } = moment.step;
    if (expect?.outcome === undefined && expect?.gpus === undefined) return [];
    return [verdict(moment, expect)];
  });
}

/** Only what the author names is compared. */
function verdict(moment: Moment, expect: Expectation): Verdict {
  const { outcome, gpus } = expect;
  const holders = [...(gpus ?? [])];
  const held = holders.map(([holder]): [string, number] => [holder, gpusOf(moment.claims, holder)]);
  const expected: ExpectedState = {
    ...(outcome !== undefined && { outcome }),
    ...(gpus && { gpus: Object.fromEntries(gpus) }),
  };
  const actual: ExpectedState = {
    ...(outcome !== undefined && { outcome: moment.outcome }),
    ...(gpus && { gpus: Object.fromEntries(held) }),
  };
  const passed =
    (outcome === undefined || outcome === moment.outcome) &&
    holders.every(([, count], index) => held[index]?.[1] === count);
  return { moment, line: expect.line, expected, actual, passed };
}

/** Letter case does not tell VMs apart; one that holds no GPU is not among the claims. */
function gpusOf({ vms, kubernetes, free }: Claims, holder: string): number {
  if (holder === 'kubernetes') return kubernetes;
  if (holder === 'free') return free;
  const key = holder.toLowerCase();
  for (const [name, count] of vms) if (name.toLowerCase() === key) return count;
  return 0;
}
