import { t } from '../base/l10n.ts';
import type { Branch, Scene } from './branch.ts';
import { effectOf } from './effect.ts';
import type { PlainOperation } from './operation.ts';
import type { Outcome } from './scenario.ts';
import type { Cause } from './timeline.ts';
import { opened, worldKey, type World } from './world.ts';

/** What a step comes to in all possible worlds together. */
export interface Advance {
  /** The possible worlds after it, the main one first; never empty. */
  readonly worlds: readonly World[];
  /** Those of them in which the step does not fail. */
  readonly surviving: readonly World[];
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly cause: Cause | undefined;
  readonly facts: readonly string[];
  /** From which world before the step to which of `worlds` each branch of the step leads. */
  readonly ways: readonly Way[];
}

/** One branch of a step as a way between worlds, by their places. */
export interface Way {
  readonly from: number;
  readonly to: number;
  readonly branch: Branch;
}

/** No more worlds are followed; beyond, what is left out counts as not known. */
const MOST_WORLDS = 64;

/** Returns what an operation comes to in the worlds of the scene. */
export function advance(scene: Scene, operation: PlainOperation): Advance {
  const effects = scene.worlds.map((world) => effectOf(scene, world, operation));
  const branches = effects.flat();
  const worlds = distinctWorlds(branches.map(({ world }) => world));
  const alive = branches.filter(({ outcome }) => outcome !== 'fails');
  const surviving =
    alive.length === branches.length ? worlds : distinctWorlds(alive.map(({ world }) => world));
  const facts = [...new Set(branches.flatMap((branch) => branch.facts))];
  return { worlds, surviving, facts, ways: waysOf(effects, worlds), ...together(branches) };
}

/** Worlds beyond the most that are followed count as the last one. */
function waysOf(effects: readonly (readonly Branch[])[], worlds: readonly World[]): readonly Way[] {
  if (worlds.length === 1) {
    return effects.flatMap((branches, from) => branches.map((branch) => ({ from, to: 0, branch })));
  }
  const places = new Map(worlds.map((world, place) => [worldKey(world), place]));
  return effects.flatMap((branches, from) =>
    branches.map((branch) => ({
      from,
      to: places.get(worldKey(branch.world)) ?? worlds.length - 1,
      branch,
    })),
  );
}

function together(branches: readonly Branch[]): Pick<Advance, 'outcome' | 'reason' | 'cause'> {
  const main = branches[0];
  const odd = branches.find(({ outcome }) => outcome !== main?.outcome);
  if (main && odd) return { outcome: 'at-risk', ...whyAtRisk(main, odd) };
  const said = branches.find(({ reason }) => reason !== undefined) ?? main;
  return { outcome: said?.outcome ?? 'at-risk', reason: said?.reason, cause: said?.cause };
}

/** Returns worlds without those that nothing tells from an earlier one, and no more than 64. */
export function distinctWorlds(worlds: readonly World[]): readonly World[] {
  if (worlds.length < 2) return worlds;
  const distinct = new Map<string, World>();
  for (const world of worlds) {
    const key = worldKey(world);
    if (!distinct.has(key)) distinct.set(key, world);
  }
  const all = [...distinct.values()];
  if (all.length <= MOST_WORLDS) return all;
  const why = t('the steps so far leave more than {0} possibilities', MOST_WORLDS);
  return all.slice(0, MOST_WORLDS).map((world) => opened(world, why));
}

/** The main behaviour and another one have different outcomes; the worse one is the risk. */
function whyAtRisk(main: Branch, odd: Branch): Pick<Advance, 'reason' | 'cause'> {
  const { deviation } = odd.world;
  const condition = deviation
    ? t('if {0}', deviation.because)
    : t('in another documented behaviour');
  if (main.outcome === 'at-risk') return { reason: main.reason, cause: main.cause };
  if (main.outcome !== 'succeeds') {
    return { reason: t('{0}; not so {1}', main.reason ?? '', condition), cause: main.cause };
  }
  return {
    reason: `${odd.reason ?? ''}, ${condition}`,
    cause: deviation?.cause ?? odd.cause,
  };
}
