import { advance, type Advance } from './advance.ts';
import type { Past, Scene } from './branch.ts';
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

/** Steps done in some order, with the worlds in which none of them has failed. */
export interface Path {
  readonly worlds: readonly World[];
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
  readonly result: Advance;
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
        const link: Link = { before: path, step, result };
        if (result.surviving.length === 0) {
          failing ??= link;
          if (allFail) return { complete: [], failing, risky, ended: 'early' };
          continue;
        }
        if (result.outcome === 'at-risk') risky ??= link;
        const longer = extended(here, operation, link, kind);
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
    const link: Link = { before: path, step, result };
    if (result.surviving.length === 0) return link;
    path = extended(here, operation, link, 0);
  }
  return undefined;
}

/** Returns the steps of a path, first to last. */
export function linksOf(path: Path): readonly Link[] {
  const links: Link[] = [];
  for (let { last } = path; last; last = last.before.last) links.push(last);
  return links.reverse();
}

function startOf({ worlds, past }: Scene, kinds: readonly Alike[]): Path {
  return { worlds, past, done: kinds.map(() => 0), outcome: 'succeeds', last: undefined };
}

function extended(scene: Scene, operation: PlainOperation, last: Link, kind: number): Path {
  const { before, result } = last;
  return {
    worlds: result.surviving,
    // Nothing has failed in these worlds; what is in the others does not matter here.
    past: pastAfter(scene, operation, { ...result, worlds: result.surviving }),
    done: before.done.map((count, index) => (index === kind ? count + 1 : count)),
    outcome: graver(before.outcome, result.outcome),
    last,
  };
}

function graver(before: Path['outcome'], now: Advance['outcome']): Path['outcome'] {
  if (before === 'at-risk' || now === 'at-risk') return 'at-risk';
  return before === 'skipped' || now === 'skipped' ? 'skipped' : 'succeeds';
}

function pathKey({ done, outcome, worlds, past }: Path): string {
  return [done.join(' '), outcome, pastKey(past), ...worlds.map(worldKey)].join('\n\n');
}

/** Only what failed before tells steps that are skipped from those that fail. */
function pastKey({ gone, kubernetesFailed }: Past): string {
  const failed = [...gone].flatMap(([key, { how }]) => (how === 'failed' ? [key] : []));
  return `${failed.sort().join('\n')}\n${kubernetesFailed ?? ''}`;
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
