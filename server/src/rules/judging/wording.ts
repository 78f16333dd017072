import { t } from '../../base/l10n.ts';
import type { DeviceContext } from '../../device/context.ts';
import type { Device, OsFamily, VmSize } from '../../facts/index.ts';

/** Returns `1 GPU`, `2 GPUs`. */
export function gpus(count: number): string {
  return count === 1 ? t('1 GPU') : t('{0} GPUs', count);
}

/** Returns `the device (pro-gpu-2)`. */
export function theDevice(device: Device): string {
  return t('the device ({0})', device.id);
}

/** Returns `a, b and c`; more than `most` are counted instead of listed. */
export function list(items: readonly string[], most = 4): string {
  const shown = items.length > most ? items.slice(0, most) : items;
  const more = items.length - shown.length;
  const parts = more > 0 ? [...shown, t('{0} more', more)] : shown;
  const last = parts[parts.length - 1] ?? '';
  return parts.length > 1 ? t('{0} and {1}', parts.slice(0, -1).join(', '), last) : last;
}

/** Returns `release 2106`, or `an unknown release`. */
export function theRelease(device: DeviceContext): string {
  return device.release === undefined ? t('an unknown release') : t('release {0}', device.release);
}

/** Returns `4 vCPU, 28 GiB, 1 × T4`. */
export function sizeInWords({ vcpu, memoryGiB, gpuCount, gpuModel }: VmSize): string {
  const gpu = gpuModel ? `, ${gpuCount} × ${gpuModel}` : '';
  return t('{0} vCPU, {1} GiB{2}', vcpu, memoryGiB, gpu);
}

/** Returns `Windows` or `Linux`. */
export function familyInWords(family: OsFamily): string {
  return family === 'windows' ? 'Windows' : 'Linux';
}
