import type { Analysis } from '../../analysis.ts';
import { touches } from '../../base/span.ts';
import { marketplaceImage } from '../../facts/index.ts';
import { at, placeAt, type Place, type StringNode } from '../../syntax/node.ts';
import type { Document } from '../../template/document.ts';
import { isSecretName } from '../../template/parameters.ts';
import { findFunction } from '../../template/functions/index.ts';
import { evaluateIn } from '../../template/template-scope.ts';
import type { Value } from '../../template/value.ts';
import { functionParagraphs } from '../function-text.ts';
import { inlineCode } from '../markdown.ts';
import { symbolInTemplate } from '../symbol-places.ts';
import { declarationText } from './declaration-text.ts';
import { expressionAt } from './expression-at.ts';
import {
  deviceMarkText,
  driverTypeText,
  driverVersionText,
  osText,
  sizeText,
} from '../facts-text.ts';
import { hoverText, type HoverText } from './hover-text.ts';
import { treatmentText } from './treatment-text.ts';
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
  if (text === undefined) return undefined;
  const document = { uri, text };
  const top = topHover(analysis, document, place, offset);
  if (top) return top;
  const string = stringOf(place);
  const part = string && !place.onKey ? expressionAt(document, string, offset) : undefined;
  if (!part) {
    const declared = declaredHover(analysis, document, offset);
    if (declared || !string) return declared;
    const values = deployedValues(analysis, document, string, offset);
    return hoverText(place.node ?? string, explanations(analysis, uri, place, values));
  }
  const { node, member, calledFunction } = part;
  const isSecret = member !== undefined && isSecretName(member);
  const values = deployedValues(analysis, document, node, offset).map((deployed): DeployedValue =>
    isSecret ? { ...deployed, value: { ...deployed.value, secret: true } } : deployed,
  );
  return hoverText(node, [
    inlineCode(part.text),
    ...valuesText(values),
    ...languageText(analysis, uri, offset, calledFunction),
    ...explanations(analysis, uri, place, values),
  ]);
}

/** The first brace and `$schema` say what the template is treated as. */
function topHover(
  analysis: Analysis,
  { uri, text }: Document,
  { steps, node }: Place,
  offset: number,
): HoverText | undefined {
  const [step, ...deeper] = steps;
  if (deeper.length > 0) return undefined;
  if (step?.kind === 'member' && step.property.key.value === '$schema') {
    return hoverText(step.property, treatmentText(analysis, uri));
  }
  if (step || node?.kind !== 'object') return undefined;
  const brace = { start: node.start, end: node.start + 1 };
  const isThere = touches(brace, offset) && text.startsWith('{', brace.start);
  return isThere ? hoverText(brace, treatmentText(analysis, uri)) : undefined;
}

/** What the name at `offset` is declared as, or what the function that is called does. */
function languageText(
  analysis: Analysis,
  uri: string,
  offset: number,
  calledFunction: string | undefined,
): readonly string[] {
  if (analysis.settings().templateLanguage !== 'on') return [];
  const found = calledFunction === undefined ? undefined : findFunction(calledFunction);
  if (found) return functionParagraphs(found);
  const named = symbolInTemplate(analysis, uri, offset);
  return named ? declarationText(named.symbol) : [];
}

/** A declared parameter or variable says what it is worth. */
function declaredHover(
  analysis: Analysis,
  document: Document,
  offset: number,
): HoverText | undefined {
  if (analysis.settings().templateLanguage !== 'on') return undefined;
  const found = symbolInTemplate(analysis, document.uri, offset);
  if (!found?.symbol.declaration) return undefined;
  const { symbol, span } = found;
  // Of a parameter of a linked template the values here say nothing.
  const isOwn = found.template === document.uri;
  const isValued = isOwn && (symbol.kind === 'parameter' || symbol.kind === 'variable');
  const call = symbol.kind === 'variable' ? 'variables' : 'parameters';
  const quoted = symbol.name.replaceAll("'", "''");
  const value = `[${call}('${quoted}')]`;
  const node: StringNode = { kind: 'string', value, indent: undefined, ...span };
  const values = isValued ? deployedValues(analysis, document, node, offset) : [];
  return hoverText(span, [...declarationText(symbol), ...valuesText(values)]);
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
  // Who has chosen one parameter file wants to see its values alone.
  const chosen = analysis.settings().parameterFileInUse.has(document.uri);
  const inUse = chosen ? analysis.deploymentInUse(document.uri) : undefined;
  const deployments = inUse ? [inUse] : analysis.deploymentsOf(document.uri);
  return deployments.map((deployment) => ({
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
