import type { Analysis } from '../../analysis.ts';
import { contains, touches } from '../../base/span.ts';
import { documentAt, nameAt, pathsIn, type NameInScenario } from '../scenario-place.ts';
import type { ScenarioDocument } from '../../workspace/scenario-file.ts';
import { symbolInScenario } from '../symbol-places.ts';
import type { Definition } from './declaration-link.ts';
import { definitionOf } from './template.ts';

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
  return name ? nameDefinitions(document, uri, name) : parameterDefinitions(analysis, uri, offset);
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
  uri: string,
  offset: number,
): readonly Definition[] {
  const found = symbolInScenario(analysis, uri, offset);
  return found ? definitionOf(found) : [];
}
