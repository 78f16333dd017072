import type { Span } from '../base/span.ts';
import type { StringNode } from './node.ts';

/** Returns where the text of a string stands, without its quotes if each character is as written. */
export function innerSpan({ start, end, value, indent }: StringNode): Span {
  if (indent === undefined) return { start, end };
  return { start: start + indent, end: start + indent + value.length };
}
