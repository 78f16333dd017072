import { existsSync } from 'node:fs';
import { combinedEdits } from '../base/combined-edits.ts';
import { applyEdits, type FileEdit } from '../base/edit.ts';
import { grouped } from '../base/grouped.ts';
import type { FileError } from '../report/check-report.ts';
import type { ReportedFinding } from '../rules/judging/rule.ts';
import { parseJson } from '../syntax/json.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { findingKey, findingsOf } from './findings.ts';
import { pathOf } from './paths.ts';
import { readTextFile, type TextEncoding } from './text-file.ts';
import type { Workspace } from './workspace.ts';
import { writeTextFile } from './write-file.ts';

/** What became of `--fix`. */
export interface Fixed {
  /** As the files are now. */
  readonly workspace: Workspace;
  /** How many fixes were made. */
  readonly count: number;
  /** URIs of the files that were written. */
  readonly files: ReadonlySet<string>;
  readonly problems: readonly FileError[];
}

/** A fix may make way for another; if that never ends, something is wrong with us. */
const MAX_ROUNDS = 10;

/**
 * Makes the preferred fixes of all definite findings, again and again until none is left. Fixes
 * that get in each other's way wait for the next round. A file is written whole or not at all, and
 * a fix is made in all its files or in none; one that does not apply, that would break a file or
 * bring back what was there before leaves its files as they are.
 */
export function fixFiles(open: () => Workspace): Fixed {
  const refused = new Set<string>();
  const seen = new Map<string, Set<string>>();
  const files = new Set<string>();
  const problems: FileError[] = [];
  let count = 0;
  let workspace = open();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { taken, texts } = nextFixes(workspace, refused, seen);
    if (taken.length === 0) break;
    for (const [uri, { path, text, encoding }] of texts) {
      const problem = writeTextFile(path, text, encoding);
      if (problem === undefined) {
        files.add(uri);
        continue;
      }
      problems.push({ file: workspace.places.file(uri), message: `cannot be fixed: ${problem}` });
      for (const finding of taken) if (touches(finding, uri)) refused.add(findingKey(finding));
    }
    count += taken.filter((finding) => !refused.has(findingKey(finding))).length;
    workspace = open();
  }
  return { workspace, count, files, problems };
}

interface NewText {
  readonly path: string;
  readonly text: string;
  readonly encoding: TextEncoding;
}

interface NextFixes {
  readonly taken: readonly ReportedFinding[];
  readonly texts: ReadonlyMap<string, NewText>;
}

/** The fixes that can be made together, and the texts they give. */
function nextFixes(
  workspace: Workspace,
  refused: Set<string>,
  seen: Map<string, Set<string>>,
): NextFixes {
  const fixable = findingsOf(workspace).filter((finding) => editsOf(finding).length > 0);
  for (;;) {
    const wanted = fixable.filter((finding) => !refused.has(findingKey(finding)));
    const { edits, taken } = combinedEdits(wanted, editsOf);
    const texts = new Map<string, NewText>();
    const failing = [...grouped(edits, ({ uri }) => uri)].find(([uri, own]) => {
      const next = newText(workspace, uri, own);
      if (!next || seen.get(uri)?.has(next.text)) return true;
      texts.set(uri, next);
      return false;
    });
    if (!failing) {
      for (const [uri, { text }] of texts) {
        const known = seen.get(uri) ?? new Set([workspace.analysis.read(uri)?.text ?? '']);
        seen.set(uri, known.add(text));
      }
      return { taken, texts };
    }
    for (const finding of taken) {
      if (touches(finding, failing[0])) refused.add(findingKey(finding));
    }
  }
}

/** As the editor's "fix all" does: nobody looks before, so it must be certain. */
function editsOf({ certainty, fixes }: ReportedFinding): readonly FileEdit[] {
  if (certainty !== 'definite') return [];
  return fixes.find(({ preferred }) => preferred)?.edits ?? [];
}

function touches(finding: ReportedFinding, uri: string): boolean {
  return editsOf(finding).some((edit) => edit.uri === uri);
}

/** A file's text with the edits made; `undefined` when they do not apply or would break it. */
function newText(
  { analysis, mayWrite }: Workspace,
  uri: string,
  edits: readonly FileEdit[],
): NewText | undefined {
  const path = pathOf(uri);
  if (path === undefined || !mayWrite(path)) return undefined;
  if (edits.some(({ create }) => create)) {
    const text = applyEdits('', edits);
    if (existsSync(path) || text === undefined) return undefined;
    return { path, text, encoding: 'utf-8' };
  }
  const before = analysis.read(uri)?.text;
  const file = readTextFile(path);
  // Somebody else may have written it meanwhile.
  if (before === undefined || !('text' in file) || file.text !== before) return undefined;
  const text = applyEdits(before, edits);
  if (text === undefined || problemsIn(uri, text) > problemsIn(uri, before)) return undefined;
  return { path, text, encoding: file.encoding };
}

function problemsIn(uri: string, text: string): number {
  const trees = /\.ya?ml$/i.test(uri) ? parseYaml(text) : [parseJson(text)];
  return trees.reduce((count, { problems }) => count + problems.length, 0);
}
