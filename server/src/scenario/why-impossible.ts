import { t } from '../base/l10n.ts';
import type { Link } from './order-search.ts';
import { createdVms, type Plan } from './plan.ts';
import { wholeOf } from './site.ts';
import { gpus } from './words.ts';

/** Why no order of steps succeeds. */
export interface Impossibility {
  readonly why: string;
  readonly facts: readonly string[];
}

/**
 * Returns why no order of the steps succeeds: what they need together, where nothing gives
 * anything back, else what fails in one of the orders.
 */
export function whyImpossible(plan: Plan, failing: Link | undefined): Impossibility {
  const facts = failing?.result.facts ?? [];
  const sum = sumsIn(plan);
  if (sum !== undefined) return { why: sum, facts };
  const title = failing && plan.steps[failing.step]?.title;
  const reason = failing?.result.reason ?? t('some step fails in every order');
  return { why: title === undefined ? reason : `${title}: ${reason}`, facts };
}

/** What VMs, and Kubernetes where a document says what it takes, need more than there is. */
function sumsIn({ site, steps }: Plan): string | undefined {
  const isKept = steps.every(({ operation: { kind } }) => {
    return kind === 'create' || kind === 'configureKubernetes' || kind === 'installGpuExtension';
  });
  if (!isKept) return undefined;
  const need = { gpus: 0, vcpu: 0, memoryGiB: 0 };
  for (const { vm } of createdVms(steps)) {
    if (vm.size.kind !== 'offered' || vm.decidedBy !== undefined) continue;
    const { gpuCount, gpuModel, vcpu, memoryGiB } = vm.size.size;
    if (gpuModel !== undefined && gpuModel !== site.device.gpuModel) return undefined;
    need.gpus += gpuCount;
    need.vcpu += vcpu;
    need.memoryGiB += memoryGiB;
  }
  const whole = wholeOf(site);
  if (need.gpus > whole.gpuCount) {
    const has = whole.gpuCount === 0 ? t('none') : gpus(whole.gpuCount);
    return t('the VMs claim {0} together, {1} has {2}', gpus(need.gpus), whole.id, has);
  }
  let withKubernetes = '';
  for (const { operation } of steps) {
    if (operation.kind !== 'configureKubernetes') continue;
    need.vcpu += site.nodes * Math.min(...operation.demands.map(({ vcpu }) => vcpu));
    need.memoryGiB += site.nodes * Math.min(...operation.demands.map((demand) => demand.memoryGiB));
    withKubernetes = t(' and Kubernetes');
  }
  const usable = { vcpu: whole.vcpu.usable, memoryGiB: whole.memoryGiB.usable };
  const lacking = [
    ...(need.memoryGiB > usable.memoryGiB
      ? [t('{0} GiB of memory of {1}', rounded(need.memoryGiB), usable.memoryGiB)]
      : []),
    ...(need.vcpu > usable.vcpu ? [t('{0} vCPU of {1}', rounded(need.vcpu), usable.vcpu)] : []),
  ];
  if (lacking.length === 0) return undefined;
  return t(
    'the VMs{0} need {1} usable together (inference: sizes against the usable amount of {2})',
    withKubernetes,
    lacking.join(t(' and ')),
    whole.id,
  );
}

function rounded(amount: number): number {
  return Math.round(amount * 10) / 10;
}
