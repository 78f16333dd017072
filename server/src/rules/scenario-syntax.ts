import { t } from '../base/l10n.ts';
import { defineRule } from './judging/rule.ts';

/** A scenario file says something that the scenario language does not have. */
export default defineRule({
  id: 'scenario-syntax',
  severity: 'error',
  title: 'Not the scenario language',
  description:
    'A scenario names a device of the fact base and steps of the scenario language; anything else cannot be simulated.',
  because: [],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2607" }
steps:
  - configureKubernets: {}
#   ^^^^^^^^^^^^^^^^^^ unknown step 'configureKubernets', did you mean 'configureKubernetes'?…
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2607" }
steps:
  - configureKubernetes: {}
`,
    ],
  },
  check: {
    *['scenario-file']({ document: { uri }, problems }) {
      for (const { span, message, replacement } of problems) {
        yield {
          at: { uri, span },
          message,
          ...(replacement && {
            fixes: [
              {
                title: t('replace by {0}', replacement.text),
                edits: [{ uri, span: replacement.span, newText: replacement.text }],
                preferred: true,
              },
            ],
          }),
        };
      }
    },
  },
});
