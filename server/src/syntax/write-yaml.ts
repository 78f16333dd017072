import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { afterLineBreak, beforeLineBreak, isFirstOnLine, lineEnd, lineStart } from './layout.ts';
import type { ArrayNode, Node } from './node.ts';
import { insertJsonItem, removeJsonItem } from './write-json.ts';
import { removeFlowPart, slotsOf } from './yaml-flow.ts';
import { blockEnd, columnAt, commentOnLine, isJson, newLine } from './yaml-places.ts';
import { valueOfYaml, yamlOnOneLine } from './yaml-text.ts';

/**
 * Returns the edits that make an item of the YAML in `lines` (without dash and indentation) the
 * one at `index`, or the last one when the array has fewer. In flow style and in JSON the item is
 * written in that style. None where the array is an alias or is not closed.
 */
export function insertYamlItem(
  text: string,
  array: ArrayNode,
  index: number,
  lines: readonly string[],
): readonly TextEdit[] {
  const place = Math.max(0, Math.min(index, array.items.length));
  if (isJson(text)) return insertJsonItem(text, array, place, valueOfYaml(lines.join('\n')));
  if (isFlow(text, array)) return insertFlowItem(text, array, place, lines);
  const blocks = blocksOf(text, array);
  const column = columnAt(text, array.start);
  const item = itemText(text, lines, column);
  const next = blocks[place];
  if (next) return [insertion(next.first, item + newLine(text, column))];
  const last = blocks.at(-1);
  return last ? [insertion(last.end, newLine(text, column) + item)] : [];
}

/** Returns the edits that take an item out; comments above and behind it stay. */
export function removeYamlItem(text: string, array: ArrayNode, index: number): readonly TextEdit[] {
  if (isJson(text)) return removeJsonItem(text, array, index);
  if (isFlow(text, array))
    return removeFlowPart(text, slotsOf(text, array.start, array.items), index);
  const blocks = blocksOf(text, array);
  const block = blocks[index];
  const item = array.items[index];
  if (!block || !item) return [];
  if (blocks.length === 1) return [emptied(text, array, item)];
  const end = lineEnd(text, item.end);
  const comment = text.slice(item.end, end).trim();
  const span = { start: block.dash, end };
  return [comment === '' ? deletion(text, span) : replace(span, comment)];
}

/**
 * Returns the edits that move the item at `from` so that it comes to be the one at `to`. In block
 * style the comment lines right above it move with it.
 */
export function moveYamlItem(
  text: string,
  array: ArrayNode,
  from: number,
  to: number,
): readonly TextEdit[] {
  const last = array.items.length - 1;
  if (from === to || Math.min(from, to) < 0 || Math.max(from, to) > last) return [];
  if (isFlow(text, array)) return moveFlowItem(text, array, from, to);
  const blocks = blocksOf(text, array);
  const moved = blocks[from];
  const target = blocks[to];
  if (!moved || !target) return [];
  const body = text.slice(moved.first, moved.end);
  const separator = newLine(text, columnAt(text, array.start));
  return [
    deletion(text, { start: moved.first, end: moved.end }),
    to < from ? insertion(target.first, body + separator) : insertion(target.end, separator + body),
  ];
}

/**
 * Returns the edits that put the items into another order, which names the place of each once. In
 * block style the comment lines right above an item move with it. None where it cannot be done.
 */
export function reorderYamlItems(
  text: string,
  array: ArrayNode,
  order: readonly number[],
): readonly TextEdit[] {
  const isWhole = new Set(order).size === array.items.length && order.length === array.items.length;
  if (!isWhole) return [];
  if (isFlow(text, array)) return exchanged(text, slotsOf(text, array.start, array.items), order);
  const blocks = blocksOf(text, array);
  const slots = blocks.map(({ first, end }) => ({ start: first, end }));
  // A comment may stand in another column than its item: whole lines change places then.
  const whole = slots.map(({ start, end }) => ({ start: start - columnAt(text, start), end }));
  const isIndented = whole.every(({ start }, index) =>
    /^ *$/.test(text.slice(start, slots[index]?.start)),
  );
  return exchanged(text, isIndented ? whole : slots, order);
}

/**
 * Returns the edits that write the items of an array inside an item of another one in its place,
 * in that order, each with the comment lines right above it. None where it cannot be done.
 */
export function unfoldYamlItem(
  text: string,
  outer: ArrayNode,
  index: number,
  inner: ArrayNode,
  order: readonly number[],
): readonly TextEdit[] {
  const isWhole = new Set(order).size === inner.items.length && order.length === inner.items.length;
  if (!isWhole || order.length === 0) return [];
  if (isFlow(text, outer)) {
    const slot = slotsOf(text, outer.start, outer.items)[index];
    const parts = isFlow(text, inner) ? slotsOf(text, inner.start, inner.items) : [];
    const items = order.flatMap((place) => parts[place] ?? []);
    if (!slot || items.length !== order.length) return [];
    return [replace(slot, items.map(({ start, end }) => text.slice(start, end)).join(', '))];
  }
  const block = blocksOf(text, outer)[index];
  const from = isFlow(text, inner) ? inner.start : blocksOf(text, inner)[0]?.first;
  // A comment behind the name of the inner array would have no place.
  if (!block || text.slice(block.dash, from).includes('#')) return [];
  const column = columnAt(text, outer.start);
  const written = isFlow(text, inner)
    ? slotsOf(text, inner.start, inner.items).map(({ start, end }) => `- ${text.slice(start, end)}`)
    : blocksOf(text, inner).map(({ first, end }) =>
        outdented(text.slice(first, end), columnAt(text, inner.start) - column),
      );
  const items = order.flatMap((place) => written[place] ?? []);
  if (items.length !== order.length) return [];
  return [replace({ start: block.dash, end: block.end }, items.join(newLine(text, column)))];
}

/** What stands between the slots stays, and each slot gets the text of another one. */
function exchanged(
  text: string,
  slots: readonly Span[],
  order: readonly number[],
): readonly TextEdit[] {
  return slots.flatMap((slot, index) => {
    const source = slots[order[index] ?? index];
    return source && source !== slot ? [replace(slot, text.slice(source.start, source.end))] : [];
  });
}

/** Takes columns away from all lines but the first, as far as there is nothing but space. */
function outdented(lines: string, columns: number): string {
  return lines.replaceAll(new RegExp(`(\\n) {0,${Math.max(0, columns)}}`, 'g'), '$1');
}

function isFlow(text: string, array: ArrayNode): boolean {
  return text[array.start] === '[';
}

/** An item of a block sequence with the comments that belong to it. */
interface Block {
  readonly dash: number;
  /** Where the comment lines right above begin, or the dash. */
  readonly first: number;
  /** The end of the item's last line, or of the deeper comment lines below it. */
  readonly end: number;
}

/** Returns the items of a block sequence; none where it is an alias. */
function blocksOf(text: string, array: ArrayNode): readonly Block[] {
  const blocks: Block[] = [];
  const column = columnAt(text, array.start);
  let previousEnd = array.start;
  for (const item of array.items) {
    const dash = dashOf(text, item.start, previousEnd, column);
    if (dash === undefined) return [];
    const first = commentsAbove(text, dash, blocks.length === 0 ? 0 : previousEnd, column);
    previousEnd = blockEnd(text, item.end, column);
    blocks.push({ dash, first, end: previousEnd });
  }
  return blocks;
}

/** Looks for the dash on the item's line or, where something stands between, above it. */
function dashOf(
  text: string,
  itemStart: number,
  previousEnd: number,
  column: number,
): number | undefined {
  if (text[previousEnd] === '-' && itemStart > previousEnd) return previousEnd;
  for (let start = lineStart(text, itemStart); start > previousEnd;) {
    const dash = start + column;
    if (text[dash] === '-' && text.slice(start, dash).trim() === '') return dash;
    start = lineStart(text, beforeLineBreak(text, start));
  }
  return undefined;
}

function commentsAbove(text: string, dash: number, from: number, column: number): number {
  if (!isFirstOnLine(text, dash)) return dash;
  let first = dash;
  let start = lineStart(text, dash);
  while (start > from) {
    start = lineStart(text, beforeLineBreak(text, start));
    const comment = commentOnLine(text, start);
    if (start < from || comment === undefined || comment - start > column) break;
    first = comment;
  }
  return first;
}

function itemText(text: string, lines: readonly string[], column: number): string {
  const deeper = newLine(text, column + 2);
  return `- ${lines.join(deeper)}`;
}

/** Deletes an item's lines; where its sequence begins behind a dash, the next item moves there. */
function deletion(text: string, { start, end }: Span): TextEdit {
  if (!isFirstOnLine(text, start)) {
    const rest = /\S/.exec(text.slice(end));
    return replace({ start, end: end + (rest?.index ?? 0) }, '');
  }
  const from = lineStart(text, start);
  return end < text.length
    ? replace({ start: from, end: afterLineBreak(text, end) }, '')
    : replace({ start: beforeLineBreak(text, from), end }, '');
}

/** Writes the empty sequence instead of the only item. */
function emptied(text: string, array: ArrayNode, item: Node): TextEdit {
  const before = text.slice(0, array.start).trimEnd();
  const isInComment = /(?:^|\s)#/.test(before.slice(lineStart(text, before.length)));
  const gap = text[item.end] === '#' ? ' ' : '';
  if (before.endsWith(':') && !isInComment) {
    return replace({ start: before.length, end: item.end }, ` []${gap}`);
  }
  // Deeper than the dash, which may stand in the column of the name it belongs to.
  return replace({ start: array.start, end: item.end }, `  []${gap}`);
}

function insertFlowItem(
  text: string,
  array: ArrayNode,
  index: number,
  lines: readonly string[],
): readonly TextEdit[] {
  if (text[array.end - 1] !== ']') return [];
  const item = yamlOnOneLine(valueOfYaml(lines.join('\n')));
  const previous = array.items[index - 1];
  if (previous) return [insertion(previous.end, `, ${item}`)];
  const isEmpty = array.items.length === 0;
  if (isEmpty && isValueOnLine(text, array)) {
    const column = columnAt(text, array.start) + 2;
    return [
      replace({ start: array.start - 1, end: array.end }, ''),
      insertion(lineEnd(text, array.end), newLine(text, column) + itemText(text, lines, column)),
    ];
  }
  let start = array.start + 1;
  while (text[start] === ' ') start++;
  return [insertion(start, isEmpty ? item : `${item}, `)];
}

/** The items change places; what stands between them stays. */
function moveFlowItem(
  text: string,
  array: ArrayNode,
  from: number,
  to: number,
): readonly TextEdit[] {
  const slots = slotsOf(text, array.start, array.items);
  const order = slots.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  return exchanged(text, slots, order);
}

/** Says whether an empty sequence is the value of a name in block style, alone on its line. */
function isValueOnLine(text: string, array: ArrayNode): boolean {
  const before = text.slice(lineStart(text, array.start), array.start);
  const after = text.slice(array.end, lineEnd(text, array.end));
  return (
    /^ *(?:- +)*[\w.-]+: $/.test(before) &&
    /^ *(?:#.*)?$/.test(after) &&
    text.slice(array.start + 1, array.end - 1).trim() === ''
  );
}

function replace({ start, end }: Span, newText: string): TextEdit {
  return { span: { start, end }, newText };
}

function insertion(offset: number, newText: string): TextEdit {
  return replace({ start: offset, end: offset }, newText);
}
