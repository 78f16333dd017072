import type { Analysis } from '../../analysis.ts';
import {
  keyMeanings,
  kubernetesMeanings,
  levelMeanings,
  platformMeanings,
} from '../../device/configuration-meanings.ts';
import { placeAt, type Place } from '../../syntax/node.ts';
import { deviceFactText, osText, releaseText } from '../facts-text.ts';
import { escaped } from '../markdown.ts';
import { ruleText } from '../rule-text.ts';
import { hoverText, type HoverText } from './hover-text.ts';

/** Says what a key or a value in a configuration means. */
export function configurationHover(
  analysis: Analysis,
  uri: string,
  offset: number,
): HoverText | undefined {
  const place = placeAt(analysis.treeOf(uri)?.root, offset);
  const { node, onKey } = place;
  if (!node) return undefined;
  const names = place.steps.map(stepName);
  // A release is easily written without quotes, and is a number then.
  const text = node.kind === 'string' || node.kind === 'number' ? String(node.value) : '';
  const paragraphs = onKey
    ? keyText(names)
    : node.kind === 'boolean' && !node.value
      ? valueText(names, 'off', undefined)
      : valueText(names, text, analysis.deviceOf(uri).release);
  return hoverText(node, paragraphs);
}

function keyText(names: readonly string[]): readonly string[] {
  const [section = '', name = '', inner = ''] = names;
  if (names.length === 1) return meaning(keyMeanings.root, section);
  if (section === 'rules') return names.length === 2 ? ruleText(name) : [];
  if (section === 'device') return names.length === 2 ? meaning(keyMeanings.device, name) : [];
  return section === 'images' && names.length === 3 ? meaning(keyMeanings.image, inner) : [];
}

function valueText(
  names: readonly string[],
  text: string,
  release: string | undefined,
): readonly string[] {
  const [section, name, inner] = names;
  switch (section) {
    case 'device':
      if (name === 'model') return deviceFactText(text);
      if (name === 'release') return releaseText(text);
      return name === 'kubernetes' ? meaning(kubernetesMeanings, text) : [];
    case 'images':
      return inner === undefined || inner === 'os' ? osText(text, release) : [];
    case 'templates':
      return meaning(platformMeanings, text);
    case 'rules':
      return meaning(levelMeanings, text);
    default:
      return [];
  }
}

function meaning(meanings: Readonly<Record<string, string>>, name: string): readonly string[] {
  const found = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
  return found === undefined ? [] : [escaped(found)];
}

function stepName(step: Place['steps'][number]): string {
  return step.kind === 'member' ? step.property.key.value : '';
}
