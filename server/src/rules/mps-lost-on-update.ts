import { t } from '../base/l10n.ts';
import { isReleaseId, updateFacts } from '../facts/index.ts';
import { defineRule } from './judging/rule.ts';

/** Fact id. */
const LOST = 'mps.lost-on-update';

/** An update turns MPS off, by which Kubernetes jobs share GPUs. */
export default defineRule({
  id: 'mps-lost-on-update',
  severity: 'information',
  title: 'An update loses MPS',
  description:
    'MPS (Start-HcsGpuMPS, in preview) lets the jobs of Kubernetes share GPUs. Every update of device and Kubernetes turns it off; it is to be started again afterwards.',
  because: [LOST, 'mps.preview'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2510" }
steps:
  - configureKubernetes: {}
  - update: { to: "2607" }
#   ^^^^^^^^^^^^^^^^^^^^^^ the update turns MPS off, if Kubernetes shares its 2 GPUs by it
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2510" }
steps:
  - update: { to: "2607" }
  - configureKubernetes: {}
`,
    ],
  },
  check: {
    *scenario({ timeline: { moments } }) {
      for (const { index, step, outcome } of moments) {
        if (step.action !== 'update' || outcome === 'fails' || !step.to) continue;
        const held = moments[index - 1]?.claims.kubernetes ?? 0;
        const to = step.to.value.trim();
        if (held === 0 || !isReleaseId(to) || !updateFacts(to).includes(LOST)) continue;
        const what = held === 1 ? t('its GPU') : t('its {0} GPUs', held);
        const message = t('the update turns MPS off, if Kubernetes shares {0} by it', what);
        yield { at: step.at, message };
      }
    },
  },
});
