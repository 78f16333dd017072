import type { Device } from '../facts/facts.ts';
import type { DeployedTemplate, NotDeployable } from './deployed-template.ts';
import type { DeployStep, Outcome, Scenario, ScenarioStep } from './scenario.ts';

/** Who holds which GPU after each step. */
export interface Timeline {
  readonly scenario: Scenario;
  /** `undefined` when the scenario names no device of the fact base: then every step is at risk. */
  readonly device: Device | undefined;
  /** The release at the beginning, as the scenario names it. */
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
  /**
   * What the step comes to in each possible world before it, and which world that leads to. Other
   * than `worlds` these are not merged by what a reader sees; the first is the main behaviour.
   */
  readonly passages: readonly Passage[];
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
  /** More VMs than a device runs. */
  | { readonly kind: 'vm-count' }
  /** The release does not have it, or no more. */
  | { readonly kind: 'release' }
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

/** The way from one possible world through a step to another one. */
export interface Passage {
  /** Place of the world before the step among the `to` of the moment before; 0 for the first. */
  readonly from: number;
  readonly to: number;
  readonly outcome: Outcome;
  readonly reason: string | undefined;
  readonly cause: Cause | undefined;
  /** After the step, in the world that it leads to. */
  readonly claims: Claims;
  /** What makes that world another one than the main one; `undefined` for the main one. */
  readonly because: string | undefined;
  readonly facts: readonly string[];
}

export interface Orders {
  readonly all: boolean;
  /** Titles of the steps of a shortest order that fails or, if none does, is at risk. */
  readonly counterexample: readonly string[] | undefined;
  /** Titles of the steps of an order that works out. */
  readonly safe: readonly string[] | undefined;
  /** The same two orders as places among the steps of the `anyOrder`. */
  readonly counterexampleSteps: readonly number[] | undefined;
  readonly safeSteps: readonly number[] | undefined;
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
