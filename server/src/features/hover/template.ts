import type { Analysis } from '../../analysis.ts';
import { marketplaceImage } from '../../facts/index.ts';
import { at, placeAt, type Place, type StringNode } from '../../syntax/node.ts';
import type { Document } from '../../template/document.ts';
import { isSecretName } from '../../template/parameters.ts';
import { evaluateIn } from '../../template/template-scope.ts';
import type { Value } from '../../template/value.ts';
import { inlineCode } from '../markdown.ts';
import { expressionAt } from './expression-at.ts';
import {
  deviceMarkText,
  driverTypeText,
  driverVersionText,
  osText,
  sizeText,
} from '../facts-text.ts';
import { hoverText, type HoverText } from './hover-text.ts';
import { valuesText, type DeployedValue } from './values-text.ts';

/** Of values that differ between parameter files at most this many are explained by facts. */
const MAX_EXPLAINED = 4;

/** Says what the text at `offset` of a template is worth, and what it means for the device. */
export function templateHover(
  analysis: Analysis,
  uri: string,
  offset: number,
): HoverText | undefined {
  const text = analysis.read(uri)?.text;
  const place = placeAt(analysis.treeOf(uri)?.root, offset);
  const string = stringOf(place);
  if (text === undefined || !string) return undefined;
  const document = { uri, text };
  const part = place.onKey ? undefined : expressionAt(document, string, offset);
  const node = part?.node ?? string;
  const isSecret = part?.member !== undefined && isSecretName(part.member);
  const values = deployedValues(analysis, document, node, offset).map((deployed): DeployedValue =>
    isSecret ? { ...deployed, value: { ...deployed.value, secret: true } } : deployed,
  );
  const explained = explanations(analysis, uri, place, values);
  if (!part) return hoverText(place.node ?? string, explained);
  return hoverText(node, [inlineCode(part.text), ...valuesText(values), ...explained]);
}

/** A key speaks of its value. */
function stringOf({ steps, node, onKey }: Place): StringNode | undefined {
  const last = steps.at(-1);
  const value = onKey && last?.kind === 'member' ? last.property.value : node;
  return value?.kind === 'string' ? value : undefined;
}

function deployedValues(
  analysis: Analysis,
  document: Document,
  node: StringNode,
  offset: number,
): readonly DeployedValue[] {
  return analysis.deploymentsOf(document.uri).map((deployment) => ({
    deployment,
    value: evaluateIn(document, node, deployment.scopeAt(offset)),
  }));
}

function explanations(
  analysis: Analysis,
  uri: string,
  place: Place,
  values: readonly DeployedValue[],
): readonly string[] {
  const { release } = analysis.deviceOf(uri);
  const texts = [...new Set(values.flatMap(({ value }) => shownTexts(value)))];
  const key = keyOf(place);
  const paragraphs = texts
    .slice(0, MAX_EXPLAINED)
    .flatMap((text) => [
      ...sizeText(text),
      ...driverTypeText(text),
      ...deviceMarkText(key, text),
      ...memberText(analysis, uri, place, key, text, release),
    ]);
  return [...new Set(paragraphs)];
}

/** The texts a value may be, none of them secret. */
function shownTexts(value: Value): readonly string[] {
  if (value.secret) return [];
  if (value.kind === 'oneOf') return value.choices.flatMap((choice) => shownTexts(choice.value));
  return value.kind === 'string' ? [value.value] : [];
}

/** What a text means only beside the other members of its object. */
function memberText(
  analysis: Analysis,
  uri: string,
  place: Place,
  key: string,
  text: string,
  release: string | undefined,
): readonly string[] {
  const last = place.steps.at(-1);
  if (last?.kind !== 'member') return [];
  const sibling = (name: string): string | undefined => {
    const node = at(last.of, name);
    const source = analysis.read(uri);
    const deployment = analysis.deploymentsOf(uri)[0];
    if (!node || !source || !deployment) return undefined;
    const value = evaluateIn(source, node, deployment.scopeAt(node.start));
    return shownTexts(value)[0];
  };
  switch (key.toLowerCase()) {
    case 'typehandlerversion':
      return driverVersionText(sibling('type') ?? '', text, release);
    case 'sku':
    case 'offer': {
      const image = marketplaceImage(
        sibling('publisher') ?? '',
        sibling('offer') ?? '',
        sibling('sku') ?? '',
      );
      return image?.os ? osText(image.os.id, release) : [];
    }
    default:
      return [];
  }
}

function keyOf({ steps }: Place): string {
  const last = steps.at(-1);
  return last?.kind === 'member' ? last.property.key.value : '';
}
