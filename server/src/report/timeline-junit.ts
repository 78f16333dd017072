import type { Verdict } from '../scenario/timeline.ts';
import type { TimelineReport } from './timeline-json.ts';
import { verdictText } from './verdict-text.ts';
import { element } from './xml-element.ts';

/**
 * Returns timelines as JUnit XML for CI systems: a suite for each scenario, a test for each
 * expectation, and one for the outcome, which fails when the scenario does.
 */
export function timelineJunit(reports: readonly TimelineReport[]): string {
  const suites = reports.map(suiteOf);
  const root = element('testsuites', { name: 'edge-gpu', ...countsOf(suites.flatMap(testsOf)) }, [
    '\n',
    ...suites.map(suiteXml),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly tests: readonly Test[];
}

interface Test {
  readonly name: string;
  /** `undefined` when it passed. */
  readonly failure: string | undefined;
}

function suiteOf({ file, timeline, verdicts }: TimelineReport): Suite {
  const failing = timeline.moments.find(
    ({ outcome, step }) => outcome === 'fails' && step.expect?.outcome !== 'fails',
  );
  const failure = `the scenario fails${failing?.reason === undefined ? '' : `: ${failing.reason}`}`;
  const outcome = { name: 'outcome', failure: timeline.outcome === 'fails' ? failure : undefined };
  return { name: timeline.scenario.name, file, tests: [...verdicts.map(testOf), outcome] };
}

function testOf(verdict: Verdict): Test {
  const { moment, line, passed } = verdict;
  return {
    name: `step ${moment.index + 1}: ${moment.title} (line ${line + 1})`,
    failure: passed ? undefined : verdictText(verdict),
  };
}

function testsOf({ tests }: Suite): readonly Test[] {
  return tests;
}

function countsOf(tests: readonly Test[]) {
  const failures = tests.filter(({ failure }) => failure !== undefined).length;
  return { tests: tests.length, failures };
}

function suiteXml({ name, file, tests }: Suite): string {
  const cases = tests.map((test) => {
    const failure =
      test.failure === undefined ? [] : [element('failure', { message: test.failure }, [])];
    return `    ${element('testcase', { classname: file, name: test.name }, failure)}\n`;
  });
  return `  ${element('testsuite', { name, file, ...countsOf(tests) }, ['\n', ...cases, '  '])}\n`;
}
