import { fails, skipped, undecided, type Branch, type Scene } from './branch.ts';
import type { VmName } from './operation.ts';
import { stepNumber } from './words.ts';
import { vmIn, type World } from './world.ts';

/** Returns what becomes of a step on a VM that is not there. */
export function missing(scene: Scene, world: World, { name, key }: VmName): Branch {
  const { worlds, shared, past } = scene;
  const gone = past.gone.get(key);
  if (gone?.how === 'failed') {
    return skipped(world, `needs ${name}, whose creation failed in ${stepNumber(gone.index)}`);
  }
  if (gone?.how === 'deleted') {
    const reason = `${name} was deleted in ${stepNumber(gone.index)}`;
    return fails(world, { reason, cause: { kind: 'reference' }, facts: [] });
  }
  if (gone?.how === 'left out') {
    const reason = `${name} is not created in ${stepNumber(gone.index)} when that step succeeds`;
    return fails(world, { reason, cause: { kind: 'reference' }, facts: [] });
  }
  if (worlds.some((other) => vmIn(other, shared, key))) {
    return skipped(world, `needs ${name}, which may not have been created`);
  }
  if (world.open !== undefined) {
    return undecided(world, `whether ${name} is there is not known: ${world.open}`, []);
  }
  const reason = `no step before creates ${name}`;
  return fails(world, { reason, cause: { kind: 'reference' }, facts: [] });
}
