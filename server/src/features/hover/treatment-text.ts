import type { Analysis, Treatment } from '../../analysis.ts';
import { lineStarts, positionAt } from '../../base/span.ts';
import { nameOf } from '../../base/uri.ts';
import type { Evidence } from '../../device/evidence.ts';
import { factsText } from '../facts-text.ts';
import { escaped, inlineCode } from '../markdown.ts';

/** At most this many signs are named; they say the same again and again. */
const MAX_SIGNS = 6;

/** Returns what a template is treated as, the signs of it with their places, and their facts. */
export function treatmentText(analysis: Analysis, uri: string): readonly string[] {
  const { as, because } = analysis.treatmentOf(uri);
  const signs = [...new Map(because.map((sign) => [sign.says, sign])).values()];
  const facts = new Set(signs.flatMap(({ fact }) => fact ?? []));
  return [
    heading(as, signs.length),
    ...(signs.length === 0 ? [] : [list(analysis, signs)]),
    `${inlineCode('templates')} in ${inlineCode('edge-gpu.config.yaml')} decides otherwise`,
    ...factsText([...facts]),
  ];
}

function heading(as: Treatment['as'], signs: number): string {
  switch (as) {
    case 'device':
      return 'treated as a device template because';
    case 'cloud':
      return 'treated as a template for the public cloud, without findings about the device, because';
    case 'undecided':
      return signs === 0
        ? 'not treated as a device template: no sign tells whether it is for the device or for the public cloud'
        : 'not treated as a device template: a sign of one kind alone does not decide';
  }
}

function list(analysis: Analysis, signs: readonly Evidence[]): string {
  const items = signs.slice(0, MAX_SIGNS).map(({ at, says }) => {
    const text = analysis.read(at.uri)?.text ?? '';
    const line = positionAt(lineStarts(text), at.span.start).line + 1;
    return `- ${escaped(says)} (${inlineCode(nameOf(at.uri))}, line ${line})`;
  });
  return items.join('\n');
}
