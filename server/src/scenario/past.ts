import type { Advance } from './advance.ts';
import type { Gone, Past, Scene } from './branch.ts';
import { keysOf } from './interchangeable.ts';
import type { Operation, PlainOperation } from './operation.ts';
import { vmIn } from './world.ts';

type Result = Pick<Advance, 'worlds' | 'surviving' | 'outcome'>;

/** Returns what is gone after a step, and why, for the steps that will ask for it. */
export function pastAfter(scene: Scene, operation: Operation, result: Result): Past {
  const parts = operation.kind === 'anyOrder' ? operation.operations : [operation];
  return {
    gone: goneAfter(scene, parts, result),
    kubernetesFailed: kubernetesFailedAfter(scene, parts, result),
  };
}

function goneAfter(
  { past, shared, index }: Scene,
  parts: readonly PlainOperation[],
  { worlds, surviving, outcome }: Result,
): ReadonlyMap<string, Gone> {
  let changed: Map<string, Gone> | undefined;
  const change = () => (changed ??= new Map(past.gone));
  for (const part of parts) {
    if (part.kind !== 'create' && part.kind !== 'delete') continue;
    for (const key of part.kind === 'create' ? part.vms.map((vm) => vm.key) : keysOf(part)) {
      if (worlds.some((world) => vmIn(world, shared, key))) {
        if (past.gone.has(key) || changed?.has(key)) change().delete(key);
      } else if (part.kind === 'create') {
        // Where the step did not fail, it did without the VM: nothing failed that others need.
        change().set(key, { how: surviving.length > 0 ? 'left out' : 'failed', index });
      } else if (outcome === 'succeeds' || outcome === 'at-risk') {
        change().set(key, { how: 'deleted', index });
      }
    }
  }
  return changed ?? past.gone;
}

function kubernetesFailedAfter(
  { past, index }: Scene,
  parts: readonly PlainOperation[],
  { worlds }: Result,
): number | undefined {
  if (worlds.some(({ kubernetes }) => kubernetes)) return undefined;
  return parts.some(({ kind }) => kind === 'configureKubernetes') ? index : past.kubernetesFailed;
}
