import type { ArmFunction, ParameterInfo } from '../template/functions/index.ts';
import { escaped } from './markdown.ts';

/** A parameter in the label of a signature. */
export interface LabelledParameter {
  /** Where it stands in the label, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly documentation: string | undefined;
}

export interface SignatureLabel {
  /** `concat(arg1: string|array, ...args: string|array): string|array` */
  readonly label: string;
  readonly parameters: readonly LabelledParameter[];
}

/** What there is to say of a parameter in a signature. */
export type ShownParameter = Pick<ParameterInfo, 'name' | 'type' | 'presence'> & {
  readonly documentation?: string;
};

/** Returns a signature in one line, with the places of its parameters. */
export function signatureLabel(
  name: string,
  parameters: readonly ShownParameter[],
  returns: string | undefined,
): SignatureLabel {
  let label = `${name}(`;
  const places: LabelledParameter[] = [];
  for (const [index, { name: named, type, presence, documentation }] of parameters.entries()) {
    if (index > 0) label += ', ';
    const start = label.length;
    const before = presence === 'repeated' ? '...' : '';
    label += `${before}${named}${presence === 'optional' ? '?' : ''}: ${type}`;
    places.push({ start, end: label.length, documentation });
  }
  label += returns === undefined ? ')' : `): ${returns}`;
  return { label, parameters: places };
}

/** Returns the signature of a function of the template language. */
export function functionSignature({ name, parameters, returns }: ArmFunction): SignatureLabel {
  return signatureLabel(name, parameters, returns);
}

/** Returns what a function does, as paragraphs of Markdown: signature, meaning, parameters. */
export function functionParagraphs(found: ArmFunction): readonly string[] {
  const { label } = functionSignature(found);
  const parameters = found.parameters.map(
    ({ name, documentation }) => `- \`${name}\`: ${escaped(documentation)}`,
  );
  const unknown =
    found.kind === 'online'
      ? [`Not known before deployment: ${escaped(found.unknownBecause)}`]
      : [];
  return [
    `\`\`\`typescript\n${label}\n\`\`\``,
    escaped(found.documentation),
    ...(parameters.length > 0 ? [parameters.join('\n')] : []),
    ...unknown,
  ];
}
