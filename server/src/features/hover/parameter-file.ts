import type { Analysis } from '../../analysis.ts';
import { placeAt, sameName, type Place } from '../../syntax/node.ts';
import { hoverText, type HoverText } from './hover-text.ts';
import { parameterText, parameterValueText } from './parameter-text.ts';

/** Says what a value of a parameter file is for, as its template declares the parameter. */
export function parameterFileHover(
  analysis: Analysis,
  uri: string,
  offset: number,
): HoverText | undefined {
  const place = placeAt(analysis.treeOf(uri)?.root, offset);
  const name = parameterAt(place);
  if (name === undefined || !place.node) return undefined;
  const declarations = analysis
    .templatesOf(uri)
    .flatMap((template) => parameterText(analysis, template, name) ?? []);
  const isSecure = declarations.some(({ declaration }) => declaration.secure);
  const meaning = isSecure || place.onKey ? [] : parameterValueText(place.node);
  return hoverText(place.node, [...declarations.map(({ text }) => text), ...meaning]);
}

/** The parameter that a place belongs to: `parameters`, its name, and whatever is below. */
function parameterAt({ steps }: Place): string | undefined {
  const [first, second] = steps;
  if (first?.kind !== 'member' || !sameName(first.property.key.value, 'parameters'))
    return undefined;
  return second?.kind === 'member' ? second.property.key.value : undefined;
}
