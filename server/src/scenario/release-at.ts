import { isReleaseId } from '../facts/index.ts';
import type { Timeline } from './timeline.ts';

/** Returns the release of the device just before the step at `index`, or `undefined`. */
export function releaseAt({ release, moments }: Timeline, index: number): string | undefined {
  let found = release;
  for (const { step, outcome } of moments.slice(0, index)) {
    const isDone = outcome === 'succeeds' || outcome === 'at-risk';
    if (step.action !== 'update' || !isDone || !step.to) continue;
    found = isReleaseId(step.to.value) ? step.to.value.trim() : undefined;
  }
  return found;
}
