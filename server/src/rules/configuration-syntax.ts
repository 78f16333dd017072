import { defineRule } from './rule.ts';

/** The configuration file says something that cannot be used. */
export default defineRule({
  id: 'configuration-syntax',
  severity: 'error',
  title: 'Not a configuration',
  description: 'What the configuration file says wrongly is not used; the rest of it is in force.',
  because: [],
  examples: {
    wrong: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-3 }
#                ^^^^^^^^^ 'pro-gpu-3' is not a known device
`,
    ],
    right: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2106", kubernetes: none }
images: { myimage: ubuntu-18.04 }
rules: { os-unknown: off }
`,
    ],
  },
  check: {
    *configuration({ problems }) {
      for (const { at, message } of problems) yield { at, message };
    },
  },
});
