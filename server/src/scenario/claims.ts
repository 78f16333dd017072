import type { Claims } from './timeline.ts';

/** Nobody holds a GPU, and nothing is known of free ones. */
export const NO_CLAIMS: Claims = { vms: new Map(), kubernetes: 0, free: 0 };

/** Returns a text that claims share when the same holders have as many GPUs each. */
export function claimsKey({ vms, kubernetes, free }: Claims): string {
  return JSON.stringify([[...vms].sort(), kubernetes, free]);
}
