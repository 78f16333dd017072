import type { Analysis } from '../../analysis.ts';
import type { ScenarioDocument } from '../../workspace/scenario-file.ts';
import type { FileEdit } from '../../base/edit.ts';
import { namesInScenario } from '../../scenario/names.ts';
import { sameName } from '../../syntax/node.ts';
import {
  deployedVms,
  documentAt,
  nameAt,
  writtenName,
  type NameInScenario,
} from '../scenario-place.ts';
import { symbolInScenario } from '../symbol-places.ts';
import type { Renamable, Renaming } from './renamable.ts';
import { renamable } from './template.ts';

/**
 * Returns the VM or image at an offset as something that can be renamed within its document, or
 * the parameter that a step gives a value to, whose template changes with it.
 */
export function scenarioRename(
  analysis: Analysis,
  uri: string,
  offset: number,
): Renamable | undefined {
  const document = documentAt(analysis, uri, offset);
  const found = document && nameAt(document, offset);
  const text = analysis.read(uri)?.text;
  // A pattern describes images that have names of their own.
  const isPattern = found?.of === 'image' && found.name.includes('*');
  if (!found) {
    const parameter = symbolInScenario(analysis, uri, offset);
    return parameter && renamable(analysis, parameter);
  }
  if (isPattern || text === undefined) return undefined;
  return {
    span: found.span,
    name: found.name,
    rename: (newName) => renaming(document, found, newName.trim(), { uri, text }),
  };
}

/** Who is counted beside VMs, so that no VM may be called so. */
const COUNTED: readonly string[] = ['kubernetes', 'free'];

function renaming(
  document: ScenarioDocument,
  { of, name, places, deployedBy }: NameInScenario,
  newName: string,
  { uri, text }: { readonly uri: string; readonly text: string },
): Renaming {
  if (newName === '' || /[\r\n\t]/.test(newName)) return { problem: 'expected a name on one line' };
  const [maker] = deployedBy;
  if (maker) {
    const template = maker.template?.value ?? 'a template';
    return { problem: `${name} gets its name in ${template}: rename it there` };
  }
  if (of === 'vm' && COUNTED.some((counted) => sameName(counted, newName))) {
    return { problem: `a VM called ${newName} could not be told from what 'expect' counts` };
  }
  if (!sameName(name, newName) && isTaken(document, of, newName)) {
    const what = of === 'vm' ? 'a VM' : 'an image';
    return { problem: `there is ${what} called ${newName} in this scenario already` };
  }
  // What a pattern describes keeps the name it has.
  const renamed = places.filter((place) => sameName(place.name.node.value, name));
  return {
    edits: renamed.map(({ name: { node } }): FileEdit => {
      const { start, end } = node;
      return { uri, span: { start, end }, newText: writtenName(node, newName, text) };
    }),
  };
}

function isTaken(
  { tree, timeline }: ScenarioDocument,
  of: NameInScenario['of'],
  newName: string,
): boolean {
  const names = namesInScenario(tree.root).filter((one) => one.of === of && one.role !== 'value');
  const deployed = of === 'vm' ? deployedVms(timeline) : [];
  return (
    names.some(({ node }) => sameName(node.value, newName)) ||
    deployed.some((vm) => sameName(vm.name, newName))
  );
}
