import { t } from '../base/l10n.ts';
import { distinctWorlds, type Advance } from './advance.ts';
import type { Scene } from './branch.ts';
import type { PlainOperation } from './operation.ts';
import {
  linksOf,
  searchOrders,
  worldsWithoutFailure,
  type Link,
  type OrderSearch,
  type Path,
} from './order-search.ts';
import type { Orders } from './timeline.ts';
import { listed } from './words.ts';
import type { Deviation, World } from './world.ts';

/** What steps come to whose order nobody fixed. */
export interface OrderedAdvance extends Omit<Advance, 'ways'> {
  readonly orders: Orders;
}

/** One of the steps, and its title for people. */
export interface OrderedStep {
  readonly operation: PlainOperation;
  readonly title: string;
}

/** At most so many steps of an order are named in a reason. */
const MOST_NAMED = 6;

/**
 * Returns what steps come to in every order: they succeed when all orders do and fail when all
 * orders do. An order fails when in every possible world some step of it fails. The worlds after the
 * steps are those in which none has failed.
 */
export function anyOrder(scene: Scene, steps: readonly OrderedStep[]): OrderedAdvance {
  const operations = steps.map(({ operation }) => operation);
  const search = searchOrders(scene, operations, []);
  const { complete, failing, risky, ended } = search;
  const safe = complete.find(({ outcome }) => outcome !== 'at-risk');
  const bad = failing ?? risky;
  const counterexampleSteps = bad && [...stepsOf(bad.before), bad.step];
  const safeSteps = safe && stepsOf(safe);
  const orders: Orders = {
    all: ended === 'complete' && !bad,
    counterexample: counterexampleSteps?.map((step) => titleOf(step, steps)),
    safe: safeSteps?.map((step) => titleOf(step, steps)),
    counterexampleSteps,
    safeSteps,
  };
  const worlds = worldsAfter(scene, safe, complete);
  const facts = bad?.result.facts ?? factsOf(safe);
  const surviving = complete.flatMap(worldsWithoutFailure);
  return { worlds, surviving, facts, orders, ...whatComes(search, safe, orders) };
}

function whatComes(
  search: OrderSearch,
  safe: Path | undefined,
  orders: Orders,
): Pick<Advance, 'outcome' | 'reason' | 'cause'> {
  const { complete, failing, risky, ended } = search;
  if (orders.all) {
    const said = safe && linksOf(safe).find(({ result }) => result.reason !== undefined)?.result;
    return { outcome: safe?.outcome ?? 'succeeds', reason: said?.reason, cause: said?.cause };
  }
  const order = listed(orders.counterexample ?? [], MOST_NAMED);
  const thatFails = (bad: Link) => t('the order {0} fails: {1}', order, bad.result.reason ?? '');
  const thatIsAtRisk = (bad: Link) =>
    t('the order {0} is at risk: {1}', order, bad.result.reason ?? '');
  if (complete.length === 0 && ended !== 'over budget') {
    const reason = t('every order fails: {0}', failing ? thatFails(failing) : '');
    return { outcome: 'fails', reason, cause: failing?.result.cause };
  }
  if (!failing && !safe && risky) {
    return { outcome: 'at-risk', reason: thatIsAtRisk(risky), cause: risky.result.cause };
  }
  const works = orders.safe
    ? t('the order {0} succeeds', listed(orders.safe, MOST_NAMED))
    : undefined;
  const reasons = [
    failing ? thatFails(failing) : risky && thatIsAtRisk(risky),
    ended === 'over budget' ? t('there are too many orders to examine them all') : works,
  ];
  const reason = reasons.filter((part) => part !== undefined).join('; ');
  return { outcome: 'at-risk', reason, cause: { kind: 'order' } };
}

/** The main world is that of the order that works out; other orders may end in others. */
function worldsAfter(
  { worlds }: Scene,
  safe: Path | undefined,
  complete: readonly Path[],
): readonly World[] {
  const reached = complete.flatMap(worldsWithoutFailure);
  const main =
    safe?.worlds[0] ?? reached.find(({ deviation }) => deviation === undefined) ?? worlds[0];
  if (!main || reached.length === 0) return worlds;
  const deviation: Deviation = {
    because: t('the steps are done in another order'),
    cause: { kind: 'order' },
    facts: [],
  };
  return distinctWorlds([
    { ...main, deviation: undefined },
    ...reached.map((world) => ({ ...world, deviation: world.deviation ?? deviation })),
  ]);
}

function stepsOf(path: Path): readonly number[] {
  return linksOf(path).map(({ step }) => step);
}

function titleOf(step: number, steps: readonly OrderedStep[]): string {
  return steps[step]?.title ?? '';
}

function factsOf(path: Path | undefined): readonly string[] {
  return [...new Set(path && linksOf(path).flatMap(({ result }) => result.facts))];
}
