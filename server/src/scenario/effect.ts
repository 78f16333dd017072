import { assertNever } from '../base/assert-never.ts';
import { undecided, type Branch, type Scene } from './branch.ts';
import { create } from './creation.ts';
import { configureKubernetes, removeKubernetes } from './kubernetes.ts';
import type { PlainOperation } from './operation.ts';
import { reboot, update } from './restart.ts';
import { installExtension, remove, resize, start, stop } from './vm-life.ts';
import { opened, type World } from './world.ts';

/**
 * Returns what an operation may do in a world; first what it does by the main documented
 * behaviour. There is always one at least.
 */
export function effectOf(scene: Scene, world: World, operation: PlainOperation): readonly Branch[] {
  switch (operation.kind) {
    case 'create':
      return create(scene, world, operation);
    case 'configureKubernetes':
      return configureKubernetes(scene, world, operation);
    case 'removeKubernetes':
      return [removeKubernetes(scene, world)];
    case 'stop':
      return stop(
        scene,
        world,
        operation.vm,
        operation.stayProvisioned ? 'stay-provisioned' : 'deallocate',
      );
    case 'start':
      return start(scene, world, operation.vm);
    case 'delete':
      return remove(scene, world, operation.vm);
    case 'resize':
      return resize(scene, world, operation.vm, operation.size);
    case 'installGpuExtension':
      return [installExtension(scene, world, operation.vm)];
    case 'update':
      return update(scene, world, operation.to);
    case 'reboot':
      return reboot(scene, world);
    case 'undecidable': {
      const { why, cause, creates } = operation;
      const after = creates === 'perhaps' ? opened(world, why) : world;
      return [{ ...undecided(after, why, []), cause: { kind: cause } }];
    }
    default:
      return assertNever(operation);
  }
}
