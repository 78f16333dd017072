import { t } from '../base/l10n.ts';
import { fails, skipped, undecided, type Branch, type Scene } from './branch.ts';
import type { VmName } from './operation.ts';
import { stepNumber } from './words.ts';
import { vmIn, type World } from './world.ts';

/** Returns what becomes of a step on a VM that is not there. */
export function missing(scene: Scene, world: World, { name, key }: VmName): Branch {
  const { worlds, shared, past } = scene;
  const gone = past.gone.get(key);
  if (gone?.how === 'failed') {
    return skipped(
      world,
      t('needs {0}, whose creation failed in {1}', name, stepNumber(gone.index)),
    );
  }
  if (gone?.how === 'deleted') {
    const reason = t('{0} was deleted in {1}', name, stepNumber(gone.index));
    return fails(world, { reason, cause: { kind: 'reference' }, facts: [] });
  }
  if (gone?.how === 'left out') {
    const reason = t(
      '{0} is not created in {1} when that step succeeds',
      name,
      stepNumber(gone.index),
    );
    return fails(world, { reason, cause: { kind: 'reference' }, facts: [] });
  }
  if (worlds.some((other) => vmIn(other, shared, key))) {
    return skipped(world, t('needs {0}, which may not have been created', name));
  }
  if (world.open !== undefined) {
    return undecided(world, t('whether {0} is there is not known: {1}', name, world.open), []);
  }
  const reason = t('no step before creates {0}', name);
  return fails(world, { reason, cause: { kind: 'reference' }, facts: [] });
}
