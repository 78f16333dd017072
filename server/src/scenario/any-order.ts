import { advance, distinctWorlds, type Advance } from './advance.ts';
import type { Scene } from './branch.ts';
import type { Operation } from './operation.ts';
import { interchangeable, type Alike } from './interchangeable.ts';
import type { Cause, Orders } from './timeline.ts';
import { listed } from './words.ts';
import { worldKey, type Deviation, type World } from './world.ts';

/** What steps come to whose order nobody fixed. */
export interface OrderedAdvance extends Advance {
  readonly orders: Orders;
}

/** One of the steps, and its title for people. */
export interface OrderedStep {
  readonly operation: Exclude<Operation, { kind: 'anyOrder' }>;
  readonly title: string;
}

/** Beyond so many single steps tried, the answer is that it is not known. */
const MOST_TRIALS = 20_000;

/** At most so many steps of an order are named in a reason. */
const MOST_NAMED = 6;

/** Steps done in some order, with the worlds they lead to. */
interface Path {
  readonly worlds: readonly World[];
  /** How many steps of each kind of alike steps are done. */
  readonly done: readonly number[];
  readonly outcome: 'succeeds' | 'at-risk' | 'skipped';
  /** The first thing there was to say of a step. */
  readonly reason: string | undefined;
  readonly cause: Cause | undefined;
  readonly facts: readonly string[];
  readonly last: { readonly step: number; readonly before: Path } | undefined;
}

/** An order that does not work out, up to the step that shows it. */
interface Bad {
  readonly path: Path;
  readonly step: number;
  readonly reason: string | undefined;
  readonly cause: Cause | undefined;
  readonly facts: readonly string[];
}

interface Search {
  /** Orders of all steps; where orders lead to the same worlds, one of them. */
  readonly complete: readonly Path[];
  /** A shortest beginning of an order whose last step fails. */
  readonly failing: Bad | undefined;
  /** A shortest beginning of an order whose last step is at risk. */
  readonly risky: Bad | undefined;
  /** `early` when it is certain that the rest would fail, too. */
  readonly ended: 'complete' | 'early' | 'over budget';
}

/**
 * Returns what steps come to in every order. Orders are not listed: those that have done the same
 * steps and led to the same worlds go on as one, and of steps that differ in names only the first
 * comes first.
 */
export function anyOrder(scene: Scene, steps: readonly OrderedStep[]): OrderedAdvance {
  const search = searchOrders(scene, steps);
  const { complete, failing, risky, ended } = search;
  const safe = complete.find(({ outcome }) => outcome !== 'at-risk');
  const bad = failing ?? risky;
  const all = ended === 'complete' && !bad;
  const facts = bad?.facts ?? safe?.facts ?? [];
  const titles = (path: Path) => stepsOf(path).map((step) => steps[step]?.title ?? '');
  const counterexample = bad && [...titles(bad.path), steps[bad.step]?.title ?? ''];
  const orders: Orders = { all, counterexample, safe: safe && titles(safe) };
  const worlds = worldsAfter(scene, safe, complete);
  const common = { worlds, facts, orders };
  if (all) {
    const { outcome, reason, cause } = safe ?? DONE_NOTHING;
    return { ...common, outcome, reason, cause };
  }
  if (complete.length === 0 && ended !== 'over budget') {
    const reason = `every order fails: ${inWords(counterexample, 'fails', bad)}`;
    return { ...common, outcome: 'fails', reason, cause: bad?.cause };
  }
  return { ...common, outcome: 'at-risk', ...whyAtRisk(search, orders) };
}

const DONE_NOTHING = { outcome: 'succeeds', reason: undefined, cause: undefined } as const;

function whyAtRisk(
  { failing, risky }: Search,
  { counterexample, safe }: Orders,
): Pick<Advance, 'reason' | 'cause'> {
  if (!failing && !risky) {
    return { reason: 'there are too many orders to examine', cause: { kind: 'order' } };
  }
  const order = inWords(counterexample, failing ? 'fails' : 'is at risk', failing ?? risky);
  if (!failing && !safe) return { reason: order, cause: risky?.cause };
  const works = safe ? `; the order ${listed(safe, MOST_NAMED)} succeeds` : '';
  return { reason: `${order}${works}`, cause: { kind: 'order' } };
}

function inWords(
  titles: readonly string[] | undefined,
  outcome: 'fails' | 'is at risk',
  bad: Bad | undefined,
): string {
  return `the order ${listed(titles ?? [], MOST_NAMED)} ${outcome}: ${bad?.reason ?? ''}`;
}

/** The main world is that of the order that works out; other orders may end in others. */
function worldsAfter(
  scene: Scene,
  safe: Path | undefined,
  complete: readonly Path[],
): readonly World[] {
  const main = safe ?? complete[0];
  if (!main) return scene.worlds;
  const deviation: Deviation = {
    because: 'the steps are done in another order',
    cause: { kind: 'order' },
    facts: [],
  };
  const others = complete
    .filter((path) => path !== main)
    .flatMap(({ worlds }) => worlds)
    .map((world) => ({ ...world, deviation: world.deviation ?? deviation }));
  return distinctWorlds([...main.worlds, ...others]);
}

/** Goes through the orders by length, so that the first failure found is a shortest one. */
function searchOrders(scene: Scene, steps: readonly OrderedStep[]): Search {
  const { kinds, allFail } = interchangeable(
    scene,
    steps.map(({ operation }) => operation),
  );
  let failing: Bad | undefined;
  let risky: Bad | undefined;
  let trials = 0;
  let layer: readonly Path[] = [startOf(scene, kinds)];
  for (let length = 0; length < steps.length; length++) {
    const next = new Map<string, Path>();
    for (const path of layer) {
      for (const [kind, members] of kinds.entries()) {
        const step = members[path.done[kind] ?? members.length];
        const operation = step === undefined ? undefined : steps[step]?.operation;
        if (step === undefined || !operation) continue;
        if (++trials > MOST_TRIALS) return { complete: [], failing, risky, ended: 'over budget' };
        const result = advance({ ...scene, worlds: path.worlds }, operation);
        const bad: Bad = { path, step, ...result };
        if (result.outcome === 'fails') failing ??= bad;
        else {
          if (result.outcome === 'at-risk') risky ??= bad;
          const longer = extended(path, kind, step, result);
          const key = pathKey(longer);
          if (!next.has(key)) next.set(key, longer);
        }
      }
    }
    layer = [...next.values()];
    if (failing && allFail) return { complete: [], failing, risky, ended: 'early' };
  }
  return { complete: layer, failing, risky, ended: 'complete' };
}

function startOf({ worlds }: Scene, kinds: readonly Alike[]): Path {
  const done = kinds.map(() => 0);
  return { worlds, done, ...DONE_NOTHING, facts: [], last: undefined };
}

function extended(path: Path, kind: number, step: number, result: Advance): Path {
  return {
    worlds: result.worlds,
    done: path.done.map((count, index) => (index === kind ? count + 1 : count)),
    outcome: milderOf(path.outcome, result.outcome),
    reason: path.reason ?? result.reason,
    cause: path.cause ?? result.cause,
    facts: [...new Set([...path.facts, ...result.facts])],
    last: { step, before: path },
  };
}

function milderOf(before: Path['outcome'], now: Advance['outcome']): Path['outcome'] {
  if (before === 'at-risk' || now === 'at-risk') return 'at-risk';
  return before === 'skipped' || now === 'skipped' ? 'skipped' : 'succeeds';
}

function pathKey({ done, outcome, worlds }: Path): string {
  return [done.join(' '), outcome, ...worlds.map(worldKey)].join('\n\n');
}

function stepsOf(path: Path): readonly number[] {
  const steps: number[] = [];
  for (let { last } = path; last; last = last.before.last) steps.push(last.step);
  return steps.reverse();
}
