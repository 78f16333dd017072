import { verdicts } from '../scenario/verdict.ts';
import type { ExpectedState } from '../scenario/timeline.ts';
import { defineRule } from './rule.ts';

/** What a scenario expects of a step is not what happens. */
export default defineRule({
  id: 'expectation-failed',
  severity: 'error',
  title: 'Expectation not met',
  description: 'A step may say what is expected of it; the simulation says what happens.',
  because: [],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
steps:
  - configureKubernetes: {}
    expect: fails
#           ^^^^^ expected fails, the step succeeds
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
steps:
  - configureKubernetes: {}
    expect: { outcome: succeeds, gpus: { kubernetes: 1, free: 0 } }
`,
    ],
  },
  check: {
    *scenario({ timeline }) {
      for (const { moment, expected, actual, passed } of verdicts(timeline)) {
        const at = moment.step.expect?.at;
        if (passed || !at) continue;
        yield {
          at,
          message: difference(expected, actual).join('; '),
          evidence:
            moment.reason === undefined ? [] : [{ at: moment.step.at, message: moment.reason }],
        };
      }
    },
  },
});

function difference(expected: ExpectedState, actual: ExpectedState): readonly string[] {
  const parts: string[] = [];
  if (expected.outcome !== undefined && expected.outcome !== actual.outcome) {
    parts.push(`expected ${expected.outcome}, the step ${verb(actual.outcome)}`);
  }
  for (const [holder, count] of Object.entries(expected.gpus ?? {})) {
    const held = actual.gpus?.[holder] ?? 0;
    if (held !== count) parts.push(`expected ${holder} to be ${count}, it is ${held}`);
  }
  return parts;
}

function verb(outcome: ExpectedState['outcome']): string {
  if (outcome === 'at-risk') return 'is at risk';
  return outcome === 'skipped' ? 'is skipped' : (outcome ?? 'has no outcome');
}
