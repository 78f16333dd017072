import { t } from '../base/l10n.ts';
import { withSteps } from '../scenario/reorder.ts';
import type { Moment, Timeline } from '../scenario/timeline.ts';
import { moveYamlItem } from '../syntax/write.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { writtenSteps } from './reading/scenario-steps.ts';
import type { ScenarioSubject } from './judging/subject.ts';
import { list } from './judging/wording.ts';

/** So many later places of the step are tried. */
const MOST_PLACES = 20;

/** Kubernetes is configured when no GPU is left for it. */
export default defineRule({
  id: 'kubernetes-without-gpu',
  severity: 'information',
  title: 'Kubernetes gets no GPU',
  description:
    'Kubernetes claims the GPUs that are free when it is configured. When none is, configuring it succeeds, and its workloads have no GPU.',
  because: ['claims.order.1gpu-vm-then-kubernetes', 'claims.order.2gpu-vm-vm-then-kubernetes'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - configureKubernetes: {}
#   ^^^^^^^^^^^^^^^^^^^^^^^ no GPU is left for Kubernetes: vm1 holds 1
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - configureKubernetes: {}
#   ^^^^^^^^^^^^^^^^^^^^^^^ no GPU is left for Kubernetes: vm1 holds 1
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
  - delete: vm1
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - configureKubernetes: {}
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
`,
    ],
  },
  check: {
    *scenario(subject) {
      for (const moment of subject.timeline.moments) {
        if (!isWithoutGpu(moment) || (subject.timeline.device?.gpuCount ?? 0) === 0) continue;
        if (moment.step.expect?.gpus?.get('kubernetes') === 0) continue;
        const holders = [...moment.claims.vms].map(([name, count]) =>
          t('{0} holds {1}', name, count),
        );
        yield {
          at: moment.step.at,
          message: t('no GPU is left for Kubernetes: {0}', list(holders)),
          fixes: () => laterPlace(subject, moment),
          facts: moment.facts,
        };
      }
    },
  },
});

function isWithoutGpu({ step, outcome, claims }: Moment): boolean {
  if (step.action !== 'configureKubernetes' || step.service === 'aks') return false;
  return outcome === 'succeeds' && claims.kubernetes === 0 && claims.vms.size > 0;
}

/** Behind a step that gives GPUs back, Kubernetes gets them, if nothing else changes by that. */
function laterPlace(subject: ScenarioSubject, moment: Moment): readonly Fix[] {
  const { timeline, document } = subject;
  const steps = writtenSteps(subject);
  if (steps?.array.items.length !== timeline.moments.length) return [];
  const { index } = moment;
  const last = Math.min(timeline.moments.length - 1, index + MOST_PLACES);
  for (let place = index + 1; place <= last; place++) {
    const order = [...timeline.scenario.steps];
    order.splice(place, 0, ...order.splice(index, 1));
    const after = withSteps(timeline, order);
    const there = after.moments[place];
    if (!there || there.claims.kubernetes === 0 || !isNoWorse(after, timeline)) continue;
    const edits = steps.inFile(moveYamlItem(document.text, steps.array, index, place));
    return [
      { title: t("configure Kubernetes after '{0}'", timeline.moments[place]?.title ?? ''), edits },
    ];
  }
  return [];
}

function isNoWorse(after: Timeline, before: Timeline): boolean {
  const count = ({ moments }: Timeline) =>
    moments.filter(({ outcome }) => outcome !== 'succeeds').length;
  return count(after) <= count(before);
}
