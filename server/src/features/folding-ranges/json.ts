import type { Analysis } from '../../analysis.ts';
import { placeAt, type Node } from '../../syntax/node.ts';
import type { Fold } from './fold.ts';

/** Returns the objects, arrays, comments and `#region`s of a JSON file. */
export function jsonFolds(analysis: Analysis, uri: string): readonly Fold[] {
  if (analysis.settings().templateLanguage === 'off') return [];
  const text = analysis.read(uri)?.text;
  const root = analysis.treeOf(uri)?.root;
  if (text === undefined) return [];
  const folds: Fold[] = [];
  if (root) collect(root, folds);
  return [...folds, ...comments(text, root)];
}

function collect(node: Node, folds: Fold[]): void {
  const pending: Node[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind !== 'object' && next.kind !== 'array') continue;
    folds.push({ span: next, kind: 'region', lastLine: 'shown' });
    if (next.kind === 'array') pending.push(...next.items);
    else for (const { value } of next.properties) if (value) pending.push(value);
  }
}

/** Lines of comments that follow each other fold as one. */
function comments(text: string, root: Node | undefined): readonly Fold[] {
  const folds: Fold[] = [];
  const regions: number[] = [];
  let run: { start: number; end: number } | undefined;
  let block: number | undefined;
  const endRun = (): void => {
    if (run) folds.push({ span: run, kind: 'comment', lastLine: 'hidden' });
    run = undefined;
  };
  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    const line = match[0].trim();
    const start = match.index + (match[0].length - match[0].trimStart().length);
    const end = start + line.length;
    if (block !== undefined) {
      if (!line.includes('*/')) continue;
      folds.push({ span: { start: block, end }, kind: 'comment', lastLine: 'hidden' });
      block = undefined;
    } else if (line.startsWith('//') && !isInString(root, start)) {
      if (/^\/\/\s*#?region\b/i.test(line)) {
        endRun();
        regions.push(start);
      } else if (/^\/\/\s*#?endregion\b/i.test(line)) {
        endRun();
        const from = regions.pop();
        if (from !== undefined) {
          folds.push({ span: { start: from, end }, kind: 'region', lastLine: 'hidden' });
        }
      } else {
        run = { start: run?.start ?? start, end };
      }
    } else {
      endRun();
      if (line.startsWith('/*') && !line.includes('*/') && !isInString(root, start)) block = start;
    }
  }
  endRun();
  return folds;
}

/** A text may have several lines. */
function isInString(root: Node | undefined, offset: number): boolean {
  const { node } = placeAt(root, offset);
  return node?.kind === 'string' && node.start < offset;
}
