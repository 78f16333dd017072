import { t } from '../base/l10n.ts';
import {
  compareReleases,
  devices,
  kubernetesTuning,
  nearestVmSize,
  vmSizes,
  type Device,
  type VmSize,
} from '../facts/index.ts';
import type { Creation, Demand, NewVm, PlainOperation } from './operation.ts';
import { createdVms, plannedSteps, type Plan, type PlannedStep, type Solve } from './plan.ts';
import type { Site } from './site.ts';
import { nameOfSize, type NoSize, type Size } from './size.ts';
import type { Timeline } from './timeline.ts';
import { listed } from './words.ts';

/** A change of a scenario or its device that makes its steps succeed in some order. */
export interface Change {
  readonly kind:
    | 'smaller-size'
    | 'other-size'
    | 'leave-out'
    | 'smaller-kubernetes'
    | 'without-kubernetes'
    | 'other-device';
  /** What to do, for people: `give vm2 the size Standard_NC4as_T4_v3 (4 vCPU, 28 GiB)`. */
  readonly title: string;
  /** The order in which the steps then succeed. */
  readonly order: readonly PlannedStep[];
}

/** So many changed plans are tried for one kind of change. */
const MOST_TRIES = 40;

/** At most so many names stand in a title. */
const MOST_NAMED = 6;

/**
 * Returns the smallest change of each kind that alone makes a plan reach its goal, as found by
 * trying; none of a kind where no change of it does. Those that keep every VM come first.
 */
export function smallestChanges(plan: Plan, timeline: Timeline, solve: Solve): readonly Change[] {
  return [
    ...otherSize(plan, solve),
    ...smallerKubernetes(plan, solve),
    ...otherDevice(plan, timeline, solve),
    ...leaveOut(plan, solve),
    ...withoutKubernetes(plan, solve),
  ];
}

/** VMs that nothing tells apart but their names. */
interface Alike {
  readonly size: Size | NoSize;
  readonly vms: readonly NewVm[];
}

function alikeVms({ steps }: Plan): readonly Alike[] {
  const groups = new Map<string, NewVm[]>();
  for (const { vm } of createdVms(steps)) {
    const name = vm.size.kind === 'none' ? vm.size.name : nameOfSize(vm.size);
    const key = name ?? `\n${vm.key}`;
    const group = groups.get(key);
    // Creating a VM again is no other VM.
    if (group?.some((other) => other.key === vm.key)) continue;
    if (group) group.push(vm);
    else groups.set(key, [vm]);
  }
  return [...groups.values()].flatMap((vms) => (vms[0] ? [{ size: vms[0].size, vms }] : []));
}

/** The size nearest to the one written with which it works, of one VM or of all that are alike. */
function otherSize(plan: Plan, solve: Solve): readonly Change[] {
  const changes: Change[] = [];
  let tries = 0;
  for (const { size, vms } of alikeVms(plan)) {
    const candidates = sizesInstead(size, plan);
    const last = vms.at(-1);
    const choices = vms.length > 1 && last ? [[last], vms] : [vms];
    search: for (const chosen of choices) {
      for (const candidate of candidates) {
        if (++tries > MOST_TRIES * 2) return changes;
        const order = solve(withSize(plan, chosen, candidate));
        if (!order) continue;
        const what = t(
          '{0} ({1} vCPU, {2} GiB)',
          candidate.name,
          candidate.vcpu,
          candidate.memoryGiB,
        );
        const names = listed(
          chosen.map(({ name }) => name),
          MOST_NAMED,
        );
        const one = chosen.length < vms.length ? t('one of {0}', allNames(vms)) : names;
        changes.push({
          kind: isSmaller(candidate, size) ? 'smaller-size' : 'other-size',
          title: t('give {0} the size {1}', one, what),
          order,
        });
        break search;
      }
    }
  }
  return changes;
}

function allNames(vms: readonly NewVm[]): string {
  return listed(
    vms.map(({ name }) => name),
    MOST_NAMED,
  );
}

/** Sizes with as many GPUs of the device's model, or with fewer but one at least, nearest first. */
function sizesInstead(size: Size | NoSize, { site, release }: Plan): readonly VmSize[] {
  const { device } = site;
  const offered = vmSizes.filter(
    ({ introducedIn, gpuModel, gpuCount }) =>
      (introducedIn === undefined ||
        release === undefined ||
        compareReleases(release, introducedIn) >= 0) &&
      (gpuModel === undefined || (gpuModel === device.gpuModel && gpuCount <= device.gpuCount)),
  );
  if (size.kind === 'unknown') return [];
  if (size.kind === 'none') {
    const nearest = nearestVmSize(size.name);
    if (nearest) return offered.filter(({ name }) => name === nearest.name);
    // A name with the device's model, as of a size of the public cloud: the largest that works.
    const model = device.gpuModel;
    if (model === undefined || !size.name.includes(`_${model}`)) return [];
    return offered
      .filter(({ gpuCount }) => gpuCount > 0)
      .sort(byMemory)
      .slice(0, MOST_TRIES / 2);
  }
  const { gpuCount, vcpu, memoryGiB, gpuModel, name } = size.size;
  const isWrongModel = gpuModel !== undefined && gpuModel !== device.gpuModel;
  const isKept = (other: VmSize) => other.vcpu <= vcpu && other.memoryGiB <= memoryGiB;
  return offered
    .filter((other) => other.name !== name && other.gpuCount <= gpuCount)
    .filter((other) => (gpuCount > 0 ? other.gpuCount > 0 : other.gpuCount === 0))
    .filter((other) => isWrongModel || isKept(other))
    .sort(
      (a, b) =>
        b.gpuCount - a.gpuCount ||
        distance(a, size.size) - distance(b, size.size) ||
        a.name.length - b.name.length,
    )
    .slice(0, MOST_TRIES / 2);
}

function byMemory(a: VmSize, b: VmSize): number {
  return b.memoryGiB - a.memoryGiB || b.vcpu - a.vcpu;
}

/** How much of a size is not kept, in shares of it. */
function distance(a: VmSize, b: { readonly vcpu: number; readonly memoryGiB: number }): number {
  return Math.abs(a.vcpu - b.vcpu) / b.vcpu + Math.abs(a.memoryGiB - b.memoryGiB) / b.memoryGiB;
}

function isSmaller(candidate: VmSize, size: Size | NoSize): boolean {
  if (size.kind !== 'offered') return false;
  const { vcpu, memoryGiB, gpuCount } = size.size;
  return candidate.vcpu < vcpu || candidate.memoryGiB < memoryGiB || candidate.gpuCount < gpuCount;
}

function withSize(plan: Plan, vms: readonly NewVm[], size: VmSize): Plan {
  const keys = new Set(vms.map(({ key }) => key));
  const changed = (vm: NewVm): NewVm =>
    keys.has(vm.key) ? { ...vm, size: { kind: 'offered', size } } : vm;
  return changedPlan(plan, (operation) =>
    operation.kind === 'create' ? { ...operation, vms: operation.vms.map(changed) } : operation,
  );
}

/** The fewest VMs, counted by size: which of several that are alike makes no difference. */
function leaveOut(plan: Plan, solve: Solve): readonly Change[] {
  const groups = alikeVms(plan);
  const total = groups.reduce((sum, { vms }) => sum + vms.length, 0);
  let tries = 0;
  for (let count = 1; count < total; count++) {
    const found: Change[] = [];
    for (const counts of distributions(count, groups)) {
      if (++tries > MOST_TRIES * 2) return found;
      const vms = groups.flatMap((group, index) =>
        group.vms.slice(group.vms.length - (counts[index] ?? 0)),
      );
      const order = solve(without(plan, vms));
      if (!order) continue;
      const parts = groups.flatMap((group, index) => {
        const left = counts[index] ?? 0;
        if (left === 0) return [];
        const names = allNames(group.vms);
        return [left === group.vms.length ? names : t('{0} of {1}', left, names)];
      });
      found.push({
        kind: 'leave-out',
        title: t('leave out {0}', listed(parts, MOST_NAMED)),
        order,
      });
    }
    if (found.length > 0) return found;
  }
  return [];
}

/** Returns the ways to take so many from the groups. */
function* distributions(count: number, groups: readonly Alike[]): Generator<readonly number[]> {
  const [first, ...others] = groups;
  if (!first) {
    if (count === 0) yield [];
    return;
  }
  for (let taken = Math.min(count, first.vms.length); taken >= 0; taken--) {
    for (const rest of distributions(count - taken, others)) yield [taken, ...rest];
  }
}

/** Without VMs there are no steps on them either. */
function without(plan: Plan, vms: readonly NewVm[]): Plan {
  const keys = new Set(vms.map(({ key }) => key));
  return changedPlan(plan, (operation) => {
    if ('vm' in operation) return keys.has(operation.vm.key) ? undefined : operation;
    return operation.kind === 'create' ? creationWithout(operation, keys) : operation;
  });
}

function creationWithout(creation: Creation, keys: ReadonlySet<string>): Creation | undefined {
  const vms = creation.vms.filter(({ key }) => !keys.has(key));
  const extensions = creation.extensions.filter(({ key }) => !keys.has(key));
  const isEmpty = vms.length === 0 && extensions.length === 0 && creation.open === undefined;
  return isEmpty ? undefined : { ...creation, vms, extensions };
}

/** Kubernetes takes what the VMs leave, if that is not below what is advised. */
function smallerKubernetes(plan: Plan, solve: Solve): readonly Change[] {
  const { device, nodes } = plan.site;
  if (nodes > 1) return [];
  const demands = plan.steps.flatMap(({ operation }) =>
    operation.kind === 'configureKubernetes' ? operation.demands : [],
  );
  const [first] = demands;
  if (!first) return [];
  const used = createdVms(plan.steps).reduce(
    (sum, { vm: { size } }) =>
      size.kind === 'offered'
        ? { vcpu: sum.vcpu + size.size.vcpu, memoryGiB: sum.memoryGiB + size.size.memoryGiB }
        : sum,
    { vcpu: 0, memoryGiB: 0 },
  );
  const vcpu = Math.floor(Math.min(first.vcpu, device.vcpu.usable - used.vcpu));
  const memoryGiB = Math.floor(Math.min(first.memoryGiB, device.memoryGiB.usable - used.memoryGiB));
  const least = leastKubernetes(device);
  if (vcpu < least.vcpu || memoryGiB < least.memoryGiB) return [];
  if (demands.every((demand) => demand.vcpu <= vcpu && demand.memoryGiB <= memoryGiB)) return [];
  const demand: Demand = { vcpu, memoryGiB, facts: [kubernetesTuning.fact] };
  const order = solve(
    changedPlan(plan, (operation) =>
      operation.kind === 'configureKubernetes' ? { ...operation, demands: [demand] } : operation,
    ),
  );
  const title = t('configure Kubernetes with {0} cores and {1} GiB', vcpu, memoryGiB);
  return order ? [{ kind: 'smaller-kubernetes', title, order }] : [];
}

/** The least share of the device that is advised. */
function leastKubernetes({ vcpu, memoryGiB }: Device): {
  readonly vcpu: number;
  readonly memoryGiB: number;
} {
  const share = kubernetesTuning.minPercent / 100;
  return { vcpu: share * vcpu.usable, memoryGiB: share * memoryGiB.usable };
}

function withoutKubernetes(plan: Plan, solve: Solve): readonly Change[] {
  const isKubernetes = ({ kind }: PlainOperation) =>
    kind === 'configureKubernetes' || kind === 'removeKubernetes';
  if (!plan.steps.some(({ operation }) => isKubernetes(operation))) return [];
  const changed = changedPlan(plan, (operation) =>
    isKubernetes(operation) ? undefined : operation,
  );
  const order = changed.steps.length > 0 ? solve(changed) : undefined;
  return order ? [{ kind: 'without-kubernetes', title: t('leave out Kubernetes'), order }] : [];
}

/** The smallest device with which it works; what an early document says of one does not count. */
function otherDevice(plan: Plan, timeline: Timeline, solve: Solve): readonly Change[] {
  const others = devices
    .filter(({ id, superseded }) => id !== plan.site.device.id && !superseded)
    .sort((a, b) => a.gpuCount - b.gpuCount || a.memoryGiB.usable - b.memoryGiB.usable);
  for (const device of others) {
    if (plan.site.nodes > 1 && !device.clusterable) continue;
    const site: Site = { ...plan.site, device };
    const order = solve({ ...plan, site, steps: plannedSteps(timeline, site) });
    if (!order) continue;
    return [
      { kind: 'other-device', title: t('use the device {0} ({1})', device.id, device.name), order },
    ];
  }
  return [];
}

function changedPlan(
  plan: Plan,
  change: (operation: PlainOperation) => PlainOperation | undefined,
): Plan {
  const steps = plan.steps.flatMap((step): readonly PlannedStep[] => {
    const operation = change(step.operation);
    return operation ? [{ ...step, operation }] : [];
  });
  return { ...plan, steps };
}
