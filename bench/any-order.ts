import { createAnalysis } from '../server/src/analysis.ts';
import { parseScenario } from '../server/src/scenario/parse-scenario.ts';
import type { Scenario, ScenarioStep } from '../server/src/scenario/scenario.ts';
import { simulate } from '../server/src/scenario/simulate.ts';
import { parseYaml } from '../server/src/syntax/yaml.ts';
import { anyOrderScenario } from './generated.ts';
import { inTurns, ratio, type Figure } from './measure.ts';
import { workspace } from './workspace.ts';

/** Returns the figures of steps in any order: 24 VMs, and 8 against one simulation per order. */
export function anyOrder(): readonly Figure[] {
  const [many] = inTurns([() => timelines(anyOrderScenario(24))]);
  const eight = anyOrderScenario(7);
  const [ours, listed] = inTurns([() => timelines(eight), () => everyOrder(eight)], 3);
  const slower = (listed ?? 0) / (ours ?? 1);
  return [
    {
      what: 'anyOrder of 24 VMs and Kubernetes',
      ours: many ?? 0,
      peer: undefined,
      peerName: undefined,
      unit: 'ms',
      figure: many ?? 0,
      bar: 50,
    },
    {
      ...ratio('anyOrder of 8 steps', ours ?? 0, listed ?? 0, 'simulating all 40,320 orders', 0.01),
      note: `${slower.toFixed(0)} × faster`,
    },
  ];
}

function timelines(text: string): unknown {
  const uri = 'file:///w/any.gpuscenario.yaml';
  return createAnalysis(workspace([{ uri, text }]).read).timelinesOf(uri);
}

/** Simulates every order of the steps of a scenario's only group, as somebody would who lists them. */
function everyOrder(text: string): number {
  const [tree] = parseYaml(text);
  const scenario = tree && parseScenario('file:///w/any.gpuscenario.yaml', tree, text).scenario;
  const [group] = scenario?.steps ?? [];
  if (!scenario || group?.action !== 'anyOrder') throw new Error('a scenario with one group');
  return countFailing(scenario, [], group.steps);
}

function countFailing(
  scenario: Scenario,
  before: readonly ScenarioStep[],
  rest: readonly ScenarioStep[],
): number {
  if (rest.length === 0) {
    const { moments } = simulate({ ...scenario, steps: before }, nothingDeployed);
    return moments.some(({ outcome }) => outcome === 'fails') ? 1 : 0;
  }
  return rest
    .map((step, index) => countFailing(scenario, [...before, step], rest.toSpliced(index, 1)))
    .reduce((sum, count) => sum + count, 0);
}

/** The scenarios here deploy no templates. */
function nothingDeployed(): never {
  throw new Error('no step deploys a template');
}
