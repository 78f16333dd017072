import { t } from '../base/l10n.ts';
import { findCustomSize, findDevice, type Device } from '../facts/index.ts';
import type { Scenario } from './scenario.ts';
import type { SizeFigures } from './size.ts';

/** What the steps of a scenario are done to: a device, or a cluster of two such devices. */
export interface Site {
  /** A device alone, or each node of a cluster. */
  readonly device: Device;
  readonly nodes: 1 | 2;
  /** Custom sizes as the scenario configures them, by lower-case name. */
  readonly customSizes: ReadonlyMap<string, SizeFigures>;
}

/** Returns what a scenario is played on; `undefined` when it names no device of the fact base. */
export function siteOf({ device: { model, nodes, customSizes } }: Scenario): Site | undefined {
  const device = model && findDevice(model.value);
  if (!device) return undefined;
  const sizes = new Map<string, SizeFigures>();
  for (const { name, vcpu, memoryGiB, gpuCount } of customSizes ?? []) {
    const size = findCustomSize(name.value);
    if (!size) continue;
    sizes.set(size.name.toLowerCase(), {
      name: size.name,
      gpuModel: size.gpuModel,
      vcpu: vcpu ?? size.defaults.vcpu,
      memoryGiB: memoryGiB ?? size.defaults.memoryGiB,
      gpuCount: gpuCount ?? size.defaults.gpuCount,
      fact: size.fact,
    });
  }
  return { device, nodes: nodes ?? 1, customSizes: sizes };
}

/** Returns the whole of a site as one device: a cluster has what its nodes have together. */
export function wholeOf({ device, nodes }: Site): Device {
  if (nodes === 1) return device;
  const { vcpu, memoryGiB } = device;
  return {
    ...device,
    name: t('{0}, two-node cluster', device.name),
    gpuCount: nodes * device.gpuCount,
    vcpu: { raw: nodes * vcpu.raw, usable: nodes * vcpu.usable },
    memoryGiB: { raw: nodes * memoryGiB.raw, usable: nodes * memoryGiB.usable },
  };
}
