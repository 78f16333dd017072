import type { Analysis } from '../../analysis.ts';
import { touches, type Span } from '../../base/span.ts';
import { isExpression, parseExpression, type Expression } from '../../syntax/expression.ts';
import { placeAt, type StringNode } from '../../syntax/node.ts';
import { placeIn, type Document } from '../../template/document.ts';
import { innerSpan } from '../../template/symbols/expression-names.ts';

/** Returns the spans around an offset of a JSON file, inside its expressions too. */
export function jsonSelections(analysis: Analysis, uri: string, offset: number): readonly Span[] {
  if (analysis.settings().templateLanguage === 'off') return [];
  const text = analysis.read(uri)?.text;
  const root = analysis.treeOf(uri)?.root;
  if (text === undefined || !root) return [];
  const { steps, node } = placeAt(root, offset);
  const outward: Span[] = [root];
  for (const step of steps) {
    if (step.kind === 'member') {
      outward.push(step.property);
      if (step.property.value && touches(step.property.value, offset)) {
        outward.push(step.property.value);
      }
    } else {
      outward.push(step.node);
    }
  }
  if (node?.kind === 'string') outward.push(...insideString({ uri, text }, node, offset));
  return distinct(outward).reverse();
}

function insideString(document: Document, string: StringNode, offset: number): readonly Span[] {
  const whole = placeIn(document, string, { start: 0, end: string.value.length }).span;
  if (!touches(whole, offset)) return [string];
  if (!isExpression(string.value)) return [string, whole];
  const locate = (span: Span): Span => placeIn(document, string, span).span;
  const parts: Span[] = [];
  let part: Expression | undefined = parseExpression(string.value).expression;
  while (part) {
    parts.push(...spansOf(part).map(locate));
    part = childrenOf(part).find((child) => touches(locate(child), offset));
  }
  return [string, whole, ...parts.filter((span) => touches(span, offset))];
}

/** The part itself, and what of it can be selected alone. */
function spansOf(part: Expression): readonly Span[] {
  switch (part.kind) {
    case 'string':
      return [part, innerSpan(part)];
    case 'call':
    case 'property':
      return [part, part.name];
    case 'index':
    case 'number':
    case 'missing':
      return [part];
  }
}

function childrenOf(part: Expression): readonly Expression[] {
  switch (part.kind) {
    case 'call':
      return part.args;
    case 'property':
      return [part.object];
    case 'index':
      return [part.object, part.index];
    case 'string':
    case 'number':
    case 'missing':
      return [];
  }
}

/** Each span lies within the one before it and is smaller; what does not is left out. */
function distinct(outward: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of outward) {
    const last = kept.at(-1);
    const isWithin = !last || (last.start <= span.start && span.end <= last.end);
    const isSmaller = !last || last.start < span.start || span.end < last.end;
    if (isWithin && isSmaller) kept.push(span);
  }
  return kept;
}
