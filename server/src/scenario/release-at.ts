import { remembering } from '../base/remembering.ts';
import { isReleaseId } from '../facts/index.ts';
import type { Timeline } from './timeline.ts';

/** Returns the release of the device just before the step at `index`, or `undefined`. */
export function releaseAt(timeline: Timeline, index: number): string | undefined {
  return releasesOf(timeline)[index];
}

/** The release before each step and after the last. */
const releasesOf = remembering(({ release, moments }: Timeline) => {
  let current = release;
  const releases = [current];
  for (const { step, outcome } of moments) {
    const isDone = outcome === 'succeeds' || outcome === 'at-risk';
    if (step.action === 'update' && isDone && step.to) {
      current = isReleaseId(step.to.value) ? step.to.value.trim() : undefined;
    }
    releases.push(current);
  }
  return releases;
});
