import type { Location, Span } from '../base/span.ts';
import { sourceSpan } from '../syntax/json.ts';
import type { Node, StringNode } from '../syntax/node.ts';

/** The text a tree was read from; places in its strings are found through it. */
export interface Document {
  readonly uri: string;
  readonly text: string;
}

/** Returns the place in the file of a span of a string's decoded value. */
export function placeIn(document: Document, node: StringNode, span: Span): Location {
  return { uri: document.uri, span: sourceSpan(document.text, node, span) };
}

/** Returns the place of a node (or any span) of the document. */
export function placeOf(document: Document, node: Span): Location {
  return { uri: document.uri, span: { start: node.start, end: node.end } };
}

/** Returns a node as it is written; a string without its quotes, for people. */
export function writtenText(document: Document, node: Node): string {
  return node.kind === 'string' ? node.value : document.text.slice(node.start, node.end);
}
