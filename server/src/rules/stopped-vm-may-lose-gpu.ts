import { t } from '../base/l10n.ts';
import { stoppedVmTakeover } from '../facts/index.ts';
import { releaseAt } from '../scenario/release-at.ts';
import type { Moment, Timeline } from '../scenario/timeline.ts';
import { isExpected } from './judging/moment-finding.ts';
import { defineRule, type Evidence, type Severity } from './judging/rule.ts';
import { safeOrderFix } from './fixing/safe-order-fix.ts';

/** A GPU VM gives its GPU back while Kubernetes is there to take it. */
export default defineRule({
  id: 'stopped-vm-may-lose-gpu',
  severity: 'warning',
  severityWhen: {
    warning: 'the documents of the release describe it, which those up to 2203 do',
    information: 'the documents of the release do not say so any more, or the release is not known',
  },
  title: 'Kubernetes may take the GPU of a stopped VM',
  description:
    'While a GPU VM is stopped (also for a resize) or after it is deleted, Kubernetes may claim its GPU, and the VM cannot start again. The notes of releases 2102 to 2203 say so; those from 2205 on do not say it any more.',
  because: ['claims.stopped-vm-takeover', 'claims.stopped-vm-takeover.from-2205'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
  - configureKubernetes: {}
  - stop: vm1
#   ^^^^^^^^^ Kubernetes may take the GPU of vm1 while it is stopped (documented up to release 2203, no longer for 2607)
  - start: vm1
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2203" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.3" }
  - configureKubernetes: {}
  - delete: vm1
#   ^^^^^^^^^^^ Kubernetes may take the GPU of vm1 when it is deleted (documented for release 2203)
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2106" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.3" }
  - configureKubernetes: {}
  - stop: { vm: vm1, stayProvisioned: true }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whether vm1 keeps its GPU while it stays provisioned is not documented
  - start: vm1
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
  - stop: vm1
  - start: vm1
  - configureKubernetes: {}
`,
    ],
  },
  check: {
    *scenario(subject) {
      const { timeline } = subject;
      for (const moment of timeline.moments) {
        const said = takeover(moment);
        const message = said ?? keptOrNot(moment);
        if (message === undefined || isExpected(moment)) continue;
        const evidence = consequences(timeline, moment);
        if (said === undefined && evidence.length === 0) continue;
        yield {
          at: moment.step.at,
          severity: said === undefined ? 'information' : severityAt(timeline, moment),
          message,
          evidence,
          fixes: () =>
            safeOrderFix(subject, ({ moments }) =>
              moments.every(
                (other) => takeover(other) === undefined && other.cause?.kind !== 'stopped-vm',
              ),
            ),
          facts: moment.facts,
        };
      }
    },
  },
});

/** What the step says of the take-over; `undefined` when none is possible. */
function takeover({ step, passages }: Moment): string | undefined {
  if (step.action !== 'stop' && step.action !== 'delete') return undefined;
  return passages.find(
    ({ cause, reason }) =>
      cause?.kind === 'stopped-vm' && reason?.startsWith(t('Kubernetes may take')),
  )?.reason;
}

/** What is not known of a VM that stays provisioned; it matters where a later step hangs on it. */
function keptOrNot({ step, cause, reason, worlds }: Moment): string | undefined {
  const isTaken = worlds.some(({ claims }) => claims.kubernetes > 0);
  return step.action === 'stop' && cause?.kind === 'stopped-vm' && isTaken ? reason : undefined;
}

function severityAt(timeline: Timeline, { index }: Moment): Severity {
  const { standing } = stoppedVmTakeover(releaseAt(timeline, index));
  return standing === 'documented' ? 'warning' : 'information';
}

/** The steps that the take-over would make fail. */
function consequences({ moments }: Timeline, moment: Moment): readonly Evidence[] {
  return moments.slice(moment.index + 1).flatMap(({ outcome, cause, step, reason }) => {
    const follows = outcome === 'at-risk' && cause?.kind === 'stopped-vm';
    return follows ? [{ at: step.at, message: reason ?? t('this step would fail') }] : [];
  });
}
