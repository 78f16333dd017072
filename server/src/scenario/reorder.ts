import { t } from '../base/l10n.ts';
import type { ScenarioStep } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Timeline } from './timeline.ts';

/** Returns the timeline of other steps on the same device, with templates that are known already. */
export function withSteps(timeline: Timeline, steps: readonly ScenarioStep[]): Timeline {
  const { scenario, deployments } = timeline;
  return simulate({ ...scenario, steps }, (step) => {
    return deployments?.get(step) ?? { problem: t('the template is not known') };
  });
}

/** Returns the timeline of the same steps in another order, which names the places of all. */
export function reordered(timeline: Timeline, order: readonly number[]): Timeline {
  const { steps } = timeline.scenario;
  return withSteps(
    timeline,
    order.flatMap((place) => steps[place] ?? []),
  );
}
