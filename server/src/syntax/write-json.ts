import { createScanner } from 'jsonc-parser';
import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { isList, jsonOnLines, jsonOnOneLine, type JsonStyle, type JsonValue } from './json-text.ts';
import {
  afterLineBreak,
  indentationAt,
  indentationUnit,
  isFirstOnLine,
  isOnOneLine,
  lineBreakOf,
  lineEnd,
  lineStart,
} from './layout.ts';
import type { ArrayNode, Node, ObjectNode, Property } from './node.ts';

/**
 * Returns the edits that make `node` say `value`, as few as its shape allows: where the members
 * or items stay the same in number and name, only what differs is written. No edits when it says
 * so already.
 */
export function setJsonValue(text: string, node: Node, value: JsonValue): readonly TextEdit[] {
  if (value === null || typeof value !== 'object') {
    return saysAlready(node, value) ? [] : [replace(node, JSON.stringify(value))];
  }
  if (isList(value)) {
    if (node.kind === 'array' && node.items.length === value.length) {
      return node.items.flatMap((item, index) => setJsonValue(text, item, value[index] ?? null));
    }
  } else if (node.kind === 'object' && hasSameNames(node, value)) {
    return node.properties.flatMap(({ key, value: old }) =>
      old ? setJsonValue(text, old, value[key.value] ?? null) : [],
    );
  }
  const style = styleOf(text);
  const staysFlat =
    isOnOneLine(text, node.start, node.end) && (hasElements(node) || !hasLinesToItself(text, node));
  const newText = staysFlat
    ? jsonOnOneLine(value, style)
    : jsonOnLines(value, style, indentationAt(text, node.start));
  return [replace(node, newText)];
}

/**
 * Returns the edits that make `value` the item at `index`, or the last one when the array has
 * fewer. None when the array is not closed.
 */
export function insertJsonItem(
  text: string,
  array: ArrayNode,
  index: number,
  value: JsonValue,
): readonly TextEdit[] {
  return insert(text, listOf(array, array.items), index, { label: '', value });
}

/** Returns the edits that add a member behind `after`, or as the last one. */
export function insertJsonMember(
  text: string,
  object: ObjectNode,
  name: string,
  value: JsonValue,
  after?: Property,
): readonly TextEdit[] {
  const place = after ? object.properties.indexOf(after) : -1;
  const index = place < 0 ? object.properties.length : place + 1;
  const label = JSON.stringify(name) + styleOf(text).colon;
  return insert(text, listOf(object, object.properties), index, { label, value });
}

/** Returns the edits that take an item out; comments around it stay. */
export function removeJsonItem(text: string, array: ArrayNode, index: number): readonly TextEdit[] {
  return remove(text, listOf(array, array.items), index);
}

/** Returns the edits that take a member out; comments around it stay. */
export function removeJsonMember(
  text: string,
  object: ObjectNode,
  property: Property,
): readonly TextEdit[] {
  return remove(text, listOf(object, object.properties), object.properties.indexOf(property));
}

/** An object or an array: what brackets enclose and commas part. */
interface List extends Span {
  readonly elements: readonly Span[];
  readonly close: string;
}

function listOf(node: ObjectNode | ArrayNode, elements: readonly Span[]): List {
  const close = node.kind === 'array' ? ']' : '}';
  return { start: node.start, end: node.end, elements, close };
}

/** Something to insert: the label is a member's name and colon. */
interface NewElement {
  readonly label: string;
  readonly value: JsonValue;
}

function insert(text: string, list: List, index: number, element: NewElement): readonly TextEdit[] {
  if (!isClosed(text, list)) return [];
  const { elements } = list;
  const next = elements[Math.max(0, index)];
  const last = elements.at(-1);
  if (next) return insertBefore(text, list, next, elements[Math.max(0, index) - 1], element);
  return last ? append(text, list, last, element) : insertFirst(text, list, element);
}

function insertBefore(
  text: string,
  list: List,
  next: Span,
  previous: Span | undefined,
  element: NewElement,
): readonly TextEdit[] {
  const start = leadStart(text, previous?.end ?? list.start + 1, next.start);
  const style = styleOf(text);
  if (!isFirstOnLine(text, start)) {
    return [insertion(start, `${render(text, list, start, element)},${style.gap}`)];
  }
  const indent = indentationAt(text, start);
  const rendered = element.label + jsonOnLines(element.value, style, indent);
  return [insertion(start, `${rendered},${style.lineBreak}${indent}`)];
}

function append(text: string, list: List, last: Span, element: NewElement): readonly TextEdit[] {
  const style = styleOf(text);
  const pieces = piecesBetween(text, last.end, list.end - 1);
  const comma = pieces.find(({ kind }) => kind === 'comma');
  const trail = trailingComments(text, comma?.end ?? last.end, pieces);
  const place = trail.at(-1)?.end ?? comma?.end ?? last.end;
  const start = leadStart(text, list.start + 1, last.start);
  const ownLine =
    (isFirstOnLine(text, start) && !isOnOneLine(text, list.start, list.end)) ||
    trail.some(({ kind }) => kind === 'line');
  const indent = indentationAt(text, start);
  const separator = ownLine ? style.lineBreak + indent : style.gap;
  const rendered = ownLine
    ? element.label + jsonOnLines(element.value, style, indent)
    : render(text, list, last.start, element);
  const newText = separator + rendered + (comma ? ',' : '');
  if (comma) return [insertion(place, newText)];
  if (place === last.end) return [insertion(place, `,${newText}`)];
  return [insertion(last.end, ','), insertion(place, newText)];
}

function insertFirst(text: string, list: List, element: NewElement): readonly TextEdit[] {
  const style = styleOf(text);
  const close = list.end - 1;
  const indent = indentationAt(text, list.start);
  const deeper = indent + style.unit;
  const comments = piecesBetween(text, list.start + 1, close);
  const isFlat = isOnOneLine(text, list.start, list.end);
  if (isFlat && !hasLinesToItself(text, list)) {
    const rendered = element.label + jsonOnOneLine(element.value, style);
    const from = comments.at(-1)?.end ?? list.start + 1;
    const padding = list.close === '}' || comments.length > 0 ? style.gap : '';
    return [replace({ start: from, end: close }, padding + rendered + padding)];
  }
  const rendered = element.label + jsonOnLines(element.value, style, deeper);
  const from = comments.at(-1)?.end ?? list.start + 1;
  const newText = style.lineBreak + deeper + rendered + style.lineBreak + indent;
  return [replace({ start: from, end: close }, newText)];
}

function remove(text: string, list: List, index: number): readonly TextEdit[] {
  const element = list.elements[index];
  if (!element || !isClosed(text, list)) return [];
  const previous = list.elements[index - 1];
  const next = list.elements[index + 1];
  const before = piecesBetween(text, previous?.end ?? list.start + 1, element.start);
  const after = piecesBetween(text, element.end, next?.start ?? list.end - 1);
  const comma = after.find(({ kind }) => kind === 'comma');
  const isAlone = before.every(isComma) && after.every(isComma);
  if (!previous && !next && isAlone)
    return [replace({ start: list.start + 1, end: list.end - 1 }, '')];
  if (!comma && previous) {
    const keepsLine = trailingComments(text, element.end, after).length > 0;
    if (before.every(isComma) && !keepsLine)
      return [replace({ start: previous.end, end: element.end }, '')];
    const parting = before.find(isComma);
    return [...(parting ? [replace(parting, '')] : []), replace(lines(text, element), '')];
  }
  const gap = comma ? text.slice(element.end, comma.start) : '';
  if (comma && gap.trim() !== '') return [replace(lines(text, element), ''), replace(comma, '')];
  return [replace(lines(text, { start: element.start, end: comma?.end ?? element.end }), '')];
}

/**
 * Widens a span by the blanks after it, and where it has its lines to itself to the whole lines.
 */
function lines(text: string, span: Span): Span {
  let { end } = span;
  while (text[end] === ' ' || text[end] === '\t') end++;
  if (!isFirstOnLine(text, span.start) || end !== lineEnd(text, end)) {
    return { start: span.start, end };
  }
  return { start: lineStart(text, span.start), end: afterLineBreak(text, end) };
}

/** Writes an element among others that share lines. */
function render(text: string, list: List, near: number, { label, value }: NewElement): string {
  const style = styleOf(text);
  return isOnOneLine(text, list.start, list.end)
    ? label + jsonOnOneLine(value, style)
    : label + jsonOnLines(value, style, indentationAt(text, near));
}

function isClosed(text: string, { start, end, elements, close }: List): boolean {
  return text[end - 1] === close && (elements.at(-1)?.end ?? start + 1) < end;
}

type Piece = Span & { readonly kind: 'comma' | 'line' | 'block' };

function isComma({ kind }: Piece): boolean {
  return kind === 'comma';
}

/** The kinds of tokens as the scanner numbers them. */
const pieceKinds: ReadonlyMap<number, Piece['kind']> = new Map([
  [5, 'comma'],
  [12, 'line'],
  [13, 'block'],
]);

/** Returns the commas and comments between two offsets. */
function piecesBetween(text: string, start: number, end: number): readonly Piece[] {
  const scanner = createScanner(text.slice(start, end), false);
  const pieces: Piece[] = [];
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    const piece = pieceKinds.get(kind);
    const from = start + scanner.getTokenOffset();
    if (piece) pieces.push({ kind: piece, start: from, end: from + scanner.getTokenLength() });
  }
  return pieces;
}

/** Returns the comments that follow `offset` on its line. */
function trailingComments(
  text: string,
  offset: number,
  pieces: readonly Piece[],
): readonly Piece[] {
  const trail: Piece[] = [];
  let end = offset;
  for (const piece of pieces) {
    if (piece.start < end) continue;
    if (isComma(piece) || !isOnOneLine(text, end, piece.start)) break;
    trail.push(piece);
    end = piece.end;
  }
  return trail;
}

/**
 * Returns where an element begins together with the comments that belong to it: those right above
 * it, without a blank line between, and those before it on its line.
 */
function leadStart(text: string, from: number, start: number): number {
  let lead = start;
  for (const piece of piecesBetween(text, from, start).toReversed()) {
    if (isComma(piece)) break;
    const isNear = isOnOneLine(text, piece.end, lead) || isOnNextLine(text, piece.end, lead);
    const isBesides = isOnOneLine(text, piece.end, lead) || isFirstOnLine(text, piece.start);
    if (!isNear || !isBesides) break;
    lead = piece.start;
  }
  return lead;
}

function isOnNextLine(text: string, offset: number, other: number): boolean {
  return isOnOneLine(text, afterLineBreak(text, lineEnd(text, offset)), other);
}

/** Says whether nothing but its name and a comma or comment shares the lines of a value. */
function hasLinesToItself(text: string, { start, end }: Span): boolean {
  const before = text.slice(lineStart(text, start), start);
  const after = text.slice(end, lineEnd(text, end));
  const isAlone =
    /^\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*)?$/.test(before) &&
    /^[ \t]*(?:,[ \t]*)?(?:\/[/*].*)?$/.test(after);
  return isAlone && /[\r\n]/.test(text);
}

function styleOf(text: string): JsonStyle {
  const colon = /"[^"\\\r\n]*"([ \t]*:[ \t]*)/.exec(text)?.[1] ?? ': ';
  const gap = colon.endsWith(':') ? '' : ' ';
  return { lineBreak: lineBreakOf(text), unit: indentationUnit(text), colon, gap };
}

function hasSameNames(node: ObjectNode, value: { readonly [name: string]: JsonValue }): boolean {
  const names = new Set(node.properties.map(({ key }) => key.value));
  const wanted = Object.keys(value);
  return (
    names.size === node.properties.length &&
    names.size === wanted.length &&
    node.properties.every(({ key, value: old }) => old && Object.hasOwn(value, key.value))
  );
}

function saysAlready(node: Node, value: string | number | boolean | null): boolean {
  return node.kind === 'null' ? value === null : 'value' in node && node.value === value;
}

function hasElements(node: Node): boolean {
  return (
    (node.kind === 'object' && node.properties.length > 0) ||
    (node.kind === 'array' && node.items.length > 0)
  );
}

function replace({ start, end }: Span, newText: string): TextEdit {
  return { span: { start, end }, newText };
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
