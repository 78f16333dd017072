import { t } from '../base/l10n.ts';
import type { Failing } from './branch.ts';
import { hasGpu, nameOfSize } from './size.ts';
import type { Vm } from './world.ts';

/** Fact id. */
const NEEDS_GPU = 'driver-extension.gpu-size-only';

/** Returns why the driver extension cannot be put on a VM; `undefined` when it can. */
export function extensionObstacle({ name, life, size }: Vm): Failing | undefined {
  if (life === 'stopped' || life === 'provisioned') {
    return { reason: t('{0} is not running', name), cause: { kind: 'state' }, facts: [] };
  }
  if (hasGpu(size) !== false) return undefined;
  return {
    reason: t('{0} has no GPU: its size is {1}', name, nameOfSize(size) ?? ''),
    cause: { kind: 'state' },
    facts: [NEEDS_GPU],
  };
}

/** Returns why it is not known whether the extension can be put on a VM; `undefined` when it is. */
export function extensionUnknown({ name, size }: Vm): string | undefined {
  if (hasGpu(size) !== undefined || size.kind === 'offered') return undefined;
  return t('whether {0} has a GPU is not known: {1}', name, size.why);
}
