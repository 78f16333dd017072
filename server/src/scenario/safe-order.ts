import type { Scene } from './branch.ts';
import { linksOf, searchOrders } from './order-search.ts';
import { plannedSteps, precedenceOf } from './plan.ts';
import { siteOf, type Site } from './site.ts';
import type { Timeline } from './timeline.ts';
import { emptyWorld } from './world.ts';

/**
 * Returns an order of a timeline's steps, as their indices, in which all of them succeed;
 * `undefined` when there is none, when it cannot be known, or when there are too many to look for
 * it. Steps on the same VM stay in the order written, and so do those on Kubernetes; nothing moves
 * across an update or a reboot.
 */
export function safeOrder(timeline: Timeline): readonly number[] | undefined {
  const { scenario, release } = timeline;
  const site = siteOf(scenario);
  // An `anyOrder` has a safe order of its own, and where it is to stand is left to the author.
  if (!site || scenario.steps.some(({ action }) => action === 'anyOrder')) return undefined;
  const steps = plannedSteps(timeline, site);
  const operations = steps.map(({ operation }) => operation);
  const { complete } = searchOrders(startOn(site, release), operations, precedenceOf(steps));
  const safe = complete.find(({ outcome }) => outcome === 'succeeds');
  return safe && linksOf(safe).map(({ step }) => step);
}

/** Returns the scene before the first step. */
export function startOn({ device, nodes }: Site, release: string | undefined): Scene {
  const past = { gone: new Map(), kubernetesFailed: undefined };
  return { device, shared: new Map(), worlds: [emptyWorld(release, nodes)], past, index: 0 };
}
