import { scenarioTests, type ScenarioTest } from './scenario-tests.ts';
import type { TimelineReport } from './timeline-json.ts';
import { element } from './xml-element.ts';

/**
 * Returns timelines as JUnit XML for CI systems: a suite for each scenario, a test for each
 * expectation, and one for the outcome, which fails when the scenario does.
 */
export function timelineJunit(reports: readonly TimelineReport[]): string {
  const suites = reports.map(suiteOf);
  const counts = countsOf(suites.flatMap(({ tests }) => tests));
  const root = element('testsuites', { name: 'edge-gpu', ...counts }, [
    '\n',
    ...suites.map(suiteXml),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

interface Suite {
  readonly name: string;
  readonly file: string;
  readonly tests: readonly ScenarioTest[];
}

function suiteOf({ file, timeline, verdicts }: TimelineReport): Suite {
  return { name: timeline.scenario.name, file, tests: scenarioTests(timeline, verdicts) };
}

function countsOf(tests: readonly ScenarioTest[]) {
  const failures = tests.filter(({ failure }) => failure !== undefined).length;
  return { tests: tests.length, failures };
}

function suiteXml({ name, file, tests }: Suite): string {
  const cases = tests.map((test) => {
    const failure =
      test.failure === undefined ? [] : [element('failure', { message: test.failure.message }, [])];
    return `    ${element('testcase', { classname: file, name: test.name }, failure)}\n`;
  });
  return `  ${element('testsuite', { name, file, ...countsOf(tests) }, ['\n', ...cases, '  '])}\n`;
}
