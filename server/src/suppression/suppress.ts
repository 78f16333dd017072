import { applyEdits, type TextEdit } from '../base/edit.ts';
import { contains, type Span } from '../base/span.ts';
import { jsonComments } from '../syntax/comments.ts';
import { parseJson } from '../syntax/json.ts';
import { indentationAt, lineBreakOf, lineStart } from '../syntax/layout.ts';
import { at, member, type Node, type ObjectNode, type Tree } from '../syntax/node.ts';
import { insertJsonItem, insertJsonMember, setJsonValue } from '../syntax/write.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { suppressionsIn } from './find-suppressions.ts';
import { covers, type CommentStyle } from './suppression.ts';

/** A file in which a finding is to be suppressed. */
export interface SuppressibleFile {
  readonly text: string;
  readonly style: CommentStyle;
  readonly trees: readonly Tree[];
  /** In which objects `metadata` may stand; `none` where the file has no such thing. */
  readonly metadata: 'template' | 'parameters' | 'none';
  /** Whether comments are welcome: by the file's name; one that has some already takes more. */
  readonly comments: 'welcome' | 'avoided';
}

/** A finding as far as suppressing it needs to know. */
export interface FoundPlace {
  readonly rule: string;
  readonly span: Span;
}

/** The edits that suppress a finding, and what they reach. */
export interface NewSuppression {
  readonly edits: readonly TextEdit[];
  readonly form: 'comment' | 'metadata';
  /** How many other places with findings of the rule it silences too. */
  readonly others: number;
}

/**
 * Returns what suppresses `finding`: a comment above its line, or `metadata` where comments are not
 * wanted. `findings` are all those of the file. `undefined` when it can be said in no way, which is
 * found out by trying: the file is read again as it would be.
 */
export function suppress(
  file: SuppressibleFile,
  finding: FoundPlace,
  findings: readonly FoundPlace[],
): NewSuppression | undefined {
  const byComment = () => tried(file, finding, findings, 'comment', comment(file, finding));
  const byMetadata = () => tried(file, finding, findings, 'metadata', metadata(file, finding));
  const takesComments =
    file.comments === 'welcome' || file.metadata === 'none' || hasComments(file);
  return takesComments ? (byComment() ?? byMetadata()) : (byMetadata() ?? byComment());
}

function hasComments({ text, style }: SuppressibleFile): boolean {
  return style === 'yaml' || (text.includes('/') && jsonComments(text).length > 0);
}

function tried(
  file: SuppressibleFile,
  finding: FoundPlace,
  findings: readonly FoundPlace[],
  form: NewSuppression['form'],
  edits: readonly TextEdit[],
): NewSuppression | undefined {
  const text = edits.length === 0 ? undefined : applyEdits(file.text, edits);
  if (text === undefined) return undefined;
  const trees = file.style === 'yaml' ? parseYaml(text) : [parseJson(text)];
  if (problemsIn(trees) > problemsIn(file.trees)) return undefined;
  const { suppressions } = suppressionsIn(text, file.style, trees);
  const isSilent = ({ rule, span }: FoundPlace): boolean => {
    const start = moved(span.start, edits);
    return suppressions.some((suppression) => covers(suppression, rule, start));
  };
  if (!isSilent(finding)) return undefined;
  const others = findings.filter(
    (other) =>
      other.rule === finding.rule &&
      (other.span.start !== finding.span.start || other.span.end !== finding.span.end) &&
      isSilent(other),
  );
  return { edits, form, others: new Set(others.map(({ span }) => span.start)).size };
}

function problemsIn(trees: readonly Tree[]): number {
  return trees.reduce((count, { problems }) => count + problems.length, 0);
}

/** Where an offset comes to lie; what is inserted right there comes before it. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  return edits.reduce(
    (place, { span, newText }) =>
      span.end <= offset ? place + newText.length - (span.end - span.start) : place,
    offset,
  );
}

function comment({ text, style }: SuppressibleFile, finding: FoundPlace): readonly TextEdit[] {
  const start = lineStart(text, finding.span.start);
  // A byte order mark stays the first character.
  const place = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const mark = style === 'yaml' ? '#' : '//';
  const written = `${mark} edge-gpu-disable-next-line ${finding.rule}`;
  const newText = `${indentationAt(text, finding.span.start)}${written}${lineBreakOf(text)}`;
  return [{ span: { start: place, end: place }, newText }];
}

function metadata(file: SuppressibleFile, { rule, span }: FoundPlace): readonly TextEdit[] {
  const owner = file.style === 'json' ? ownerOf(file, span) : undefined;
  if (!owner) return [];
  const { text } = file;
  const own = member(owner, 'metadata');
  if (!own) return insertJsonMember(text, owner, 'metadata', { edgeGpu: { disable: [rule] } });
  if (own.value?.kind !== 'object') return [];
  const edgeGpu = member(own.value, 'edgeGpu');
  if (!edgeGpu) return insertJsonMember(text, own.value, 'edgeGpu', { disable: [rule] });
  if (edgeGpu.value?.kind !== 'object') return [];
  const disable = member(edgeGpu.value, 'disable');
  if (!disable) return insertJsonMember(text, edgeGpu.value, 'disable', [rule]);
  const { value } = disable;
  if (value?.kind === 'array') return insertJsonItem(text, value, value.items.length, rule);
  return value?.kind === 'string' ? setJsonValue(text, value, [value.value, rule]) : [];
}

/** The innermost object around a place in which ARM lets `metadata` stand. */
function ownerOf({ trees, metadata: where }: SuppressibleFile, span: Span): ObjectNode | undefined {
  const root = trees[0]?.root;
  if (root?.kind !== 'object' || where === 'none') return undefined;
  let owner = where === 'template' ? root : undefined;
  const visit = (node: Node): void => {
    for (const inner of ownersWithin(node)) {
      if (!contains(inner, span)) continue;
      owner = inner;
      visit(inner);
    }
  };
  visit(root);
  return owner;
}

/** Resources and parameters, those of a nested template included. */
function ownersWithin(node: Node): readonly ObjectNode[] {
  const templates = [node, at(node, 'properties', 'template')];
  return templates.flatMap((template) =>
    ['resources', 'parameters'].flatMap((name) => objectsIn(at(template, name))),
  );
}

function objectsIn(node: Node | undefined): readonly ObjectNode[] {
  const nodes =
    node?.kind === 'array'
      ? node.items
      : node?.kind === 'object'
        ? node.properties.flatMap(({ value }) => value ?? [])
        : [];
  return nodes.filter((item) => item.kind === 'object');
}
