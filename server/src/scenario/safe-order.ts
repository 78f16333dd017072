import type { Scene } from './branch.ts';
import { keysOf } from './interchangeable.ts';
import { operationOf, type Operation, type PlainOperation } from './operation.ts';
import { linksOf, searchOrders, type Precedence } from './order-search.ts';
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
  const { scenario, release, deployments } = timeline;
  const site = siteOf(scenario);
  if (!site) return undefined;
  const operations: PlainOperation[] = [];
  for (const step of scenario.steps) {
    const operation = operationOf(step, site, (deploy) => {
      return deployments?.get(deploy) ?? { problem: 'the template is not known' };
    });
    // Its steps have a safe order of their own, and where it is to stand is left to the author.
    if (operation.kind === 'anyOrder') return undefined;
    operations.push(operation);
  }
  const { complete } = searchOrders(start(site, release), operations, precedenceOf(operations));
  const safe = complete.find(({ outcome }) => outcome === 'succeeds');
  return safe && linksOf(safe).map(({ step }) => step);
}

function start({ device, nodes }: Site, release: string | undefined): Scene {
  const past = { gone: new Map(), kubernetesFailed: undefined };
  return { device, shared: new Map(), worlds: [emptyWorld(release, nodes)], past, index: 0 };
}

/** Each step comes after the last ones before it that speak of the same. */
function precedenceOf(operations: readonly Operation[]): Precedence {
  const latest = new Map<string, number>();
  let barrier: number | undefined;
  let sinceBarrier: number[] = [];
  return operations.map((operation, index) => {
    if (operation.kind === 'update' || operation.kind === 'reboot') {
      const before = barrier === undefined ? sinceBarrier : [barrier, ...sinceBarrier];
      barrier = index;
      sinceBarrier = [];
      return before;
    }
    const before = new Set(barrier === undefined ? [] : [barrier]);
    for (const subject of subjectsOf(operation)) {
      const last = latest.get(subject);
      if (last !== undefined) before.add(last);
      latest.set(subject, index);
    }
    sinceBarrier.push(index);
    return [...before];
  });
}

function subjectsOf(operation: Operation): readonly string[] {
  const isKubernetes =
    operation.kind === 'configureKubernetes' || operation.kind === 'removeKubernetes';
  // No VM has a name with a line break.
  return isKubernetes ? ['\nKubernetes'] : [...new Set(keysOf(operation))];
}
