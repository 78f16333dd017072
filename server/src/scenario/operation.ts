import { t } from '../base/l10n.ts';
import { claimFacts, isReleaseId, kubernetesDemand, type Device } from '../facts/index.ts';
import { assertNever } from '../base/assert-never.ts';
import type { DeployedTemplate, DeployedVm, NotDeployable } from './deployed-template.ts';
import type { ConfigureKubernetesStep, DeployStep, ScenarioStep, Text } from './scenario.ts';
import type { Site } from './site.ts';
import { sizeNamed, type NoSize, type Size } from './size.ts';

/** A step with everything looked up that does not depend on the steps before it. */
export type Operation =
  | Creation
  | {
      readonly kind: 'configureKubernetes';
      /** By what each document says of its size; one at least. */
      readonly demands: readonly Demand[];
      readonly service: 'kubernetes' | 'aks';
    }
  | { readonly kind: 'removeKubernetes' }
  | { readonly kind: 'stop'; readonly vm: VmName; readonly stayProvisioned: boolean }
  | { readonly kind: 'start'; readonly vm: VmName }
  | { readonly kind: 'delete'; readonly vm: VmName }
  | { readonly kind: 'resize'; readonly vm: VmName; readonly size: Size | NoSize }
  | { readonly kind: 'installGpuExtension'; readonly vm: VmName }
  | { readonly kind: 'update'; readonly to: string }
  | { readonly kind: 'reboot' }
  | { readonly kind: 'anyOrder'; readonly operations: readonly PlainOperation[] }
  | Undecidable;

/** An operation that is one step, not several in any order. */
export type PlainOperation = Exclude<Operation, { readonly kind: 'anyOrder' }>;

/** Creates VMs, all or none; a deployment puts the driver extension on VMs, too. */
export interface Creation {
  readonly kind: 'create';
  /** In an order that the device may create them in. */
  readonly vms: readonly NewVm[];
  readonly extensions: readonly VmName[];
  /** Why there may be VMs, or extensions on VMs, that nothing is known of. */
  readonly open: string | undefined;
  /** Whether a reason has to name the VM it speaks of. */
  readonly from: 'createVm' | 'deploy';
}

/** Too little is known of the step to say what it does. */
export interface Undecidable {
  readonly kind: 'undecidable';
  readonly why: string;
  readonly cause: 'unknown-value' | 'reference';
  /** Whether it may create VMs that nothing is known of. */
  readonly creates: 'perhaps' | 'nothing';
}

export interface VmName {
  readonly name: string;
  /** In lower case: letter case does not tell VMs apart. */
  readonly key: string;
}

export interface NewVm extends VmName {
  readonly size: Size | NoSize;
  /** What decides whether it is created at all; `undefined` when it is. */
  readonly decidedBy: string | undefined;
  /** Lower-case names of the VMs of the same creation that must exist before it. */
  readonly after: readonly string[];
}

/** What Kubernetes takes of the device, or of each node of a cluster, in vCPU and GiB. */
export interface Demand {
  readonly vcpu: number;
  readonly memoryGiB: number;
  /** Why it is not known; `undefined` when it is. */
  readonly unknown?: string;
  readonly facts: readonly string[];
}

/** Tells what a `deploy` step deploys. */
export type Deployments = (step: DeployStep) => DeployedTemplate | NotDeployable;

/** Returns what a step does on that device. */
export function operationOf(step: ScenarioStep, site: Site, deployed: Deployments): Operation {
  if (step.action !== 'anyOrder') return plainOperation(step, site, deployed);
  const operations = step.steps.map((inner) => plainOperation(inner, site, deployed));
  return { kind: 'anyOrder', operations };
}

function plainOperation(step: ScenarioStep, site: Site, deployed: Deployments): PlainOperation {
  switch (step.action) {
    case 'deploy':
      return deployment(deployed(step), site);
    case 'createVm': {
      if (!step.name) return undecidable(t('the name of the VM is missing'), 'perhaps');
      const size = sizeNamed(
        step.size?.value,
        t('the size of the VM is missing'),
        site.customSizes,
      );
      const vm = { ...vmName(step.name.value), size, decidedBy: undefined, after: [] };
      return { kind: 'create', vms: [vm], extensions: [], open: undefined, from: 'createVm' };
    }
    case 'configureKubernetes':
      return {
        kind: 'configureKubernetes',
        demands: step.service === 'aks' ? [aksDemand(step)] : demandsOf(step, site.device),
        service: step.service ?? 'kubernetes',
      };
    case 'resize': {
      const size = sizeNamed(step.size?.value, t('the new size is missing'), site.customSizes);
      return withVmName(step.vm, (vm) => ({ kind: 'resize', vm, size }));
    }
    case 'stop': {
      const { stayProvisioned } = step;
      return withVmName(step.vm, (vm) => ({ kind: 'stop', vm, stayProvisioned }));
    }
    case 'start':
    case 'delete':
    case 'installGpuExtension': {
      const kind = step.action;
      return withVmName(step.vm, (vm) => ({ kind, vm }));
    }
    case 'update':
      return step.to && isReleaseId(step.to.value)
        ? { kind: 'update', to: step.to.value.trim() }
        : undecidable(t('the release to update to is not known'), 'nothing');
    case 'removeKubernetes':
    case 'reboot':
      return { kind: step.action };
    case 'anyOrder':
      return undecidable(t("'anyOrder' cannot stand inside 'anyOrder'"), 'perhaps');
    case 'unknown':
      return undecidable(t("'{0}' is not a step", step.name), 'perhaps');
    default:
      return assertNever(step);
  }
}

function undecidable(why: string, creates: Undecidable['creates']): Undecidable {
  return { kind: 'undecidable', why, cause: 'unknown-value', creates };
}

function vmName(name: string): VmName {
  return { name, key: name.toLowerCase() };
}

function withVmName(vm: Text | undefined, make: (vm: VmName) => PlainOperation): PlainOperation {
  return vm ? make(vmName(vm.value)) : undecidable(t('the name of the VM is missing'), 'nothing');
}

function deployment(template: DeployedTemplate | NotDeployable, site: Site): PlainOperation {
  if ('problem' in template) {
    return { kind: 'undecidable', why: template.problem, cause: 'reference', creates: 'perhaps' };
  }
  const unnamed = [...template.vms, ...template.driverExtensions].find(
    ({ nameUnknown }) => nameUnknown,
  );
  return {
    kind: 'create',
    vms: inCreationOrder(template.vms).map((vm, index) => newVm(vm, index, site)),
    extensions: template.driverExtensions.filter(isNamed).map(({ name }) => vmName(name)),
    open: unnamed && t('the name of a VM is not known: {0}', unnamed.nameUnknown ?? ''),
    from: 'deploy',
  };
}

function isNamed({ nameUnknown }: { readonly nameUnknown: string | undefined }): boolean {
  return nameUnknown === undefined;
}

/** VMs whose names are not known get keys that no name has, so that each claims for itself. */
function newVm(vm: DeployedVm, index: number, { customSizes }: Site): NewVm {
  const why = vm.sizeUnknown ?? t('it is not known');
  return {
    name: vm.name,
    key: isNamed(vm) ? vm.name.toLowerCase() : `${vm.name.toLowerCase()}\n${index}`,
    size: sizeNamed(vm.size, t('the size of {0} is not known: {1}', vm.name, why), customSizes),
    decidedBy: vm.deployed === 'yes' ? undefined : (vm.decidedBy ?? t('a condition')),
    after: vm.after.map((name) => name.toLowerCase()),
  };
}

/**
 * Returns VMs so that each comes after those it depends on, else as written. Which of the possible
 * orders it is does not change what a deployment comes to: it fails as a whole when its VMs do not
 * fit together, and nothing else claims meanwhile. It only decides which VM is named as too many.
 */
function inCreationOrder(vms: readonly DeployedVm[]): readonly DeployedVm[] {
  const byName = new Map<string, DeployedVm[]>();
  for (const vm of vms) {
    const key = vm.name.toLowerCase();
    const same = byName.get(key);
    if (same) same.push(vm);
    else byName.set(key, [vm]);
  }
  const entered = new Set<DeployedVm>();
  const ordered = new Set<DeployedVm>();
  for (const written of vms) {
    // A stack of its own instead of recursion: chains of dependencies may be long.
    const stack = [written];
    for (let vm = stack.at(-1); vm; vm = stack.at(-1)) {
      if (entered.has(vm)) {
        ordered.add(vm);
        stack.pop();
        continue;
      }
      entered.add(vm);
      for (const name of vm.after) {
        for (const other of byName.get(name.toLowerCase()) ?? []) {
          if (!entered.has(other)) stack.push(other);
        }
      }
    }
  }
  return [...ordered];
}

/** AKS sizes its worker by a VM size that somebody chooses; nothing is the default. */
function aksDemand({ cores, memoryGiB }: ConfigureKubernetesStep): Demand {
  const isTold = cores !== undefined && memoryGiB !== undefined;
  return {
    vcpu: cores ?? 0,
    memoryGiB: memoryGiB ?? 0,
    facts: [claimFacts.aks],
    ...(!isTold && { unknown: t('the size of the AKS worker is not told') }),
  };
}

/** What the scenario does not say counts once by every document that gives a figure, newest first. */
function demandsOf(
  { cores, memoryGiB }: ConfigureKubernetesStep,
  device: Device,
): readonly Demand[] {
  const documented = kubernetesDemand(device).map((demand) => ({
    vcpu: cores ?? demand.vcpu,
    memoryGiB: memoryGiB ?? demand.memoryGiB,
    facts: cores !== undefined && memoryGiB !== undefined ? [] : [demand.fact],
  }));
  const distinct = new Map<string, Demand>();
  for (const demand of documented.toReversed()) {
    const key = `${demand.vcpu} ${demand.memoryGiB}`;
    if (!distinct.has(key)) distinct.set(key, demand);
  }
  return [...distinct.values()];
}
