import { t } from '../base/l10n.ts';
import { operationOf, type Deployments, type NewVm, type PlainOperation } from './operation.ts';
import { keysOf } from './interchangeable.ts';
import type { Precedence } from './order-search.ts';
import type { DeployStep, ScenarioStep } from './scenario.ts';
import type { Site } from './site.ts';
import { stepTitle } from './step-title.ts';
import type { Timeline } from './timeline.ts';

/** The steps of a scenario as far as their order is to be chosen. */
export interface PlannedStep {
  readonly operation: PlainOperation;
  readonly title: string;
  /** Place among the scenario's steps; the steps of an `anyOrder` share it. */
  readonly place: number;
  readonly step: ScenarioStep;
}

/** Steps on a site, whose order is to be chosen. */
export interface Plan {
  readonly site: Site;
  readonly release: string | undefined;
  readonly steps: readonly PlannedStep[];
}

export type Goal = 'all succeed' | 'and Kubernetes gets a GPU';

/** Returns the order in which the steps of a changed plan reach the goal, or `undefined`. */
export type Solve = (plan: Plan) => readonly PlannedStep[] | undefined;

/** Returns the steps of a timeline on a site, those of each `anyOrder` one by one. */
export function plannedSteps(
  { scenario, deployments }: Timeline,
  site: Site,
): readonly PlannedStep[] {
  const deployed: Deployments = (step: DeployStep) =>
    deployments?.get(step) ?? { problem: t('the template is not known') };
  return scenario.steps.flatMap((step, place): readonly PlannedStep[] => {
    const operation = operationOf(step, site, deployed);
    if (operation.kind !== 'anyOrder') {
      return [{ operation, title: stepTitle(step, deployed), place, step }];
    }
    const inner = step.action === 'anyOrder' ? step.steps : [];
    return operation.operations.flatMap((one, index): readonly PlannedStep[] => {
      const written = inner[index];
      const title = written && stepTitle(written, deployed);
      return written && title ? [{ operation: one, title, place, step: written }] : [];
    });
  });
}

/**
 * Returns which steps have to come before which: each comes after the last ones before it that
 * speak of the same VM or of Kubernetes, and nothing moves across an update or a reboot. The steps
 * of an `anyOrder` have no order among themselves.
 */
export function precedenceOf(
  steps: readonly Pick<PlannedStep, 'operation' | 'place'>[],
): Precedence {
  const latest = new Map<string, { readonly place: number; readonly steps: readonly number[] }>();
  const earlier = new Map<string, readonly number[]>();
  let barrier: number | undefined;
  let sinceBarrier: number[] = [];
  return steps.map(({ operation, place }, index) => {
    if (operation.kind === 'update' || operation.kind === 'reboot') {
      const before = barrier === undefined ? sinceBarrier : [barrier, ...sinceBarrier];
      barrier = index;
      sinceBarrier = [];
      return before;
    }
    const before = new Set(barrier === undefined ? [] : [barrier]);
    for (const subject of subjectsOf(operation)) {
      const last = latest.get(subject);
      if (last?.place === place) {
        for (const other of earlier.get(subject) ?? []) before.add(other);
        latest.set(subject, { place, steps: [...last.steps, index] });
      } else {
        for (const other of last?.steps ?? []) before.add(other);
        earlier.set(subject, last?.steps ?? []);
        latest.set(subject, { place, steps: [index] });
      }
    }
    sinceBarrier.push(index);
    return [...before];
  });
}

function subjectsOf(operation: PlainOperation): readonly string[] {
  const isKubernetes =
    operation.kind === 'configureKubernetes' || operation.kind === 'removeKubernetes';
  // No VM has a name with a line break.
  return isKubernetes ? ['\nKubernetes'] : [...new Set(keysOf(operation))];
}

/** Returns the VMs that steps create, each with the place of its step. */
export function createdVms(
  steps: readonly { readonly operation: PlainOperation }[],
): readonly { readonly vm: NewVm; readonly step: number }[] {
  return steps.flatMap(({ operation }, step) =>
    operation.kind === 'create' ? operation.vms.map((vm) => ({ vm, step })) : [],
  );
}
