import { t, translatable } from '../base/l10n.ts';
import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type Alias,
  type Document,
  type Pair,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Span } from '../base/span.ts';
import { parseJson } from './json.ts';
import { maxDepth, maxProblems } from './limits.ts';
import type { Node, Property, StringNode, SyntaxProblem, Tree } from './node.ts';

/** How many UTF-16 units of YAML are read. */
const maxLength = 1_000_000;

/** How many documents of one text are read. */
const maxDocuments = 1_000;

/** How many nodes the aliases of one document may stand for, all together. */
const maxAliasedNodes = 10_000;

/**
 * Returns the tree of each document of a YAML text, at least one, with offsets into the whole
 * text. An alias stands where it is written; what is within it stands where its anchor is.
 */
export function parseYaml(text: string): readonly Tree[] {
  const json = /^\uFEFF?\s*[{[]/.test(text) ? parseJson(text) : undefined;
  if (json?.problems.length === 0) return [json];
  if (text.length > maxLength) {
    const span = { start: 0, end: 0 };
    return [unreadable(span, t('expected a text of at most {0} characters', maxLength))];
  }
  try {
    const { tokens, end } = tokensOf(text);
    const documents = [...composerOfFewErrors().compose(tokens, true, text.length)];
    return documents.map((document, index) =>
      treeOf(text, document, index === documents.length - 1 ? end : undefined),
    );
  } catch {
    // The parser is foreign code: whatever it may throw, a text is only ever unreadable.
    return [unreadable({ start: 0, end: 0 }, t('expected YAML'))];
  }
}

function unreadable(span: Span, message: string): Tree {
  return { root: undefined, problems: [{ span, message }] };
}

type Token = Parameters<Composer['next']>[0];

/** Where the reading of a text was given up, and why. */
interface Limit {
  readonly offset: number;
  readonly message: string;
}

/** Reads tokens up to the first place that goes beyond a limit. */
function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly end?: Limit } {
  const parser = new Parser();
  const tokens: Token[] = [];
  let end: Limit | undefined;
  let errors = 0;
  let documents = 0;
  const add = (token: Token): void => {
    if (token.type === 'document') documents++;
    if (token.type !== 'error' || errors++ < maxProblems) tokens.push(token);
  };
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) add(token);
    const message = limitOf(parser.stack.length, documents);
    if (message !== undefined) {
      end = { offset: Math.min(parser.offset, text.length), message };
      break;
    }
  }
  for (const token of parser.end()) add(token);
  return end ? { tokens, end } : { tokens };
}

/** Composing is recursive and a document is costly, so both are bounded before. */
function limitOf(depth: number, documents: number): string | undefined {
  // The document itself is on the stack too.
  if (depth > maxDepth + 1) return t('expected no more than {0} levels of nesting', maxDepth);
  if (documents >= maxDocuments) return t('expected no more than {0} documents', maxDocuments);
  return undefined;
}

/**
 * Returns a composer that makes no more errors than are told: each is costly, and a hostile text
 * has one a character. Should the parser name its method otherwise one day, all are made.
 */
function composerOfFewErrors(): Composer {
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false });
  const onError: unknown = Reflect.get(composer, 'onError');
  if (typeof onError !== 'function') return composer;
  let errors = 0;
  Reflect.set(composer, 'onError', (...error: readonly unknown[]) => {
    if (errors++ < maxProblems) Reflect.apply(onError, composer, error);
  });
  return composer;
}

function treeOf(text: string, document: Document.Parsed | Document, end: Limit | undefined): Tree {
  const reader: Reader = { text, anchors: new Map(), problems: [], aliasedNodes: 0 };
  if (end) {
    // What else is wrong follows from giving up there.
    report(reader, { start: end.offset, end: end.offset }, end.message);
  } else {
    for (const error of [...document.errors, ...document.warnings]) {
      reader.problems.push(problemOf(error, text.length));
    }
  }
  const root = isMissing(document.contents) ? undefined : convert(reader, document.contents, 0);
  const problems = reader.problems.toSorted((a, b) => a.span.start - b.span.start);
  return { root: root?.node, problems: problems.slice(0, maxProblems) };
}

function problemOf({ pos, code, message }: YAMLError, length: number): SyntaxProblem {
  const start = Math.min(pos[0], length);
  const end = Math.max(start, Math.min(pos[1], length));
  return { span: { start, end }, message: t(messages.get(code) ?? tidy(message)) };
}

/** Says it in words of the field where the parser speaks of its own notions. */
const messages: ReadonlyMap<YAMLError['code'], string> = new Map([
  [
    'BLOCK_AS_IMPLICIT_KEY',
    translatable('expected one value; a mapping in a mapping begins on its own line'),
  ],
  ['MULTILINE_IMPLICIT_KEY', translatable('expected a colon after the name, on the same line')],
  ['TAB_AS_INDENT', translatable('expected spaces as indentation, not tabs')],
  ['RESOURCE_EXHAUSTION', translatable('expected a simpler text')],
] as const);

function tidy(message: string): string {
  const first = message.charAt(0).toLowerCase() + message.slice(1);
  return first.replace(/\.$/, '').replace(/^missing /, 'expected ');
}

interface Reader {
  readonly text: string;
  readonly anchors: Map<string, Measured>;
  readonly problems: SyntaxProblem[];
  aliasedNodes: number;
}

/** A node, and how much an alias of it would bring in. */
interface Measured {
  readonly node: Node;
  /** Nodes within, itself included. */
  readonly size: number;
  /** Levels of nesting within, itself included. */
  readonly height: number;
}

function report(reader: Reader, { start, end }: Span, message: string): void {
  reader.problems.push({ span: { start, end }, message });
}

/** Says whether nothing is written where a value may stand; the parser puts a null there. */
function isMissing(node: unknown): boolean {
  if (!isScalar(node)) return node === null || node === undefined;
  const { start, end } = spanOf(node);
  return node.value === null && start === end && !node.anchor && !node.tag;
}

function spanOf(node: { readonly range?: readonly number[] | null | undefined }): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}

/** Returns `undefined` for an alias that stands for nothing. */
function convert(reader: Reader, node: unknown, depth: number): Measured | undefined {
  if (isAlias(node)) return convertAlias(reader, node, depth);
  const converted = isMap(node)
    ? convertMap(reader, node, depth)
    : isSeq(node)
      ? convertSeq(reader, node, depth)
      : isScalar(node)
        ? { node: scalarNode(reader.text, node), size: 1, height: 0 }
        : undefined;
  if (converted && (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) {
    reader.anchors.set(node.anchor, converted);
  }
  return converted;
}

function convertAlias(reader: Reader, alias: Alias, depth: number): Measured | undefined {
  const span = spanOf(alias);
  const target = reader.anchors.get(alias.source);
  if (!target) {
    report(reader, span, t('expected an anchor &{0} before this alias', alias.source));
    return undefined;
  }
  const wasWithinLimits = reader.aliasedNodes <= maxAliasedNodes;
  reader.aliasedNodes += target.size;
  if (reader.aliasedNodes > maxAliasedNodes || depth + target.height > maxDepth) {
    if (wasWithinLimits) report(reader, span, t('expected aliases that stand for less'));
    reader.aliasedNodes = maxAliasedNodes + 1;
    return undefined;
  }
  return { ...target, node: placedAt(target.node, span) };
}

function placedAt(node: Node, span: Span): Node {
  return node.kind === 'string' ? { ...node, ...span, indent: undefined } : { ...node, ...span };
}

function convertSeq(reader: Reader, seq: YAMLSeq, depth: number): Measured {
  const { start, end } = spanOf(seq);
  const children: Measured[] = [];
  for (const item of seq.items) {
    const child = convert(reader, item, depth + 1);
    if (child) children.push(child);
  }
  const items = children.map(({ node }) => node);
  const last = items.at(-1)?.end ?? start + 1;
  return measured({ kind: 'array', start, end: seq.flow ? end : last, items }, children);
}

function convertMap(reader: Reader, map: YAMLMap, depth: number): Measured {
  const { start, end } = spanOf(map);
  const children: Measured[] = [];
  const own: Property[] = [];
  const merged: Property[] = [];
  const names = new Set<string>();
  let last = start;
  for (const pair of map.items) {
    const value = isMissing(pair.value) ? undefined : convert(reader, pair.value, depth + 1);
    if (value) children.push(value);
    const valueEnd = value?.node.end ?? missingValueEnd(reader.text, pair);
    last = Math.max(last, valueEnd ?? 0);
    if (value && isMergeKey(pair.key)) {
      merged.push(...mergedProperties(value.node));
      continue;
    }
    const key = convertKey(reader, pair.key);
    if (!key) continue;
    if (names.has(key.value)) report(reader, key, t('expected each name only once'));
    names.add(key.value);
    const keyEnd = Math.max(key.end, valueEnd ?? 0);
    last = Math.max(last, keyEnd);
    own.push({ start: key.start, end: keyEnd, key, value: value?.node });
  }
  // The last member of a name counts, so what is merged must come before what is written here.
  const properties = [...merged, ...own];
  return measured({ kind: 'object', start, end: map.flow ? end : last, properties }, children);
}

function measured(node: Node, children: readonly Measured[]): Measured {
  let size = 1;
  let height = 0;
  for (const child of children) {
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { node, size, height: height + 1 };
}

/** A member without value reaches over the blanks after its colon, where the value will be. */
function missingValueEnd(text: string, pair: Pair): number | undefined {
  if (!isScalar(pair.value)) return undefined;
  let { end } = spanOf(pair.value);
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** Of several merged mappings the first one counts. */
function mergedProperties(node: Node): readonly Property[] {
  if (node.kind === 'object') return node.properties;
  if (node.kind !== 'array') return [];
  return node.items.toReversed().flatMap((item) => (item.kind === 'object' ? item.properties : []));
}

function convertKey(reader: Reader, key: unknown): StringNode | undefined {
  if (isScalar(key)) {
    const node = scalarNode(reader.text, key);
    if (node.kind === 'string') return node;
    const { start, end } = node;
    return { kind: 'string', start, end, value: reader.text.slice(start, end), indent: 0 };
  }
  const node = isAlias(key) ? convert(reader, key, 0)?.node : undefined;
  if (node?.kind === 'string') return node;
  const hasSpan = isAlias(key) || isMap(key) || isSeq(key);
  if (hasSpan) report(reader, spanOf(key), t('expected a simple name'));
  return undefined;
}

function scalarNode(text: string, scalar: Scalar): Node {
  const { start, end } = spanOf(scalar);
  const { value } = scalar;
  if (value === null) return { kind: 'null', start, end };
  if (typeof value === 'boolean') return { kind: 'boolean', start, end, value };
  if (typeof value === 'number' && Number.isFinite(value)) {
    return { kind: 'number', start, end, value };
  }
  return stringNode(text, start, end, typeof value === 'string' ? value : text.slice(start, end));
}

function stringNode(text: string, start: number, rangeEnd: number, value: string): StringNode {
  let end = rangeEnd;
  // A block text reaches over the line breaks after it.
  while (end > start && ' \t\r\n'.includes(text[end - 1] ?? '')) end--;
  const indent = [0, 1].find(
    (count) => end - start === value.length + 2 * count && text.startsWith(value, start + count),
  );
  return { kind: 'string', start, end, value, indent };
}
