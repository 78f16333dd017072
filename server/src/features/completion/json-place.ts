import type { Span } from '../../base/span.ts';
import {
  placeAt,
  type Node,
  type ObjectNode,
  type Place,
  type StringNode,
} from '../../syntax/node.ts';
import type { Document } from '../../template/document.ts';
import { isClosed } from '../expression-place.ts';

/** What someone is about to write at an offset of a JSON file. */
export type JsonPlace =
  | {
      readonly kind: 'key';
      readonly object: ObjectNode;
      /** Names and indices from the root to the object. */
      readonly path: readonly (string | number)[];
      readonly span: Span;
      /** What goes before and after the key's text. */
      readonly quote: '"' | '';
      /** Whether the key has its colon and value already. */
      readonly hasValue: boolean;
      readonly needsComma: boolean;
      readonly place: Place;
    }
  | {
      readonly kind: 'value';
      readonly path: readonly (string | number)[];
      readonly span: Span;
      /** The cursor is inside quotes; else a text brings its own. */
      readonly quote: '"' | '';
      readonly string: StringNode | undefined;
      readonly place: Place;
    };

/** White space longer than this is not looked beyond. */
const MAX_GAP = 1000;

/** Returns what may be written at `offset`; `undefined` in comments and between values. */
export function jsonPlace(
  document: Document,
  root: Node | undefined,
  offset: number,
): JsonPlace | undefined {
  const { text } = document;
  if (isInComment(text, offset)) return undefined;
  const place = placeAt(root, offset);
  const { node, onKey } = place;
  const path = place.steps.map((step) =>
    step.kind === 'member' ? step.property.key.value : step.index,
  );
  if (node?.kind === 'string' && isInside(text, node, offset)) {
    const end = isClosed(text, node) ? node.end - 1 : offset;
    const span = onLine(text, { start: node.start + 1, end }, offset);
    if (!onKey) return { kind: 'value', path, span, quote: '', string: node, place };
    const last = place.steps.at(-1);
    if (last?.kind !== 'member') return undefined;
    const hasValue = /^\s*:/.test(text.slice(node.end, node.end + MAX_GAP));
    return {
      kind: 'key',
      object: last.of,
      path: path.slice(0, -1),
      // Where the value is to be written too, the quotes are written anew.
      span: hasValue ? span : onLine(text, node, offset),
      quote: hasValue ? '' : '"',
      hasValue,
      needsComma: /^\s*"/.test(text.slice(node.end, node.end + MAX_GAP)),
      place,
    };
  }
  const before = text.slice(0, offset).trimEnd();
  const word = /[\w.]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const span = { start: offset - word.length, end: offset };
  const sign = text.slice(0, span.start).trimEnd().at(-1) ?? '';
  if (sign === ':') {
    const colon = placeAt(root, text.slice(0, span.start).trimEnd().length);
    const steps = colon.steps.map((step) =>
      step.kind === 'member' ? step.property.key.value : step.index,
    );
    return { kind: 'value', path: steps, span, quote: '"', string: undefined, place: colon };
  }
  if (node?.kind === 'object' && (sign === '{' || sign === ',' || before.endsWith('\n'))) {
    return {
      kind: 'key',
      object: node,
      path,
      span,
      quote: '"',
      hasValue: false,
      needsComma: /^\s*"/.test(text.slice(offset, offset + MAX_GAP)),
      place,
    };
  }
  if (node?.kind === 'array' && (sign === '[' || sign === ',')) {
    const inside = [...path, node.items.length];
    return { kind: 'value', path: inside, span, quote: '"', string: undefined, place };
  }
  return undefined;
}

function isInside(text: string, node: StringNode, offset: number): boolean {
  if (offset <= node.start) return false;
  return isClosed(text, node) ? offset < node.end : offset <= node.end;
}

/** Editors replace within one line only. */
function onLine(text: string, { start, end }: Span, offset: number): Span {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  return {
    start: Math.max(start, from),
    end: Math.max(offset, Math.min(end, lineEnd < 0 ? text.length : lineEnd)),
  };
}

/** Looks at the cursor's line alone; a comment of several lines is known by its stars. */
function isInComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*(?:\/\/|\/\*|\*)/.test(line);
}
