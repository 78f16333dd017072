import type { Read } from '../base/source.ts';
import { contains, touches, type Span } from '../base/span.ts';
import { resolveUri } from '../base/uri.ts';
import { declarationFor } from '../device/image-os.ts';
import { namesInScenario, type ScenarioName } from '../scenario/names.ts';
import { imagesOf } from '../scenario/images.ts';
import type { DeployStep, ScenarioStep, Text } from '../scenario/scenario.ts';
import { innerSpan } from '../syntax/inner-span.ts';
import { placeAt, sameName, type Node, type StringNode } from '../syntax/node.ts';
import { yamlOnOneLine } from '../syntax/yaml-text.ts';
import type { ScenarioDocument } from '../workspace/scenario-file.ts';

/** Gives the documents of scenario files. */
interface ScenarioDocuments {
  scenarioDocumentsOf(uri: string): readonly ScenarioDocument[];
}

/** Returns the document of a scenario file that an offset lies in. */
export function documentAt(
  analysis: ScenarioDocuments,
  uri: string,
  offset: number,
): ScenarioDocument | undefined {
  return analysis
    .scenarioDocumentsOf(uri)
    .find(({ timeline }) => touches(timeline.scenario.span, offset));
}

/** A name in a scenario, and every place of its document where the same stands. */
export interface NameInScenario {
  readonly of: ScenarioName['of'];
  readonly name: string;
  /** Of the name that was asked about, without quotes. */
  readonly span: Span;
  readonly places: readonly NamePlace[];
  /** The steps whose template makes the VM, where no value in the scenario names it. */
  readonly deployedBy: readonly DeployStep[];
}

export interface NamePlace {
  readonly span: Span;
  readonly name: ScenarioName;
  readonly role: 'declares' | 'uses';
}

/** Returns the VM or image that is named at an offset, or `undefined`. */
export function nameAt(
  { tree, timeline }: ScenarioDocument,
  offset: number,
): NameInScenario | undefined {
  const all = namesInScenario(tree.root);
  const asked = all.find(({ node }) => touches(node, offset));
  if (!asked) return undefined;
  const name = asked.node.value;
  const { of } = asked;
  const isSame = of === 'vm' ? sameVm(asked) : sameImage(timeline, asked);
  const deployed = of === 'vm' ? deployedVms(timeline) : [];
  const places = all.flatMap((candidate): readonly NamePlace[] => {
    if (candidate.of !== of || !isSame(candidate)) return [];
    const { role, node, step } = candidate;
    const span = innerSpan(node);
    if (role !== 'value') return [{ span, name: candidate, role }];
    // A value given to a template names a VM when the template makes a VM of that name.
    const makes = deployed.some((vm) => vm.index === step && sameName(vm.name, node.value));
    return makes ? [{ span, name: candidate, role: 'declares' }] : [];
  });
  // A value that names no VM is none of ours.
  if (!places.some((place) => place.name === asked)) return undefined;
  const valued = new Set(
    places.filter((place) => place.name.role === 'value').map((place) => place.name.step),
  );
  const deployedBy = deployed
    .filter((vm) => sameName(vm.name, name) && !valued.has(vm.index))
    .map(({ step }) => step);
  return { of, name, span: innerSpan(asked.node), places, deployedBy: [...new Set(deployedBy)] };
}

type IsSame = (other: ScenarioName) => boolean;

function sameVm({ node }: ScenarioName): IsSame {
  return (other) => sameName(other.node.value, node.value);
}

/** A declaration belongs to every image that it describes, which are several for a pattern. */
function sameImage({ scenario }: ScenarioDocument['timeline'], asked: ScenarioName): IsSame {
  const images = imagesOf(scenario);
  const describes = (declared: ScenarioName, used: ScenarioName): boolean =>
    declarationFor(used.node.value, images)?.pattern === declared.node.value;
  return (other) => {
    if (sameName(other.node.value, asked.node.value)) return true;
    if (asked.role === other.role) return false;
    return asked.role === 'declares' ? describes(asked, other) : describes(other, asked);
  };
}

/** A VM that a template makes. */
export interface DeployedVm {
  readonly name: string;
  readonly step: DeployStep;
  /** Place of the step among `steps`. */
  readonly index: number;
  /** `undefined` when it is not known. */
  readonly size: string | undefined;
}

/** Returns the VMs that the templates of a scenario make, as far as their names are known. */
export function deployedVms({
  scenario,
  deployments,
}: ScenarioDocument['timeline']): readonly DeployedVm[] {
  return scenario.steps.flatMap((outer, index) =>
    innerSteps(outer).flatMap((step): readonly DeployedVm[] => {
      const made = step.action === 'deploy' ? deployments?.get(step) : undefined;
      if (step.action !== 'deploy' || !made || 'problem' in made) return [];
      return made.vms
        .filter(({ nameUnknown }) => nameUnknown === undefined)
        .map(({ name, size }) => ({ name, step, index, size }));
    }),
  );
}

/** Returns a step, and those inside `anyOrder`. */
export function innerSteps(step: ScenarioStep): readonly ScenarioStep[] {
  return step.action === 'anyOrder' ? [step, ...step.steps] : [step];
}

/** A path in a scenario, and the file that it names. */
export interface PathInScenario {
  readonly text: Text;
  readonly kind: 'template' | 'parameters';
  readonly target: string;
  readonly step: DeployStep;
}

/** Returns the paths of a document that name a file which can be read. */
export function pathsIn(
  { read }: { readonly read: Read },
  { timeline }: ScenarioDocument,
): readonly PathInScenario[] {
  const { uri, steps } = timeline.scenario;
  return steps.flatMap(innerSteps).flatMap((step) => {
    if (step.action !== 'deploy') return [];
    const path = (text: Text, kind: PathInScenario['kind']): readonly PathInScenario[] => {
      const target = resolveUri(uri, text.value);
      return target !== undefined && read(target) ? [{ text, kind, target, step }] : [];
    };
    return [
      ...(step.template ? path(step.template, 'template') : []),
      ...step.parameterFiles.flatMap((file) => path(file, 'parameters')),
    ];
  });
}

/** A value that a step gives to a parameter of its template, in the scenario itself. */
export interface GivenParameter {
  readonly name: string;
  /** Whether the place is the parameter's name or its value. */
  readonly on: 'key' | 'value';
  readonly node: Node;
  /** URI of the template. */
  readonly template: string;
}

/** Returns the parameter that is given a value at an offset, if its template can be read. */
export function givenParameterAt(
  reading: { readonly read: Read },
  document: ScenarioDocument,
  offset: number,
): GivenParameter | undefined {
  const { steps, onKey } = placeAt(document.tree.root, offset);
  const last = steps.at(-1);
  const holder = steps.at(-2);
  const step = steps.at(-3);
  if (last?.kind !== 'member' || holder?.kind !== 'member' || step?.kind !== 'item') {
    return undefined;
  }
  const given = holder.property.key.value;
  if (given !== 'with' && given !== 'parameters') return undefined;
  const { key, value } = last.property;
  const node = onKey ? key : value;
  const template = pathsIn(reading, document).find(
    ({ kind, text }) => kind === 'template' && contains(step.node, text.at.span),
  );
  if (!node || !template) return undefined;
  return { name: key.value, on: onKey ? 'key' : 'value', node, template: template.target };
}

/**
 * Returns a new name as it has to stand in place of a string of the text: in the quotes that stand
 * there; bare only what YAML reads as this very text.
 */
export function writtenName({ start }: StringNode, name: string, text: string): string {
  if (text[start] === '"') return JSON.stringify(name);
  return text[start] === "'" ? `'${name.replaceAll("'", "''")}'` : yamlOnOneLine(name);
}
