import type { Location } from '../base/span.ts';
import type { ExpectedState, Moment, Timeline, Verdict } from '../scenario/timeline.ts';
import { verdictText } from './verdict-text.ts';

/** One thing that a scenario promises, as CI systems and test explorers show it. */
export interface ScenarioTest {
  /** Tells the tests of one scenario apart: `step-3`, `outcome`. */
  readonly key: string;
  readonly name: string;
  /** Where the promise is made. */
  readonly at: Location;
  /** `undefined` when it is kept. */
  readonly failure: TestFailure | undefined;
}

export interface TestFailure {
  readonly message: string;
  /** Where it goes wrong. */
  readonly at: Location;
  /** Both as lines of a scenario's `expect`, so that a difference shows what to write. */
  readonly expected: string;
  readonly actual: string;
}

/**
 * Returns the tests of a scenario: one for each expectation, and at the end one for the outcome,
 * which fails when the scenario does. `verdicts` are those of the timeline.
 */
export function scenarioTests(
  timeline: Timeline,
  verdicts: readonly Verdict[],
): readonly ScenarioTest[] {
  return [...verdicts.map(expectationTest), outcomeTest(timeline)];
}

function expectationTest(verdict: Verdict): ScenarioTest {
  const { moment, line, passed, expected, actual } = verdict;
  const at = moment.step.expect?.at ?? moment.step.at;
  const message = verdictText(verdict);
  return {
    key: `step-${moment.index + 1}`,
    name: `step ${moment.index + 1}: ${moment.title} (line ${line + 1})`,
    at,
    failure: passed
      ? undefined
      : { message, at, expected: stateLines(expected), actual: stateLines(actual) },
  };
}

function outcomeTest({ scenario, moments, outcome }: Timeline): ScenarioTest {
  const { uri, span } = scenario;
  const at = { uri, span: { start: span.start, end: span.start } };
  const test = { key: 'outcome', name: 'outcome', at };
  if (outcome !== 'fails') return { ...test, failure: undefined };
  const failing = moments.find(failsUnexpectedly);
  const why = failing?.reason === undefined ? '' : `: ${failing.reason}`;
  const failure = {
    message: `the scenario fails${why}`,
    at: failing?.step.at ?? at,
    expected: stateLines({ outcome: 'succeeds' }),
    actual: stateLines({ outcome }),
  };
  return { ...test, failure };
}

function failsUnexpectedly({ outcome, step }: Moment): boolean {
  return outcome === 'fails' && step.expect?.outcome !== 'fails';
}

function stateLines({ outcome, gpus }: ExpectedState): string {
  return [
    ...(outcome === undefined ? [] : [`outcome: ${outcome}`]),
    ...(gpus === undefined ? [] : ['gpus:']),
    ...Object.entries(gpus ?? {}).map(([holder, count]) => `  ${holder}: ${count}`),
  ].join('\n');
}
