import { derived, type Derived } from '../base/derived.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { DeployStep, Scenario, ScenarioStep } from '../scenario/scenario.ts';
import type { Timeline } from '../scenario/timeline.ts';
import type { Tree } from '../syntax/node.ts';
import type { ReadingProblem } from '../syntax/reader.ts';
import type { Document } from '../template/document.ts';
import type { Trees } from './trees.ts';

/** A scenario file as read: one entry for each of its documents. */
export interface ScenarioFile {
  readonly document: Document;
  readonly parsed: readonly {
    readonly tree: Tree;
    readonly scenario: Scenario | undefined;
    readonly problems: readonly ReadingProblem[];
  }[];
}

/** One document of a scenario file, and what comes of it. */
export interface ScenarioDocument {
  readonly tree: Tree;
  readonly timeline: Timeline;
}

/** Returns what reads scenario files. */
export function scenarioFilesIn(trees: Trees): Derived<ScenarioFile | undefined> {
  return derived<ScenarioFile | undefined>(
    (read, uri) => {
      const text = read(uri)?.text;
      const documents = trees(read, uri);
      if (text === undefined || !documents) return undefined;
      const parsed = documents.map((tree) => ({ tree, ...parseScenario(uri, tree, text) }));
      return { document: { uri, text }, parsed };
    },
    () => undefined,
  );
}

/** Returns the `deploy` steps among `steps`, those of `anyOrder` included. */
export function deploySteps(steps: readonly ScenarioStep[]): readonly DeployStep[] {
  return steps.flatMap((step): readonly DeployStep[] => {
    if (step.action === 'anyOrder') return deploySteps(step.steps);
    return step.action === 'deploy' ? [step] : [];
  });
}

/** Returns lower-case names of the VMs that a scenario file installs the driver extension on. */
export function equippedInScenarios(file: ScenarioFile | undefined): readonly string[] {
  return (file?.parsed ?? []).flatMap(({ scenario }) =>
    (scenario?.steps ?? []).flatMap((step) =>
      step.action === 'installGpuExtension' && step.vm ? [step.vm.value.toLowerCase()] : [],
    ),
  );
}
