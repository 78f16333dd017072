import type { Analysis } from '../../analysis.ts';
import { touches } from '../../base/span.ts';
import { nameOf } from '../../base/uri.ts';
import type { DeployedVm } from '../../scenario/deployed-template.ts';
import { gpus } from '../../scenario/words.ts';
import { at, sameName } from '../../syntax/node.ts';
import type { ScenarioDocument } from '../../workspace/scenario-file.ts';
import { sizeText } from '../facts-text.ts';
import { escaped, inlineCode } from '../markdown.ts';
import {
  deployedVms,
  givenParameterAt,
  innerSteps,
  nameAt,
  pathsIn,
  type NameInScenario,
  type PathInScenario,
} from '../scenario-place.ts';
import { hoverText, type HoverText } from './hover-text.ts';
import { parameterText, parameterValueText } from './parameter-text.ts';

/** Of many VMs or parameters this many are named. */
const MOST_NAMES = 12;

/** Says what a VM, a file or a parameter is that is named at an offset of a scenario. */
export function scenarioReferenceHover(
  analysis: Analysis,
  document: ScenarioDocument,
  offset: number,
): HoverText | undefined {
  const path = pathsIn(analysis, document).find(({ text }) => touches(text.at.span, offset));
  if (path) return hoverText(path.text.at.span, pathText(analysis, document, path));
  const name = nameAt(document, offset);
  if (name?.of === 'vm') return hoverText(name.span, vmText(document, name, offset));
  const given = givenParameterAt(analysis, document, offset);
  const declared = given && parameterText(analysis, given.template, given.name);
  if (!given || !declared) return undefined;
  const isSaid = given.on === 'value' && !declared.declaration.secure;
  return hoverText(given.node, [declared.text, ...(isSaid ? parameterValueText(given.node) : [])]);
}

/** Which steps make the VM, its size, and what it claims after the step that names it. */
function vmText(
  { timeline }: ScenarioDocument,
  { name, places }: NameInScenario,
  offset: number,
): readonly string[] {
  const { scenario, moments } = timeline;
  const created = scenario.steps.flatMap((outer, index) =>
    innerSteps(outer).flatMap((step) =>
      step.action === 'createVm' && step.name && sameName(step.name.value, name)
        ? [{ index, size: step.size?.value }]
        : [],
    ),
  );
  const deployed = deployedVms(timeline)
    .filter((vm) => sameName(vm.name, name))
    .map(({ index, size }) => ({ index, size }));
  const made = [...created, ...deployed].sort((a, b) => a.index - b.index);
  if (made.length === 0) return [];
  const titleOf = (index: number): string | undefined =>
    moments.find(({ step }) => step === scenario.steps[index])?.title;
  const makers = made.map(({ index, size }) => {
    const title = escaped(titleOf(index) ?? '');
    return size === undefined || title.includes(escaped(size))
      ? `made by step ${index + 1}: ${title}`
      : `made by step ${index + 1}: ${title}, of size ${inlineCode(size)}`;
  });
  const here = places.find(({ span }) => touches(span, offset))?.name.step;
  const moment = moments.find(({ step }) => here !== undefined && step === scenario.steps[here]);
  const claimed = [...(moment?.claims.vms ?? [])].find(([vm]) => sameName(vm, name))?.[1] ?? 0;
  const sizes = new Set(made.flatMap(({ size }) => size ?? []));
  return [
    `VM **${escaped(name)}**`,
    ...new Set(makers),
    ...(moment ? [`claims ${gpus(claimed)} after this step`] : []),
    ...[...sizes].flatMap(sizeText),
  ];
}

function pathText(
  analysis: Analysis,
  { timeline }: ScenarioDocument,
  { kind, target, step }: PathInScenario,
): readonly string[] {
  const file = `**${escaped(nameOf(target))}**`;
  switch (kind) {
    case 'template': {
      const made = timeline.deployments?.get(step);
      if (!made) return [`template ${file}`];
      if ('problem' in made) return [`template ${file}`, escaped(made.problem)];
      return [`template ${file}`, deploysText(made.vms)];
    }
    case 'parameters': {
      const given = at(analysis.treeOf(target)?.root, 'parameters');
      const names = given?.kind === 'object' ? given.properties.map(({ key }) => key.value) : [];
      if (names.length === 0) return [`parameter file ${file}, gives no parameter a value`];
      return [`parameter file ${file}, gives values to ${listed(names.map(inlineCode))}`];
    }
  }
}

function deploysText(vms: readonly DeployedVm[]): string {
  if (vms.length === 0) return 'deploys no VM';
  return `deploys ${listed(vms.map(vmWithSize))}`;
}

function vmWithSize({ name, size, sizeUnknown }: DeployedVm): string {
  const known =
    size === undefined ? `size unknown: ${escaped(sizeUnknown ?? '')}` : inlineCode(size);
  return `${inlineCode(name)} (${known})`;
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_NAMES).join(', ');
  const rest = texts.length - MOST_NAMES;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
