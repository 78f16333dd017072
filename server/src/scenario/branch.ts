import type { Device } from '../facts/index.ts';
import type { Outcome } from './scenario.ts';
import type { Cause } from './timeline.ts';
import type { SharedVms, World } from './world.ts';

/** What a step may do in one world; one of several where documents leave it open. */
export interface Branch {
  readonly world: World;
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly cause: Cause | undefined;
  readonly facts: readonly string[];
}

/** What a step finds besides the world it happens in. */
export interface Scene {
  /** A device alone, or each node of a cluster. */
  readonly device: Device;
  readonly shared: SharedVms;
  /** All worlds before the step. */
  readonly worlds: readonly World[];
  readonly past: Past;
  /** Index of the step. */
  readonly index: number;
}

/** What the steps before did to VMs that are in no world now. */
export interface Past {
  /** By lower-case name. */
  readonly gone: ReadonlyMap<string, Gone>;
  /** Index of the step in which configuring Kubernetes failed, when it is not configured. */
  readonly kubernetesFailed: number | undefined;
}

export interface Gone {
  /** `left out` by a step that did not fail, because a condition that is not known says so. */
  readonly how: 'failed' | 'deleted' | 'left out';
  readonly index: number;
}

/** Returns the branch in which a step does what it should. */
export function succeeds(world: World, facts: readonly string[]): Branch {
  return { world, outcome: 'succeeds', reason: undefined, cause: undefined, facts };
}

/** Returns the branch in which a step fails; a failed step changes nothing. */
export function fails(world: World, { reason, cause, facts }: Failing): Branch {
  return { world, outcome: 'fails', reason, cause, facts };
}

export interface Failing {
  readonly reason: string;
  readonly cause: Cause;
  readonly facts: readonly string[];
}

/** Returns the branch of a step that something unknown decides about. */
export function undecided(world: World, reason: string, facts: readonly string[]): Branch {
  return { world, outcome: 'at-risk', reason, cause: { kind: 'unknown-value' }, facts };
}

/** Returns the branch of a step that needs something that failed. */
export function skipped(world: World, reason: string): Branch {
  return { world, outcome: 'skipped', reason, cause: undefined, facts: [] };
}
