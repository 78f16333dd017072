import type { Analysis } from '../analysis.ts';
import type { Location } from '../base/span.ts';
import { nameOf, relativePath } from '../base/uri.ts';
import type { Assumption, SimulateParams, SimulateResult } from '../lsp/protocol.ts';
import type { Scenario, ScenarioStep, Text } from '../scenario/scenario.ts';
import type { Deployment } from '../template/deployment.ts';
import { timelineView } from './timeline-view.ts';

/**
 * Returns the timelines of a scenario file, or those of a template on an assumed device: one for
 * each of its parameter files. `uri` is the normalized URI of the file.
 */
export function simulate(
  analysis: Analysis,
  uri: string,
  assume: SimulateParams['assume'],
): SimulateResult {
  switch (analysis.kindOf(uri)) {
    case 'scenario':
      return simulateScenarios(analysis, uri);
    case 'template':
      return assume ? simulateTemplate(analysis, uri, assume) : { kind: 'template', timelines: [] };
    case 'parameters':
    case 'config':
    case undefined:
      return { kind: 'other', timelines: [], problem: 'open a template or a scenario to simulate' };
  }
}

function simulateScenarios(analysis: Analysis, uri: string): SimulateResult {
  const timelines = analysis
    .timelinesOf(uri)
    .map((timeline) => timelineView(timeline, analysis.read));
  return timelines.length > 0
    ? { kind: 'scenario', timelines }
    : { kind: 'scenario', timelines, problem: 'there is no scenario in this file' };
}

/** The template becomes a step of a scenario, which is then simulated like any other. */
function simulateTemplate(analysis: Analysis, uri: string, assumption: Assumption): SimulateResult {
  const timelines = analysis
    .deploymentsOf(uri)
    .map((deployment) => analysis.simulateScenario(scenarioOf(deployment, assumption)))
    .map((timeline) => timelineView(timeline, analysis.read));
  return timelines.length > 0
    ? { kind: 'template', timelines }
    : { kind: 'template', timelines, problem: 'the template cannot be evaluated' };
}

/** Every place in it is the template's own: there is no other file to show. */
function scenarioOf(deployment: Deployment, assumption: Assumption): Scenario {
  const { uri, root, parameterFiles } = deployment;
  const span = { start: root.start, end: root.end };
  const at: Location = { uri, span: { start: root.start, end: root.start } };
  const text = (value: string): Text => ({ value, at });
  const place = { at, line: 0, expect: undefined };
  const kubernetes: ScenarioStep = {
    ...place,
    action: 'configureKubernetes',
    cores: undefined,
    memoryGiB: undefined,
  };
  const deploy: ScenarioStep = {
    ...place,
    action: 'deploy',
    template: text(relativePath(uri, uri)),
    parameterFiles: parameterFiles.map((file) => text(relativePath(uri, file))),
    inline: new Map(),
  };
  return {
    uri,
    span,
    name: [nameOf(uri), ...parameterFiles.map(nameOf)].join(' with '),
    device: {
      at,
      model: text(assumption.device),
      release: assumption.release === undefined ? undefined : text(assumption.release),
    },
    images: [],
    steps: {
      none: [deploy],
      before: [kubernetes, deploy],
      after: [deploy, kubernetes],
    }[assumption.kubernetes],
  };
}
