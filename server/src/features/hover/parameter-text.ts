import type { Analysis } from '../../analysis.ts';
import { nameOf } from '../../base/uri.ts';
import type { Node } from '../../syntax/node.ts';
import type { Document } from '../../template/document.ts';
import { literalValue } from '../../template/literal.ts';
import {
  declaredParameters,
  findDeclaration,
  type ParameterDeclaration,
} from '../../template/parameters.ts';
import { deviceMarkText, driverTypeText, sizeText } from '../facts-text.ts';
import { escaped, inlineCode } from '../markdown.ts';
import { valueText } from './value-text.ts';

/** Of many allowed values this many are shown. */
const MAX_ALLOWED = 12;

/** A parameter as a template declares it, and that in words. */
export interface DeclaredParameter {
  readonly declaration: ParameterDeclaration;
  readonly text: string;
}

/** Returns what a template says of a parameter as Markdown; `undefined` where it declares none of the name. */
export function parameterText(
  analysis: Analysis,
  template: string,
  name: string,
): DeclaredParameter | undefined {
  const source = analysis.read(template);
  const root = analysis.treeOf(template)?.root;
  if (!source || root?.kind !== 'object') return undefined;
  const declaration = findDeclaration(declaredParameters(root), name);
  if (!declaration) return undefined;
  const { type, description, allowedValues } = declaration;
  const typed = type === undefined ? '' : `: ${inlineCode(type)}`;
  const sentences = [
    `**${escaped(declaration.name)}**${typed} in ${escaped(nameOf(template))}`,
    ...(description === undefined ? [] : [escaped(description)]),
    ...(allowedValues && !declaration.secure ? [allowedText(allowedValues, source)] : []),
  ];
  return { declaration, text: sentences.join('\n\n') };
}

function allowedText(allowed: readonly Node[], source: Document): string {
  const shown = allowed
    .slice(0, MAX_ALLOWED)
    .map((node) => inlineCode(valueText(literalValue(node, source))));
  const rest = allowed.length - shown.length;
  return `allowed: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Returns what is known of a value that is given to a parameter. */
export function parameterValueText(node: Node): readonly string[] {
  if (node.kind !== 'string') return [];
  const { value } = node;
  return [...sizeText(value), ...driverTypeText(value), ...deviceMarkText('location', value)];
}
