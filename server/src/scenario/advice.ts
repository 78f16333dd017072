import { t } from '../base/l10n.ts';
import { linksOf, searchOrders, type OrderSearch, type Path } from './order-search.ts';
import {
  plannedSteps,
  precedenceOf,
  type Goal,
  type Plan,
  type PlannedStep,
  type Solve,
} from './plan.ts';
import { startOn } from './safe-order.ts';
import { siteOf, wholeOf } from './site.ts';
import { smallestChanges, type Change } from './smallest-change.ts';
import type { Timeline } from './timeline.ts';
import { whyImpossible } from './why-impossible.ts';
import { kubernetesGpus } from './world.ts';

/** In which order the steps of a scenario all succeed, or why in none, and what would help. */
export interface Advice {
  readonly timeline: Timeline;
  /** `as-written`: the order written does; `unknown`: something that is not known decides. */
  readonly kind: 'as-written' | 'reordered' | 'impossible' | 'unknown';
  /** The steps in that order; empty where there is none. */
  readonly order: readonly PlannedStep[];
  /** Why there is no order, or why it is not known. */
  readonly why: string | undefined;
  /** Facts that `why` rests on. */
  readonly facts: readonly string[];
  /** What Kubernetes holds in the end; `undefined` where it is not configured then. */
  readonly kubernetesGpus: number | undefined;
  /**
   * The smallest changes each of which alone makes all succeed; where all do, but Kubernetes gets
   * no GPU of a device that has some, those that give it one.
   */
  readonly changes: readonly Change[];
}

/**
 * Returns the order in which all steps succeed and, of several, Kubernetes gets the most GPUs. Steps
 * on the same VM stay in the order written, and so do those on Kubernetes.
 */
export function adviceOn(timeline: Timeline): Advice {
  const site = siteOf(timeline.scenario);
  const nothing = { timeline, order: [], facts: [], kubernetesGpus: undefined, changes: [] };
  if (!site) {
    const model = timeline.scenario.device.model?.value;
    const why =
      model === undefined ? t('the device is not known') : t("'{0}' is not a known device", model);
    return { ...nothing, kind: 'unknown', why };
  }
  const steps = plannedSteps(timeline, site);
  const plan: Plan = { site, release: timeline.release, steps };
  const search = ordersOf(plan);
  const best = bestOf(search, 'all succeed');
  if (best) {
    const order = linksOf(best).flatMap(({ step }) => steps[step] ?? []);
    const gpus = kubernetesIn(best);
    const isWritten = order.every((step, index) => step === steps[index]);
    const lacks = gpus === 0 && wholeOf(site).gpuCount > 0;
    return {
      ...nothing,
      kind: isWritten ? 'as-written' : 'reordered',
      order,
      why: undefined,
      kubernetesGpus: gpus,
      changes: lacks ? smallestChanges(plan, timeline, solves('and Kubernetes gets a GPU')) : [],
    };
  }
  const { failing, risky, ended } = search;
  const isRisky = search.complete.length > 0 || (!failing && risky !== undefined);
  if (ended === 'over budget' || isRisky) {
    const why = isRisky
      ? (risky?.result.reason ?? t('something is not known'))
      : t('there are too many orders to examine them all');
    return { ...nothing, kind: 'unknown', why, facts: risky?.result.facts ?? [] };
  }
  return {
    ...nothing,
    kind: 'impossible',
    ...whyImpossible(plan, failing),
    changes: smallestChanges(plan, timeline, solves('all succeed')),
  };
}

/** A changed plan is tried with less effort: there are many. */
const EFFORT_PER_CHANGE = 3000;

function solves(goal: Goal): Solve {
  return (plan) => {
    const best = bestOf(ordersOf(plan, EFFORT_PER_CHANGE), goal);
    return best && linksOf(best).flatMap(({ step }) => plan.steps[step] ?? []);
  };
}

function ordersOf({ site, release, steps }: Plan, mostEffort?: number): OrderSearch {
  const operations = steps.map(({ operation }) => operation);
  return searchOrders(startOn(site, release), operations, precedenceOf(steps), mostEffort);
}

/** The first of those in which Kubernetes gets the most. */
function bestOf({ complete }: OrderSearch, goal: Goal): Path | undefined {
  let best: Path | undefined;
  for (const path of complete) {
    if (path.outcome !== 'succeeds') continue;
    const gpus = kubernetesIn(path) ?? 0;
    if (goal === 'and Kubernetes gets a GPU' && gpus === 0) continue;
    if (!best || gpus > (kubernetesIn(best) ?? 0)) best = path;
  }
  return best;
}

function kubernetesIn({ worlds }: Path): number | undefined {
  const [main] = worlds;
  return main?.kubernetes ? kubernetesGpus(main) : undefined;
}
