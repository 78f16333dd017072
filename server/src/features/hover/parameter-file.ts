import type { Analysis } from '../../analysis.ts';
import { nameOf } from '../../base/uri.ts';
import { placeAt, sameName, type Node, type Place } from '../../syntax/node.ts';
import type { Document } from '../../template/document.ts';
import { literalValue } from '../../template/literal.ts';
import {
  declaredParameters,
  findDeclaration,
  type ParameterDeclaration,
} from '../../template/parameters.ts';
import { escaped, inlineCode } from '../markdown.ts';
import { deviceMarkText, driverTypeText, sizeText } from '../facts-text.ts';
import { hoverText, type HoverText } from './hover-text.ts';
import { valueText } from './value-text.ts';

/** Of many allowed values this many are shown. */
const MAX_ALLOWED = 12;

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
    .flatMap((template) => declarationIn(analysis, template, name));
  const isSecure = declarations.some(({ declaration }) => declaration.secure);
  const meaning = isSecure || place.onKey ? [] : textMeaning(place.node);
  return hoverText(place.node, [...declarations.map(({ text }) => text), ...meaning]);
}

/** The parameter that a place belongs to: `parameters`, its name, and whatever is below. */
function parameterAt({ steps }: Place): string | undefined {
  const [first, second] = steps;
  if (first?.kind !== 'member' || !sameName(first.property.key.value, 'parameters'))
    return undefined;
  return second?.kind === 'member' ? second.property.key.value : undefined;
}

interface Declared {
  readonly declaration: ParameterDeclaration;
  readonly text: string;
}

function declarationIn(analysis: Analysis, template: string, name: string): readonly Declared[] {
  const source = analysis.read(template);
  const root = analysis.treeOf(template)?.root;
  if (!source || root?.kind !== 'object') return [];
  const declaration = findDeclaration(declaredParameters(root), name);
  if (!declaration) return [];
  const { type, description, allowedValues } = declaration;
  const typed = type === undefined ? '' : `: ${inlineCode(type)}`;
  const sentences = [
    `**${escaped(declaration.name)}**${typed} in ${escaped(nameOf(template))}`,
    ...(description === undefined ? [] : [escaped(description)]),
    ...(allowedValues && !declaration.secure ? [allowedText(allowedValues, source)] : []),
  ];
  return [{ declaration, text: sentences.join('\n\n') }];
}

function allowedText(allowed: readonly Node[], source: Document): string {
  const shown = allowed
    .slice(0, MAX_ALLOWED)
    .map((node) => inlineCode(valueText(literalValue(node, source))));
  const rest = allowed.length - shown.length;
  return `allowed: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function textMeaning(node: Node): readonly string[] {
  if (node.kind !== 'string') return [];
  const { value } = node;
  return [...sizeText(value), ...driverTypeText(value), ...deviceMarkText('location', value)];
}
