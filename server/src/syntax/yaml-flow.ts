import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import { lineEnd } from './layout.ts';

/**
 * Returns the span of each part of a flow collection that begins at `start`, with its anchor and
 * tag; `parts` are its items or its members.
 */
export function slotsOf(text: string, start: number, parts: readonly Span[]): readonly Span[] {
  let from = start + 1;
  return parts.map(({ end }) => {
    const slot = { start: skipFlowGap(text, from), end };
    from = skipFlowGap(text, end) + 1;
    return slot;
  });
}

/** Returns the edits that take a part and its comma out of a flow collection; comments stay. */
export function removeFlowPart(
  text: string,
  slots: readonly Span[],
  index: number,
): readonly TextEdit[] {
  const slot = slots[index];
  if (!slot) return [];
  const previous = slots[index - 1];
  const comma = skipFlowGap(text, slot.end);
  if (text[comma] === ',') {
    if (text.slice(slot.end, comma).includes('#')) {
      return [deletion(slot), deletion({ start: comma, end: comma + 1 })];
    }
    let end = comma + 1;
    while (text[end] === ' ') end++;
    return [deletion({ start: slot.start, end })];
  }
  if (!previous) return [deletion(slot)];
  if (!text.slice(previous.end, slot.start).includes('#')) {
    return [deletion({ start: previous.end, end: slot.end })];
  }
  const parting = skipFlowGap(text, previous.end);
  return [deletion({ start: parting, end: parting + 1 }), deletion(slot)];
}

/** Returns the offset of the next character that is neither white space nor in a comment. */
function skipFlowGap(text: string, offset: number): number {
  let i = offset;
  for (;;) {
    while (/\s/.test(text.charAt(i))) i++;
    if (text[i] !== '#') return i;
    i = lineEnd(text, i);
  }
}

function deletion({ start, end }: Span): TextEdit {
  return { span: { start, end }, newText: '' };
}
