import type { Claims } from '../scenario/timeline.ts';

/** Returns who holds GPUs, in words: `vm1 1, Kubernetes 1, free 0`. */
export function claimsText(claims: Claims): string {
  const vms = [...claims.vms].map(([name, gpus]) => `${name} ${gpus}`);
  const kubernetes = claims.kubernetes > 0 ? [`Kubernetes ${claims.kubernetes}`] : [];
  return [...vms, ...kubernetes, `free ${claims.free}`].join(', ');
}
