import type { Claims, Timeline } from '../scenario/timeline.ts';

/** Who holds a GPU. A VM may be called `kubernetes`, so the two are kept apart. */
export type Holder =
  { readonly kind: 'vm'; readonly name: string } | { readonly kind: 'kubernetes' };

/** One GPU of the picture, and who holds it after each step; `undefined` means free. */
export type Lane = readonly (Holder | undefined)[];

/**
 * Returns one lane for each GPU of the device. A holder keeps its lanes as long as it holds them,
 * and a new one takes the lowest free lanes. Lanes are a picture of counts: nothing says which
 * physical GPU a holder has.
 */
export function gpuLanes(timeline: Timeline): readonly Lane[] {
  const lanes: (Holder | undefined)[][] = Array.from({ length: laneCount(timeline) }, () => []);
  timeline.moments.forEach(({ claims }, index) => {
    const wanted = holdersOf(claims);
    for (const lane of lanes) {
      const before = index === 0 ? undefined : lane[index - 1];
      const still = before && takeOne(wanted, keyOf(before));
      lane.push(still);
    }
    for (const lane of lanes) {
      if (lane[index]) continue;
      const next = wanted.find(({ left }) => left > 0);
      if (!next) break;
      next.left -= 1;
      lane[index] = next.holder;
    }
  });
  return lanes;
}

/** Returns a holder's name for people. */
export function holderName(holder: Holder): string {
  return holder.kind === 'vm' ? holder.name : 'Kubernetes';
}

/** Returns a text that two holders share only when they are the same. */
export function keyOf(holder: Holder): string {
  return holder.kind === 'vm' ? `vm:${holder.name.toLowerCase()}` : 'kubernetes';
}

interface Wanted {
  readonly holder: Holder;
  left: number;
}

function holdersOf(claims: Claims): readonly Wanted[] {
  const vms = [...claims.vms].map(([name, gpus]): Wanted => ({
    holder: { kind: 'vm', name },
    left: gpus,
  }));
  return [...vms, { holder: { kind: 'kubernetes' }, left: claims.kubernetes }];
}

function takeOne(wanted: readonly Wanted[], key: string): Holder | undefined {
  const found = wanted.find(({ holder, left }) => left > 0 && keyOf(holder) === key);
  if (!found) return undefined;
  found.left -= 1;
  return found.holder;
}

/** Without a known device there are as many lanes as the claims need. */
function laneCount(timeline: Timeline): number {
  if (timeline.device) return timeline.device.gpuCount;
  return timeline.moments.reduce((most, { claims }) => Math.max(most, total(claims)), 0);
}

function total(claims: Claims): number {
  let sum = claims.kubernetes + claims.free;
  for (const gpus of claims.vms.values()) sum += gpus;
  return sum;
}
