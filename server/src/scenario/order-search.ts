import { advance, type Advance } from './advance.ts';
import type { Branch, Past, Scene } from './branch.ts';
import { interchangeable, type Alike } from './interchangeable.ts';
import type { PlainOperation } from './operation.ts';
import { pastAfter } from './past.ts';
import { worldKey, type World } from './world.ts';

/** What came of looking at the orders of steps. */
export interface OrderSearch {
  /** Orders of all steps; of those that lead to the same worlds, one. */
  readonly complete: readonly Path[];
  /** A shortest beginning of an order whose last step fails. */
  readonly failing: Link | undefined;
  /** A shortest beginning of an order whose last step is at risk. */
  readonly risky: Link | undefined;
  /** `early` when it is certain that the rest fails, too. */
  readonly ended: 'complete' | 'early' | 'over budget';
}

/** Steps done in some order, in which they do not fail in every possible world. */
export interface Path {
  /** All possible worlds after them, also those in which some have failed: others may ask. */
  readonly worlds: readonly World[];
  /** Of each world whether it can be reached without a step that fails; one can at least. */
  readonly unfailed: readonly boolean[];
  /** What is gone in all of them. */
  readonly past: Past;
  /** How many steps of each kind of alike steps are done. */
  readonly done: readonly number[];
  readonly outcome: 'succeeds' | 'at-risk' | 'skipped';
  readonly last: Link | undefined;
}

/** The last step of an order, and what came before it. */
export interface Link {
  readonly before: Path;
  /** Index of the step. */
  readonly step: number;
  readonly result: Pick<Advance, 'outcome' | 'reason' | 'cause' | 'facts'>;
}

/** Of each step the indices of those that have to be done before it. */
export type Precedence = readonly (readonly number[])[];

/** How much is tried before the search is given up: a step in a world counts as one. */
const MOST_EFFORT = 30_000;

/** Copying so many counts of done steps costs as much as trying a step. */
const COUNTS_PER_EFFORT = 16;

/**
 * Goes through the orders of steps by length, so that the first failure found is a shortest one.
 * Orders are not listed: those that have done the same steps and led to the same worlds go on as
 * one, the one that keeps nearest to the order written; and of alike steps the first comes first.
 * `mostEffort` bounds how many steps are tried in worlds.
 */
export function searchOrders(
  scene: Scene,
  operations: readonly PlainOperation[],
  precedence: Precedence,
  mostEffort = MOST_EFFORT,
): OrderSearch {
  const { kinds, allFail } = interchangeable(scene, operations);
  const isDone = doneIn(kinds);
  let failing: Link | undefined;
  let risky: Link | undefined;
  let effort = 0;
  let layer: readonly Path[] = [startOf(scene, kinds)];
  for (let length = 0; length < operations.length; length++) {
    const next = new Map<string, Path>();
    for (const path of layer) {
      for (const { kind, step, operation } of nextSteps(path, kinds, operations)) {
        if (!(precedence[step] ?? []).every((other) => isDone(path, other))) continue;
        effort += path.worlds.length + kinds.length / COUNTS_PER_EFFORT;
        if (effort > mostEffort) {
          if (!allFail) return { complete: [], failing, risky, ended: 'over budget' };
          return { complete: [], failing: firstFailure(scene, operations), risky, ended: 'early' };
        }
        const here: Scene = { ...scene, worlds: path.worlds, past: path.past };
        const result = advance(here, operation);
        const longer = extended(here, operation, { before: path, step, result }, kind);
        if (!longer) {
          failing ??= failure(path, step, result);
          if (allFail) return { complete: [], failing, risky, ended: 'early' };
          continue;
        }
        if (result.outcome === 'at-risk') risky ??= longer.last;
        const key = pathKey(longer);
        if (!next.has(key)) next.set(key, longer);
      }
    }
    layer = [...next.values()];
  }
  return { complete: layer, failing, risky, ended: 'complete' };
}

interface NextStep {
  readonly kind: number;
  readonly step: number;
  readonly operation: PlainOperation;
}

/** Of each kind the first step that is not done, in the order written. */
function nextSteps(
  { done }: Path,
  kinds: readonly Alike[],
  operations: readonly PlainOperation[],
): readonly NextStep[] {
  const next: NextStep[] = [];
  for (const [kind, members] of kinds.entries()) {
    const step = members[done[kind] ?? 0];
    const operation = step === undefined ? undefined : operations[step];
    if (step !== undefined && operation) next.push({ kind, step, operation });
  }
  return next.sort((a, b) => a.step - b.step);
}

/** Returns where the order written fails: one failing order, if not a shortest one. */
function firstFailure(scene: Scene, operations: readonly PlainOperation[]): Link | undefined {
  let path = startOf(scene, []);
  for (const [step, operation] of operations.entries()) {
    const here: Scene = { ...scene, worlds: path.worlds, past: path.past };
    const result = advance(here, operation);
    const longer = extended(here, operation, { before: path, step, result }, 0);
    if (!longer) return failure(path, step, result);
    path = longer;
  }
  return undefined;
}

/** Returns the steps of a path, first to last. */
export function linksOf(path: Path): readonly Link[] {
  const links: Link[] = [];
  for (let { last } = path; last; last = last.before.last) links.push(last);
  return links.reverse();
}

/** Returns the worlds after the steps of a path that can be reached without one that fails. */
export function worldsWithoutFailure({ worlds, unfailed }: Path): readonly World[] {
  return worlds.filter((_, place) => unfailed[place]);
}

function startOf({ worlds, past }: Scene, kinds: readonly Alike[]): Path {
  const unfailed = worlds.map(() => true);
  return { worlds, unfailed, past, done: kinds.map(() => 0), outcome: 'succeeds', last: undefined };
}

/** Returns `undefined` when some step has then failed in every possible world. */
function extended(
  scene: Scene,
  operation: PlainOperation,
  { before, step, result }: { before: Path; step: number; result: Advance },
  kind: number,
): Path | undefined {
  const { worlds, ways, outcome, reason, cause, facts } = result;
  const unfailed = worlds.map(() => false);
  for (const { from, to, branch } of ways) {
    if (before.unfailed[from] && branch.outcome !== 'fails') unfailed[to] = true;
  }
  if (!unfailed.includes(true)) return undefined;
  return {
    worlds,
    unfailed,
    past: pastAfter(scene, operation, result),
    done: before.done.map((count, index) => (index === kind ? count + 1 : count)),
    outcome: graver(before.outcome, outcome),
    // Without the worlds, which would be kept for every step of every order.
    last: { before, step, result: { outcome, reason, cause, facts } },
  };
}

/** The reason is one of a world in which nothing has failed before. */
function failure(before: Path, step: number, { ways, facts }: Advance): Link {
  const why: Branch | undefined = ways.find(({ from }) => before.unfailed[from])?.branch;
  return {
    before,
    step,
    result: { outcome: 'fails', reason: why?.reason, cause: why?.cause, facts },
  };
}

function graver(before: Path['outcome'], now: Advance['outcome']): Path['outcome'] {
  if (before === 'at-risk' || now === 'at-risk') return 'at-risk';
  return before === 'skipped' || now === 'skipped' ? 'skipped' : 'succeeds';
}

function pathKey({ done, outcome, worlds, unfailed, past }: Path): string {
  const counted = [done.join(' '), outcome, unfailed.map(Number).join('')];
  return [...counted, pastKey(past), ...worlds.map(worldKey)].join('\n\n');
}

/** What is gone tells steps that are skipped from those that fail or are not decided. */
function pastKey({ gone, kubernetesFailed }: Past): string {
  const said = [...gone].map(([key, { how }]) => `${key.length} ${key} ${how}`);
  return `${said.sort().join('\n')}\n${kubernetesFailed ?? ''}`;
}

/** Members of a kind are done in the order in which they stand in it. */
function doneIn(kinds: readonly Alike[]): (path: Path, step: number) => boolean {
  const places = new Map<number, { readonly kind: number; readonly place: number }>();
  for (const [kind, members] of kinds.entries()) {
    for (const [place, step] of members.entries()) places.set(step, { kind, place });
  }
  return ({ done }, step) => {
    const found = places.get(step);
    return found !== undefined && found.place < (done[found.kind] ?? 0);
  };
}
