import type { Device } from '../facts/facts.ts';
import type { Timeline } from '../scenario/timeline.ts';

/** Returns the device of a timeline for people: `Azure Stack Edge … (2 × T4), release 2106`. */
export function deviceText(timeline: Timeline, times: '×' | 'x'): string {
  const { device, scenario } = timeline;
  const release =
    timeline.release === undefined ? 'release not named' : `release ${timeline.release}`;
  if (device) {
    return `${device.name} (${gpusText(device, times)}), ${release}`;
  }
  const { model } = scenario.device;
  return model === undefined ? 'no device named' : `unknown device '${model.value}', ${release}`;
}

function gpusText({ gpuCount, gpuModel }: Device, times: '×' | 'x'): string {
  return gpuCount === 0 ? 'no GPU' : `${gpuCount} ${times} ${gpuModel ?? 'GPU'}`;
}
