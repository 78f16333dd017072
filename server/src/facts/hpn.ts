import type { Device } from './facts.ts';

/** On this line of devices HPN VMs have to come before all others. */
const HPN_FIRST = /^pro-gpu-/;

/** Says whether a size is one for high-performance networking (HPN). */
export function isHpnSize(name: string): boolean {
  return /_HPN(?:_|$)/i.test(name);
}

/** Returns the fact by which HPN VMs are created before other VMs on that device, or `undefined`. */
export function hpnBeforeOthers(device: Device): string | undefined {
  return HPN_FIRST.test(device.id) ? 'vm-size.hpn' : undefined;
}
