import { advance, type Advance } from './advance.ts';
import type { Scene } from './branch.ts';
import { interchangeable, type Alike } from './interchangeable.ts';
import type { PlainOperation } from './operation.ts';
import { worldKey, type World } from './world.ts';

/** What came of looking at the orders of steps. */
export interface OrderSearch {
  /** Orders of all steps; of those that lead to the same worlds, one. */
  readonly complete: readonly Path[];
  /** A shortest beginning of an order whose last step fails. */
  readonly failing: Bad | undefined;
  /** A shortest beginning of an order whose last step is at risk. */
  readonly risky: Bad | undefined;
  /** `early` when it is certain that the rest would fail, too. */
  readonly ended: 'complete' | 'early' | 'over budget';
}

/** Steps done in some order without a failure, with the worlds they lead to. */
export interface Path {
  readonly worlds: readonly World[];
  /** How many steps of each kind of alike steps are done. */
  readonly done: readonly number[];
  readonly outcome: 'succeeds' | 'at-risk' | 'skipped';
  readonly last: Link | undefined;
}

export interface Link {
  readonly before: Path;
  /** Index of the step. */
  readonly step: number;
  readonly result: Advance;
}

/** An order that does not work out, up to the step that shows it. */
export type Bad = Link;

/** Of each step the indices of those that have to be done before it. */
export type Precedence = readonly (readonly number[])[];

/** How many worlds, times kinds of steps, are looked at before the search is given up. */
const MOST_EFFORT = 500_000;

/**
 * Goes through the orders of steps by length, so that the first failure found is a shortest one.
 * Orders are not listed: those that have done the same steps and led to the same worlds go on as
 * one, the one that keeps nearest to the order written; and of alike steps the first comes first.
 */
export function searchOrders(
  scene: Scene,
  operations: readonly PlainOperation[],
  precedence: Precedence,
): OrderSearch {
  const { kinds, allFail } = interchangeable(scene, operations);
  const isDone = doneIn(kinds);
  let failing: Bad | undefined;
  let risky: Bad | undefined;
  let effort = 0;
  let layer: readonly Path[] = [startOf(scene, kinds)];
  for (let length = 0; length < operations.length; length++) {
    const next = new Map<string, Path>();
    for (const path of layer) {
      for (const [kind, members] of kinds.entries()) {
        const step = members[path.done[kind] ?? members.length];
        const operation = step === undefined ? undefined : operations[step];
        if (step === undefined || !operation) continue;
        if (!(precedence[step] ?? []).every((other) => isDone(path, other))) continue;
        effort += path.worlds.length * kinds.length;
        if (effort > MOST_EFFORT) return { complete: [], failing, risky, ended: 'over budget' };
        const result = advance({ ...scene, worlds: path.worlds }, operation);
        const link: Link = { before: path, step, result };
        if (result.outcome === 'fails') failing ??= link;
        else {
          if (result.outcome === 'at-risk') risky ??= link;
          const longer = extended(link, kind);
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

/** Returns the steps of a path, first to last. */
export function linksOf(path: Path): readonly Link[] {
  const links: Link[] = [];
  for (let { last } = path; last; last = last.before.last) links.push(last);
  return links.reverse();
}

function startOf({ worlds }: Scene, kinds: readonly Alike[]): Path {
  return { worlds, done: kinds.map(() => 0), outcome: 'succeeds', last: undefined };
}

function extended(last: Link, kind: number): Path {
  const { before, result } = last;
  return {
    worlds: result.worlds,
    done: before.done.map((count, index) => (index === kind ? count + 1 : count)),
    outcome: graver(before.outcome, result.outcome),
    last,
  };
}

function graver(before: Path['outcome'], now: Advance['outcome']): Path['outcome'] {
  if (before === 'at-risk' || now === 'at-risk') return 'at-risk';
  return before === 'skipped' || now === 'skipped' ? 'skipped' : 'succeeds';
}

function pathKey({ done, outcome, worlds }: Path): string {
  return [done.join(' '), outcome, ...worlds.map(worldKey)].join('\n\n');
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
