import { t } from '../base/l10n.ts';
import { kubernetesRelease, takesNewKubernetes } from '../facts/index.ts';
import { releaseAt } from '../scenario/release-at.ts';
import { defineRule } from './judging/rule.ts';

/** Kubernetes is configured on a release for which new clusters are not made any more. */
export default defineRule({
  id: 'kubernetes-needs-release',
  severity: 'information',
  title: 'New Kubernetes clusters need a later release',
  description:
    'Since March 2023 a new Kubernetes cluster can only be created on a device of release 2301 or later. What was configured before stays.',
  because: [kubernetesRelease.fact],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2210" }
steps:
  - configureKubernetes: {}
#   ^^^^^^^^^^^^^^^^^^^^^^^ since March 2023 new Kubernetes clusters need release 2301 or later, the device has 2210
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2301" }
steps:
  - configureKubernetes: {}
`,
    ],
  },
  check: {
    *scenario({ timeline }) {
      for (const { index, step, outcome } of timeline.moments) {
        if (step.action !== 'configureKubernetes' || step.service === 'aks') continue;
        const release = releaseAt(timeline, index);
        if (outcome === 'fails' || takesNewKubernetes(release) !== false) continue;
        const { since, from } = kubernetesRelease;
        const message = t(
          'since {0} new Kubernetes clusters need release {1} or later, the device has {2}',
          since,
          from,
          release ?? '',
        );
        yield { at: step.at, message };
      }
    },
  },
});
