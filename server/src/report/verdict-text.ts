import type { ExpectedState, Verdict } from '../scenario/timeline.ts';

/** Returns how an expectation failed: `expected succeeds, vm1 1, but it is fails, vm1 0`. */
export function verdictText({ expected, actual }: Verdict): string {
  return `expected ${stateText(expected)}, but it is ${stateText(actual)}`;
}

function stateText({ outcome, gpus }: ExpectedState): string {
  const counts = Object.entries(gpus ?? {}).map(([name, count]) => `${name} ${count}`);
  return [...(outcome === undefined ? [] : [outcome]), ...counts].join(', ');
}
