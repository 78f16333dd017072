import { parseScenarios } from '../../server/src/scenario/parse-scenario.ts';
import type {
  DeployedTemplate,
  DeployedVm,
  NotDeployable,
} from '../../server/src/scenario/deployed-template.ts';
import type { Scenario } from '../../server/src/scenario/scenario.ts';
import { simulate } from '../../server/src/scenario/simulate.ts';
import type { Claims, Moment, Timeline } from '../../server/src/scenario/timeline.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';

export const uri = 'file:///plan.gpuscenario.yaml';

/** Templates by the path that `deploy` names. */
export type Templates = Readonly<Record<string, DeployedTemplate | NotDeployable>>;

/** Returns the scenario of a text; throws when it is not the scenario language. */
export function scenarioOf(text: string): Scenario {
  const trees = parseYaml(text);
  const [parsed] = parseScenarios(uri, trees, text);
  const problems = [...(trees[0]?.problems ?? []), ...(parsed?.problems ?? [])];
  if (!parsed?.scenario || problems.length > 0) throw new Error(JSON.stringify(problems));
  return parsed.scenario;
}

export function timelineOfScenario(scenario: Scenario, templates: Templates = {}): Timeline {
  return simulate(scenario, ({ template }) => {
    const path = template?.value ?? '';
    return templates[path] ?? { problem: `'${path}' cannot be read` };
  });
}

/** Simulates steps, written without the list's indentation, on a device. */
export function run(
  model: string,
  release: string | undefined,
  steps: readonly string[],
  templates: Templates = {},
): Timeline {
  return timelineOfScenario(scenarioOf(textOf(model, release, steps)), templates);
}

export function textOf(
  model: string,
  release: string | undefined,
  steps: readonly string[],
): string {
  const device =
    release === undefined ? `{ model: ${model} }` : `{ model: ${model}, release: "${release}" }`;
  return `device: ${device}\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
}

/** `vm1 1, kubernetes 1, free 0`: what a step leaves, in one line. */
export function claimsText({ vms, kubernetes, free }: Claims): string {
  const held = [...vms].map(([name, count]) => `${name} ${count}`);
  return [...held, `kubernetes ${kubernetes}`, `free ${free}`].join(', ');
}

/** `createVm vm1 (…): succeeds` without the title: `succeeds; vm1 1, kubernetes 0, free 1`. */
export function momentText({ outcome, claims }: Moment): string {
  return `${outcome}; ${claimsText(claims)}`;
}

export function outcomes({ moments }: Timeline): readonly string[] {
  return moments.map(({ outcome }) => outcome);
}

/** A VM as a template with known values creates it. */
export function deployedVm(name: string, size: string): DeployedVm {
  return {
    name,
    nameUnknown: undefined,
    size,
    sizeUnknown: undefined,
    deployed: 'yes',
    decidedBy: undefined,
    after: [],
  };
}

export const NC4 = 'Standard_NC4as_T4_v3';
export const NC8 = 'Standard_NC8as_T4_v3';

export function createVm(name: string, size: string): string {
  return `createVm: { name: ${name}, size: ${size} }`;
}
