import { isExpected, momentFinding } from './moment-finding.ts';
import { defineRule } from './rule.ts';

/** A step speaks of a VM or a file that is not there. */
export default defineRule({
  id: 'scenario-reference',
  severity: 'error',
  title: 'Names something that is not there',
  description:
    'A step can only speak of VMs that an earlier step created and of files inside the workspace.',
  because: [],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
steps:
  - stop: vm1
#   ^^^^^^^^^ …
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
steps:
  - deploy: ./missing.json
#   ^^^^^^^^^^^^^^^^^^^^^^ …
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_D2_v2, image: myimage }
  - stop: vm1
`,
    ],
  },
  check: {
    *scenario({ timeline }) {
      for (const moment of timeline.moments) {
        if (moment.cause?.kind !== 'reference' || isExpected(moment)) continue;
        yield { ...momentFinding(moment), severity: 'error' };
      }
    },
  },
});
