import { t } from '../base/l10n.ts';
import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { verdicts } from '../scenario/verdict.ts';
import type { ExpectedState, Moment } from '../scenario/timeline.ts';
import { at } from '../syntax/node.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { writtenSteps } from './reading/scenario-steps.ts';
import type { ScenarioSubject } from './judging/subject.ts';

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
    *scenario(subject) {
      for (const { moment, expected, actual, passed } of verdicts(subject.timeline)) {
        const at = moment.step.expect?.at;
        if (passed || !at) continue;
        yield {
          at,
          message: difference(expected, actual).join('; '),
          evidence:
            moment.reason === undefined ? [] : [{ at: moment.step.at, message: moment.reason }],
          fixes: () => writeWhatHappens(subject, moment, expected, actual),
        };
      }
    },
  },
});

function difference(expected: ExpectedState, actual: ExpectedState): readonly string[] {
  const parts: string[] = [];
  if (expected.outcome !== undefined && expected.outcome !== actual.outcome) {
    parts.push(t('expected {0}, the step {1}', expected.outcome, verb(actual.outcome)));
  }
  for (const [holder, count] of Object.entries(expected.gpus ?? {})) {
    const held = actual.gpus?.[holder] ?? 0;
    if (held !== count) parts.push(t('expected {0} to be {1}, it is {2}', holder, count, held));
  }
  return parts;
}

function verb(outcome: ExpectedState['outcome']): string {
  if (outcome === 'at-risk') return t('is at risk');
  return outcome === 'skipped' ? t('is skipped') : (outcome ?? t('has no outcome'));
}

/** Writes each value that is not as expected; what stands around it stays. */
function writeWhatHappens(
  subject: ScenarioSubject,
  moment: Moment,
  expected: ExpectedState,
  actual: ExpectedState,
): readonly Fix[] {
  const steps = writtenSteps(subject);
  const expectation = at(steps?.array.items[steps.indexOf(moment)], 'expect');
  if (!steps || !expectation) return [];
  const edits: TextEdit[] = [];
  if (expected.outcome !== actual.outcome && actual.outcome !== undefined) {
    const node = expectation.kind === 'object' ? at(expectation, 'outcome') : expectation;
    if (node) edits.push(replaced(subject, node, actual.outcome));
  }
  const gpus = at(expectation, 'gpus');
  for (const property of gpus?.kind === 'object' ? gpus.properties : []) {
    const { key, value } = property;
    const held = actual.gpus?.[key.value];
    if (!value || held === undefined || held === expected.gpus?.[key.value]) continue;
    edits.push({ span: { start: value.start, end: value.end }, newText: String(held) });
  }
  if (edits.length === 0) return [];
  return [{ title: t('write what happens'), edits: steps.inFile(edits), preferred: true }];
}

/** In the quotes that are there. */
function replaced({ document }: ScenarioSubject, { start, end }: Span, text: string): TextEdit {
  const quote = /^["']/.exec(document.text.slice(start, end))?.[0] ?? '';
  return { span: { start, end }, newText: `${quote}${text}${quote}` };
}
