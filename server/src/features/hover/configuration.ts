import type { Analysis } from '../../analysis.ts';
import { placeAt, type Place } from '../../syntax/node.ts';
import { deviceFactText, osText, releaseText } from '../facts-text.ts';
import { hoverText, type HoverText } from './hover-text.ts';

/** Says what a device, a release or an operating system in a configuration is. */
export function configurationHover(
  analysis: Analysis,
  uri: string,
  offset: number,
): HoverText | undefined {
  const place = placeAt(analysis.treeOf(uri)?.root, offset);
  if (place.onKey || !place.node) return undefined;
  const { node } = place;
  // A release is easily written without quotes, and is a number then.
  const text = node.kind === 'string' || node.kind === 'number' ? String(node.value) : '';
  const [section, name] = place.steps.map(stepName);
  if (section === 'device' && name === 'model') return hoverText(node, deviceFactText(text));
  if (section === 'device' && name === 'release') return hoverText(node, releaseText(text));
  if (section === 'images') return hoverText(node, osText(text, analysis.deviceOf(uri).release));
  return undefined;
}

function stepName(step: Place['steps'][number]): string {
  return step.kind === 'member' ? step.property.key.value : '';
}
