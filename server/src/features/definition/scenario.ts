import type { Analysis } from '../../analysis.ts';
import { contains, touches } from '../../base/span.ts';
import { member, placeAt, type Place } from '../../syntax/node.ts';
import { declaredParameters } from '../../template/parameters.ts';
import { documentAt, nameAt, pathsIn, type NameInScenario } from '../scenario-place.ts';
import type { ScenarioDocument } from '../../workspace/scenario-file.ts';
import type { Definition } from './declaration-link.ts';

/**
 * Returns where a VM is made, an image is described, a file begins or a parameter is declared that
 * is named at an offset of a scenario.
 */
export function scenarioDefinition(
  analysis: Analysis,
  uri: string,
  offset: number,
): readonly Definition[] {
  const document = documentAt(analysis, uri, offset);
  if (!document) return [];
  const path = pathsIn(analysis, document).find(({ text }) => touches(text.at.span, offset));
  if (path) {
    const top = { start: 0, end: 0 };
    return [{ from: path.text.at.span, name: { uri: path.target, span: top }, whole: top }];
  }
  const name = nameAt(document, offset);
  return name
    ? nameDefinitions(document, uri, name)
    : parameterDefinitions(analysis, document, offset);
}

function nameDefinitions(
  { timeline }: ScenarioDocument,
  uri: string,
  { span: from, places, deployedBy }: NameInScenario,
): readonly Definition[] {
  const steps = timeline.scenario.steps;
  const written = places
    .filter(({ role }) => role === 'declares')
    .map(({ span, name }): Definition => {
      const step = name.step === undefined ? undefined : steps[name.step]?.at.span;
      const whole = step && contains(step, span) ? step : span;
      return { from, name: { uri, span }, whole };
    });
  const deployed = deployedBy.flatMap(({ template }): readonly Definition[] => {
    return template ? [{ from, name: template.at, whole: template.at.span }] : [];
  });
  return [...written, ...deployed];
}

/** The name of a value in `with` leads to the parameter of the template. */
function parameterDefinitions(
  analysis: Analysis,
  { tree, timeline }: ScenarioDocument,
  offset: number,
): readonly Definition[] {
  const place = placeAt(tree.root, offset);
  const key = givenParameter(place);
  if (!key) return [];
  const path = pathsIn(analysis, { tree, timeline }).find(
    ({ kind, text }) => kind === 'template' && contains(key.step, text.at.span),
  );
  const root = path && analysis.treeOf(path.target)?.root;
  if (!path || root?.kind !== 'object') return [];
  const declared = declaredParameters(root).find(
    ({ name }) => name.toLowerCase() === key.name.toLowerCase(),
  );
  const property = declared && member(member(root, 'parameters')?.value, declared.name);
  if (!property) return [];
  const { start, end } = property.key;
  return [
    {
      from: key.span,
      name: { uri: path.target, span: { start, end } },
      whole: { start: property.start, end: property.end },
    },
  ];
}

function givenParameter({ steps, onKey }: Place) {
  const last = steps.at(-1);
  const holder = steps.at(-2);
  const step = steps.at(-3);
  if (!onKey || last?.kind !== 'member' || holder?.kind !== 'member') return undefined;
  const given = holder.property.key.value;
  if (step?.kind !== 'item' || (given !== 'with' && given !== 'parameters')) return undefined;
  const { key } = last.property;
  return { name: key.value, span: { start: key.start, end: key.end }, step: step.node };
}
