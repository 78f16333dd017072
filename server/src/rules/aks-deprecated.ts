import { t } from '../base/l10n.ts';
import { aksStanding } from '../facts/index.ts';
import { releaseAt } from '../scenario/release-at.ts';
import { defineRule } from './judging/rule.ts';

/** AKS is set up on a release that has deprecated it. */
export default defineRule({
  id: 'aks-deprecated',
  severity: 'information',
  title: 'AKS on the device is deprecated',
  description:
    'Azure Kubernetes Service on the device came with release 2301 for some customers and is deprecated from release 2510.',
  because: ['aks.deprecated', 'aks.preview'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2510" }
steps:
  - configureKubernetes: { service: aks }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AKS on the device is deprecated from release 2510
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2506" }
steps:
  - configureKubernetes: { service: aks }
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2510" }
steps:
  - configureKubernetes: {}
`,
    ],
  },
  check: {
    *scenario({ timeline }) {
      for (const { index, step } of timeline.moments) {
        if (step.action !== 'configureKubernetes' || step.service !== 'aks') continue;
        const { standing, from, fact } = aksStanding(releaseAt(timeline, index));
        if (standing !== 'deprecated') continue;
        const message = t('AKS on the device is deprecated from release {0}', from);
        yield { at: step.at, message, facts: [fact] };
      }
    },
  },
});
