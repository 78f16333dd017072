import type { Device } from '../facts/facts.ts';
import type { Timeline } from '../scenario/timeline.ts';

/** Returns the device of a timeline for people: `Azure Stack Edge … (2 × T4), release 2106`. */
export function deviceText(timeline: Timeline, times: '×' | 'x'): string {
  const { device, scenario } = timeline;
  if (device) return knownDeviceText(device, timeline.release, times);
  const { model } = scenario.device;
  return model === undefined
    ? 'no device named'
    : `unknown device '${model.value}', ${releaseText(timeline.release)}`;
}

/** Returns a device and its release for people: `Azure Stack Edge … (2 × T4), release 2106`. */
export function knownDeviceText(
  device: Device,
  release: string | undefined,
  times: '×' | 'x',
): string {
  return `${device.name} (${gpusText(device, times)}), ${releaseText(release)}`;
}

function releaseText(release: string | undefined): string {
  return release === undefined ? 'release not named' : `release ${release}`;
}

function gpusText({ gpuCount, gpuModel }: Device, times: '×' | 'x'): string {
  return gpuCount === 0 ? 'no GPU' : `${gpuCount} ${times} ${gpuModel ?? 'GPU'}`;
}
