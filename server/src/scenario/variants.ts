import { t } from '../base/l10n.ts';
import { claimsKey } from './claims.ts';
import type { Scenario } from './scenario.ts';
import { withSteps } from './reorder.ts';
import { worstOutcome } from './timeline-outcome.ts';
import type { Moment, Passage, Timeline } from './timeline.ts';

/** One way in which a timeline may come out, as a timeline of its own. */
export interface Variant {
  /** `world`: documents leave open what happens; `order`: nobody has fixed the order of steps. */
  readonly kind: 'main' | 'world' | 'order';
  /** For people: `Kubernetes takes the GPU of vm1 while it is stopped (…)`. */
  readonly title: string;
  /** Facts that make it differ from the main documented behaviour. */
  readonly facts: readonly string[];
  /**
   * In a `world` its moments are those of the scenario, with the outcomes and claims of that world.
   * In an `order` the steps of an `anyOrder` stand in the place of it.
   */
  readonly timeline: Timeline;
}

/** So many variants are more than a person chooses from. */
const MOST_VARIANTS = 16;

/**
 * Returns the ways in which a timeline may come out that a reader can tell apart, at most 16: the
 * main documented behaviour first, then the other possible worlds, then for each `anyOrder` the
 * order that works out and the one that does not.
 */
export function variants(timeline: Timeline): readonly Variant[] {
  const main: Variant = {
    kind: 'main',
    title: t('the main documented behaviour'),
    facts: [],
    timeline,
  };
  return [main, ...worldVariants(timeline), ...orderVariants(timeline)].slice(0, MOST_VARIANTS);
}

/** Follows passages until each of them, as far as the bound allows, lies on some way. */
function worldVariants(timeline: Timeline): readonly Variant[] {
  const { moments } = timeline;
  const found: Variant[] = [];
  const covered = new Set<Passage>();
  const seen = new Set<string>();
  const follow = (index: number, through: Passage): void => {
    const way = wayThrough(moments, index, through, covered);
    for (const passage of way) covered.add(passage);
    const key = JSON.stringify(way.map(({ outcome, claims }) => [outcome, claimsKey(claims)]));
    if (seen.has(key)) return;
    seen.add(key);
    // The first way is the main one, which is there already.
    if (seen.size === 1) return;
    const leaving = way.find(({ because }) => because !== undefined) ?? through;
    const changed = moments.map((moment, at) => momentOn(moment, way[at]));
    found.push({
      kind: 'world',
      title: leaving.because ?? through.reason ?? t('another documented behaviour'),
      facts: leaving.facts,
      timeline: { ...timeline, moments: changed, outcome: worstOutcome(changed) },
    });
  };
  const start = moments[0]?.passages[0];
  if (start) follow(0, start);
  for (const [index, { passages }] of moments.entries()) {
    if (passages.length < 2) continue;
    for (const passage of passages) {
      if (found.length >= MOST_VARIANTS) return found;
      if (!covered.has(passage)) follow(index, passage);
    }
  }
  return found;
}

/** Returns a way from the first step to the last that takes that passage at that step. */
function wayThrough(
  moments: readonly Moment[],
  index: number,
  through: Passage,
  covered: ReadonlySet<Passage>,
): readonly Passage[] {
  const way = [through];
  let from = through.from;
  for (let at = index - 1; at >= 0; at--) {
    const world = from;
    const before = moments[at]?.passages.find(({ to }) => to === world);
    if (!before) break;
    way.unshift(before);
    from = before.from;
  }
  let { to } = through;
  for (let at = index + 1; at < moments.length; at++) {
    const world = to;
    const going = moments[at]?.passages.filter((passage) => passage.from === world) ?? [];
    const next = going.find((passage) => !covered.has(passage)) ?? going[0];
    if (!next) break;
    way.push(next);
    to = next.to;
  }
  return way;
}

function momentOn(moment: Moment, passage: Passage | undefined): Moment {
  if (!passage) return moment;
  const { outcome, reason, cause, claims, facts } = passage;
  return { ...moment, outcome, reason, cause, claims, facts };
}

function orderVariants(timeline: Timeline): readonly Variant[] {
  return timeline.moments.flatMap(({ index, orders }): readonly Variant[] => {
    if (!orders) return [];
    const { safe, safeSteps, counterexample, counterexampleSteps } = orders;
    return [
      ...(safe && safeSteps ? [inOrder(timeline, index, safe, safeSteps)] : []),
      ...(counterexample && counterexampleSteps
        ? [inOrder(timeline, index, counterexample, counterexampleSteps)]
        : []),
    ];
  });
}

function inOrder(
  timeline: Timeline,
  index: number,
  titles: readonly string[],
  order: readonly number[],
): Variant {
  const scenario = withOrder(timeline.scenario, index, order);
  return {
    kind: 'order',
    title: titles.join(t(', then ')),
    facts: [],
    timeline: withSteps(timeline, scenario.steps),
  };
}

/**
 * Returns the scenario with the `anyOrder` at `index` replaced by its steps in that order; those
 * that the order does not name come last.
 */
export function withOrder(scenario: Scenario, index: number, order: readonly number[]): Scenario {
  const group = scenario.steps[index];
  if (group?.action !== 'anyOrder') return scenario;
  const inner = group.steps;
  const named = order.flatMap((place) => inner[place] ?? []);
  const others = inner.filter((_, place) => !order.includes(place));
  return { ...scenario, steps: scenario.steps.toSpliced(index, 1, ...named, ...others) };
}
