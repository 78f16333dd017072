import type { Device } from '../facts/facts.ts';
import type { DeployedTemplate, NotDeployable } from './deployed-template.ts';
import type { DeployStep, Outcome, Scenario, ScenarioStep } from './scenario.ts';

/** Who holds which GPU after each step. */
export interface Timeline {
  readonly scenario: Scenario;
  /** `undefined` when the scenario names no device of the fact base: then every step is at risk. */
  readonly device: Device | undefined;
  readonly release: string | undefined;
  readonly moments: readonly Moment[];
  readonly outcome: Exclude<Outcome, 'skipped'>;
  /** What its `deploy` steps deployed, those inside `anyOrder`, too. */
  readonly deployments?: ReadonlyMap<DeployStep, DeployedTemplate | NotDeployable>;
}

/** One step and what came of it. */
export interface Moment {
  readonly index: number;
  readonly step: ScenarioStep;
  /** `deploy CreateVM.json (vm1)`: for people. */
  readonly title: string;
  readonly outcome: Outcome;
  /** Why it does not simply succeed; `undefined` when it does and there is nothing to say. */
  readonly reason: string | undefined;
  /** What kind of failure or risk it is, for the rules. */
  readonly cause: Cause | undefined;
  /** After the step, in the main documented behaviour. */
  readonly claims: Claims;
  /** The possible states after the step; the first is the main documented behaviour. */
  readonly worlds: readonly PossibleWorld[];
  /** For `anyOrder`. */
  readonly orders: Orders | undefined;
  /** Facts the outcome rests on. */
  readonly facts: readonly string[];
}

export type Cause =
  | { readonly kind: 'gpus'; readonly wanted: number; readonly free: number; readonly vm: string }
  /** As `gpus`, and Kubernetes holds at least one. */
  | {
      readonly kind: 'kubernetes-holds-gpus';
      readonly wanted: number;
      readonly free: number;
      readonly vm: string;
      /** Index of the moment in which Kubernetes took them. */
      readonly since: number;
    }
  | { readonly kind: 'gpu-model' }
  | { readonly kind: 'size' }
  | { readonly kind: 'memory-or-vcpu' }
  | { readonly kind: 'state' }
  | { readonly kind: 'reference' }
  | { readonly kind: 'unknown-value' }
  | { readonly kind: 'not-documented' }
  | { readonly kind: 'stopped-vm' }
  | { readonly kind: 'order' };

/** GPUs by holder; together they are the GPUs of the device. */
export interface Claims {
  /** Only VMs that hold at least one. */
  readonly vms: ReadonlyMap<string, number>;
  readonly kubernetes: number;
  readonly free: number;
}

/** One state the device may be in, and the documented claim that leads to it. */
export interface PossibleWorld {
  readonly because: string;
  readonly claims: Claims;
}

export interface Orders {
  readonly all: boolean;
  readonly counterexample: readonly string[] | undefined;
  readonly safe: readonly string[] | undefined;
}

/** How an expectation of a scenario came out. */
export interface Verdict {
  readonly moment: Moment;
  readonly line: number;
  readonly expected: ExpectedState;
  readonly actual: ExpectedState;
  readonly passed: boolean;
}

export interface ExpectedState {
  readonly outcome?: Outcome;
  readonly gpus?: Readonly<Record<string, number>>;
}
