import { t } from '../base/l10n.ts';
import { isReleaseId, type Device } from '../facts/index.ts';
import { advance, type Advance, type Way } from './advance.ts';
import { anyOrder, type OrderedAdvance, type OrderedStep } from './any-order.ts';
import type { Past, Scene } from './branch.ts';
import type { DeployedTemplate, NotDeployable } from './deployed-template.ts';
import { operationOf, type Deployments, type Operation } from './operation.ts';
import { pastAfter } from './past.ts';
import type { DeployStep, Scenario, ScenarioStep } from './scenario.ts';
import { siteOf, wholeOf, type Site } from './site.ts';
import { stepTitle } from './step-title.ts';
import { worstOutcome } from './timeline-outcome.ts';
import type { Moment, Orders, Passage, PossibleWorld, Timeline } from './timeline.ts';
import { claimsKey, NO_CLAIMS } from './claims.ts';
import { claimsIn, emptyWorld, isSame, vmIn, type Vm, type World } from './world.ts';

/**
 * Returns who holds which GPU after each step of a scenario. `deployed` tells what the template of
 * a `deploy` step creates; it is asked once for each step.
 */
export function simulate(scenario: Scenario, deployed: Deployments): Timeline {
  const { release: written } = scenario.device;
  const site = siteOf(scenario);
  const release = written && isReleaseId(written.value) ? written.value.trim() : undefined;
  const deployments = new Map<DeployStep, DeployedTemplate | NotDeployable>();
  const remembered: Deployments = (step) => {
    const known = deployments.get(step) ?? deployed(step);
    deployments.set(step, known);
    return known;
  };
  const moments = site
    ? knownDevice(scenario, site, release, remembered)
    : scenario.steps.map((step, index) => unknownDevice(scenario, step, index, remembered));
  const device = site && wholeOf(site);
  return { scenario, device, release, moments, outcome: worstOutcome(moments), deployments };
}

/** Folds the steps; nothing but the worlds and what is gone passes from one to the next. */
function knownDevice(
  scenario: Scenario,
  site: Site,
  release: string | undefined,
  deployed: Deployments,
): readonly Moment[] {
  const shared = new Map<string, Vm>();
  let past: Past = { gone: new Map(), kubernetesFailed: undefined };
  let worlds: readonly World[] = [emptyWorld(release, site.nodes)];
  const moments: Moment[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    const operation = operationOf(step, site, deployed);
    const scene: Scene = { device: site.device, shared, worlds, past, index };
    const result = resultOf(scene, step, operation, deployed);
    moments.push(momentOf(scene, step, result, stepTitle(step, deployed)));
    past = pastAfter(scene, operation, result);
    worlds = settled(result.worlds, shared);
  }
  return moments;
}

type Result = Omit<Advance, 'ways'> & {
  readonly orders?: Orders;
  readonly ways?: readonly Way[];
};

function resultOf(
  scene: Scene,
  step: ScenarioStep,
  operation: Operation,
  deployed: Deployments,
): Advance | OrderedAdvance {
  if (operation.kind !== 'anyOrder') return advance(scene, operation);
  const titles = step.action === 'anyOrder' ? step.steps : [];
  const steps = operation.operations.flatMap((inner, index): readonly OrderedStep[] => {
    const written = titles[index];
    return written ? [{ operation: inner, title: stepTitle(written, deployed) }] : [];
  });
  return anyOrder(scene, steps);
}

function momentOf(scene: Scene, step: ScenarioStep, result: Result, title: string): Moment {
  const { device, index } = scene;
  const { outcome, reason, cause, facts, orders } = result;
  const passages = passagesOf(result, device);
  const worlds = possibleWorlds(passages);
  const claims = worlds[0]?.claims ?? NO_CLAIMS;
  const what = { index, step, title, outcome, reason, cause };
  return { ...what, claims, worlds, passages, orders, facts };
}

/** After `anyOrder` every world is reached by some order, from whichever world before. */
function passagesOf(result: Result, device: Device): readonly Passage[] {
  const { worlds, ways, outcome, reason, cause, facts } = result;
  const claims = worlds.map((world) => claimsIn(world, device));
  const passage = (from: number, to: number) => ({
    from,
    to,
    claims: claims[to] ?? NO_CLAIMS,
    because: worlds[to]?.deviation?.because,
  });
  if (!ways) {
    return worlds.map((_, to) => ({ ...passage(0, to), outcome, reason, cause, facts }));
  }
  return ways.map(({ from, to, branch }) => ({
    ...passage(from, to),
    outcome: branch.outcome,
    reason: branch.reason,
    cause: branch.cause,
    facts: branch.facts,
  }));
}

/** Worlds that differ in something else than claims are one to a reader. */
function possibleWorlds(passages: readonly Passage[]): readonly PossibleWorld[] {
  const [only, ...others] = passages;
  if (only && others.length === 0) return [possibleWorld(only)];
  const distinct = new Map<string, PossibleWorld>();
  for (const passage of passages.toSorted((a, b) => a.to - b.to)) {
    const key = claimsKey(passage.claims);
    if (!distinct.has(key)) distinct.set(key, possibleWorld(passage));
  }
  return [...distinct.values()];
}

function possibleWorld({ because, claims }: Passage): PossibleWorld {
  return { because: because ?? t('the main documented behaviour'), claims };
}

/** Without a device nothing is known of free GPUs. */
function unknownDevice(
  { device }: Scenario,
  step: ScenarioStep,
  index: number,
  deployed: Deployments,
): Moment {
  const model = device.model?.value;
  return {
    index,
    step,
    title: stepTitle(step, deployed),
    outcome: 'at-risk',
    reason:
      model === undefined ? t('the device is not known') : t("'{0}' is not a known device", model),
    cause: { kind: 'unknown-value' },
    claims: NO_CLAIMS,
    worlds: [],
    passages: [],
    orders: undefined,
    facts: [],
  };
}

/** Moves what all worlds agree on to what they share; returns worlds with the rest. */
function settled(worlds: readonly World[], shared: Map<string, Vm>): readonly World[] {
  const [main, ...others] = worlds;
  if (!main) return worlds;
  const agreed = new Set<string>();
  for (const key of new Set(worlds.flatMap(({ vms }) => [...vms.keys()]))) {
    const vm = vmIn(main, shared, key);
    if (!others.every((world) => isSame(vm, vmIn(world, shared, key)))) continue;
    agreed.add(key);
    if (vm) shared.set(key, vm);
    else shared.delete(key);
  }
  if (agreed.size === 0) return worlds;
  return worlds.map((world) => ({
    ...world,
    vms: new Map([...world.vms].filter(([key]) => !agreed.has(key))),
  }));
}
