import type { Read } from '../../../base/source.ts';
import type { Span } from '../../../base/span.ts';
import {
  placeAt,
  type Node,
  type ObjectNode,
  type Place,
  type Tree,
} from '../../../syntax/node.ts';
import { parseYaml } from '../../../syntax/yaml.ts';

/** Where in a scenario or a configuration something is to be written. */
export interface YamlPlace {
  readonly uri: string;
  /** Names and indices from the document to the place; a key that is being written is left out. */
  readonly path: readonly (string | number)[];
  /** At a value a text may become the first key of a mapping as well. */
  readonly position: 'key' | 'value';
  /** The mapping that the key belongs to, as far as it is written. */
  readonly siblings: ObjectNode | undefined;
  /** The mappings and lists on the way, outermost first. */
  readonly around: readonly Node[];
  /** What is replaced. */
  readonly span: Span;
  /** What stands before the cursor of that, with its quote. */
  readonly written: string;
  readonly quote: '"' | "'" | undefined;
  /** Whether anything but dashes stands before it on its line. */
  readonly line: 'own' | 'shared';
  /** The file is JSON: keys need quotes, too. */
  readonly style: 'json' | 'yaml';
  /** The document as it is while it is written, with the mark at the cursor in it. */
  readonly marked: { readonly tree: Tree; readonly text: string };
}

/** Something that nobody writes, and that is one word in YAML and in JSON. */
const MARK = 'edgeGpuCursorMark';

/**
 * Returns what an offset of a YAML file is the place of. The text is read with a mark at the
 * cursor: so the reader, which goes on after errors, says what is half-written there.
 */
export function yamlPlace(read: Read, uri: string, offset: number): YamlPlace | undefined {
  const text = read(uri)?.text;
  if (text === undefined || isInComment(text, offset)) return undefined;
  const marked = text.slice(0, offset) + MARK + text.slice(offset);
  for (const tree of parseYaml(marked)) {
    const place = placeAt(tree.root, offset + 1);
    const { node } = place;
    if (node?.kind !== 'string' || !node.value.includes(MARK)) continue;
    const quote = marked[node.start];
    const isQuoted = quote === '"' || quote === "'";
    const span = replacedSpan(text, node, offset);
    return {
      uri,
      ...whereIn(place),
      span,
      written: text.slice(span.start, offset),
      quote: isQuoted ? quote : undefined,
      line: /(?:^|[\r\n])[ \t]*(?:-[ \t]+)*$/.test(text.slice(0, span.start)) ? 'own' : 'shared',
      style: /^\uFEFF?\s*[{[]/.test(text) ? 'json' : 'yaml',
      marked: { tree, text: marked },
    };
  }
  return undefined;
}

function whereIn({
  steps,
  onKey,
}: Place): Pick<YamlPlace, 'path' | 'position' | 'siblings' | 'around'> {
  const path = steps.map((step) => (step.kind === 'member' ? step.property.key.value : step.index));
  const around = steps.map((step): Node => step.of);
  const last = steps.at(-1);
  return onKey && last?.kind === 'member'
    ? { path: path.slice(0, -1), position: 'key', siblings: last.of, around }
    : { path, position: 'value', siblings: undefined, around };
}

/** What stands at the cursor up to the end of its word or string, within the line. */
function replacedSpan(text: string, node: Node, offset: number): Span {
  const lineEnd = /[\r\n]|$/g;
  lineEnd.lastIndex = offset;
  const end = Math.min(node.end - MARK.length, lineEnd.exec(text)?.index ?? text.length);
  const start = Math.max(node.start, text.lastIndexOf('\n', offset - 1) + 1);
  return { start, end: Math.max(end, offset) };
}

/** A `#` begins a comment at the start of a line or behind white space, outside of quotes. */
function isInComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const outside = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '""');
  return /(?:^|\s)#/.test(outside);
}
