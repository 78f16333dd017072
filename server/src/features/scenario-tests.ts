import type { Analysis } from '../analysis.ts';
import type { Location } from '../base/span.ts';
import type {
  ScenarioOutline,
  ScenarioOutlineResult,
  ScenarioRun,
  ScenarioRunResult,
  TextRange,
} from '../lsp/protocol.ts';
import { scenarioTests, type ScenarioTest } from '../report/scenario-tests.ts';
import type { Timeline } from '../scenario/timeline.ts';
import { verdicts } from '../scenario/verdict.ts';
import { rangeOrTop } from './ranges.ts';

/** Returns the scenarios of a file and what each promises; `null` for a file that holds none. */
export function scenarioOutline(analysis: Analysis, uri: string): ScenarioOutlineResult {
  const run = runScenarios(analysis, uri);
  if (!run) return null;
  const scenarios = run.scenarios.map(({ name, range, tests }): ScenarioOutline => ({
    name,
    range,
    tests: tests.map(({ key, name: title, range: place }) => ({ key, name: title, range: place })),
  }));
  return { scenarios };
}

/** Returns how each promise of a file's scenarios comes out; `null` for a file that holds none. */
export function runScenarios(analysis: Analysis, uri: string): ScenarioRunResult {
  if (analysis.kindOf(uri) !== 'scenario') return null;
  const broken = analysis
    .findingsIn(uri)
    .find(({ rule, severity }) => rule === 'scenario-syntax' && severity === 'error');
  const place = placesIn(analysis);
  return {
    scenarios: analysis.timelinesOf(uri).map((timeline) => scenarioRun(timeline, place)),
    // A scenario that could only be read in part is not run: its verdicts would mean nothing.
    ...(broken && { problem: { message: broken.message, range: place(broken.at) } }),
  };
}

type PlaceOf = (at: Location) => TextRange;

function placesIn({ read }: Analysis): PlaceOf {
  return (at) => rangeOrTop(read, at);
}

function scenarioRun(timeline: Timeline, place: PlaceOf): ScenarioRun {
  const { scenario } = timeline;
  const start = { uri: scenario.uri, span: { ...scenario.span, end: scenario.span.start } };
  return {
    name: scenario.name,
    range: place(start),
    tests: scenarioTests(timeline, verdicts(timeline)).map((test) => testRun(test, place)),
  };
}

function testRun({ key, name, at, failure }: ScenarioTest, place: PlaceOf) {
  const test = { key, name, range: place(at) };
  if (!failure) return test;
  const { message, expected, actual } = failure;
  return { ...test, failure: { message, expected, actual, range: place(failure.at) } };
}
