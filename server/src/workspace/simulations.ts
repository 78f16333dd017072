import { derived, type Derived } from '../base/derived.ts';
import { remembering } from '../base/remembering.ts';
import type { Read } from '../base/source.ts';
import type { DeployStep, Scenario } from '../scenario/scenario.ts';
import { simulate } from '../scenario/simulate.ts';
import type { Timeline } from '../scenario/timeline.ts';
import { claimsOf, deployStep, type DeployedStep } from './deploy-step.ts';
import type { ScenarioDocument, ScenarioFile } from './scenario-file.ts';
import type { Templates } from './templates.ts';
import type { Trees } from './trees.ts';

/** A scenario, what came of it, and what its `deploy` steps deploy. */
export interface Simulated extends ScenarioDocument {
  readonly deploy: (step: DeployStep) => DeployedStep;
}

/** What comes of scenarios. */
export interface Simulations {
  /** The documents of a scenario file that hold a scenario, in their order. */
  readonly simulated: Derived<readonly Simulated[]>;
  /** Simulates a scenario that stands in no file, for a template alone. */
  simulateScenario(read: Read, scenario: Scenario): Timeline;
}

export interface SimulationSources {
  readonly trees: Trees;
  readonly scenarioFiles: Derived<ScenarioFile | undefined>;
  readonly templates: Templates;
}

/** Returns what simulates scenarios with the templates that they deploy. */
export function simulationsIn(sources: SimulationSources): Simulations {
  const { trees, scenarioFiles, templates } = sources;
  const deployIn = (read: Read, scenario: Scenario) =>
    remembering((step: DeployStep) =>
      deployStep(read, scenario, step, trees, (template) => templates.madeBeside(read, template)),
    );
  return {
    simulated: derived<readonly Simulated[]>(
      (read, uri) =>
        (scenarioFiles(read, uri)?.parsed ?? []).flatMap(({ tree, scenario }) => {
          if (!scenario) return [];
          const deploy = deployIn(read, scenario);
          return [{ tree, timeline: simulate(scenario, (step) => claimsOf(deploy(step))), deploy }];
        }),
      () => [],
    ),
    simulateScenario(read, scenario) {
      const deploy = deployIn(read, scenario);
      return simulate(scenario, (step) => claimsOf(deploy(step)));
    },
  };
}
