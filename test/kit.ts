import { expect } from 'vitest';
import { createAnalysis, type Analysis } from '../server/src/analysis.ts';
import type { Source } from '../server/src/base/source.ts';
import { applyEdits, type FileEdit } from '../server/src/base/edit.ts';
import { fixtureFiles } from '../server/src/report/fixture-files.ts';
import type { Fix, ReportedFinding } from '../server/src/rules/judging/rule.ts';
import { readOf } from './memory-files.ts';

/** Fixture files live in this folder of no disk. */
export const ROOT = 'file:///w/';

/** Files by path relative to `ROOT`. */
export type Files = ReadonlyMap<string, string>;

/** Splits a fixture at its `=== name ===` lines. */
export const filesOf: (fixture: string) => Files = fixtureFiles;

/** Reads files that may be changed while a test runs; counts how often each is parsed anew. */
export interface Workspace {
  readonly analysis: Analysis;
  write(path: string, text: string): void;
  remove(path: string): void;
  textOf(uri: string): string | undefined;
}

export function workspaceOf(files: Files, settings?: Readonly<Record<string, unknown>>): Workspace {
  const sources = new Map<string, Source>();
  let stamp = 0;
  const write = (path: string, text: string): void => {
    const uri = ROOT + path;
    sources.set(uri, { uri, text, stamp: ++stamp });
  };
  for (const [path, text] of files) write(path, text);
  if (settings) {
    const uri = 'settings:';
    sources.set(uri, { uri, text: JSON.stringify(settings), stamp: ++stamp });
  }
  return {
    analysis: createAnalysis(readOf(sources)),
    write,
    remove: (path) => void sources.delete(ROOT + path),
    textOf: (uri) => sources.get(uri)?.text,
  };
}

/** An expected finding: the underlined text's place and what stands behind the carets. */
interface Underline {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A line of carets in a comment underlines part of the nearest line above that is none. */
const UNDERLINE = /^(\s*(?:\/\/|#)\s*)(\^+)\s*(.*)$/;

export function underlines(files: Files): readonly Underline[] {
  const found: Underline[] = [];
  for (const [path, text] of files) {
    let lineStart = 0;
    let underlined = 0;
    for (const line of text.split('\n')) {
      const match = UNDERLINE.exec(line);
      if (match) {
        const [, before = '', carets = '', message = ''] = match;
        const start = underlined + before.length;
        found.push({ path, start, end: start + carets.length, message });
      } else {
        underlined = lineStart;
      }
      lineStart += line.length + 1;
    }
  }
  return found;
}

/** Every finding of every file; a rule that failed fails the test. */
export function allFindings(workspace: Workspace, files: Files): readonly ReportedFinding[] {
  const found = [...files.keys()].flatMap((path) => workspace.analysis.findingsIn(ROOT + path));
  for (const { rule, message } of found) {
    if (rule === 'internal-error') throw new Error(message);
  }
  return found;
}

/** Checks that one rule finds what a fixture underlines, and nothing else. `…` matches anything. */
export function checkRule(rule: string, fixture: string): void {
  checkFound(fixture, (finding) => finding.rule === rule);
}

/** Checks that all rules together find what a fixture underlines, and nothing else. */
export function checkAll(fixture: string): void {
  checkFound(fixture, () => true);
}

function checkFound(fixture: string, isMeant: (finding: ReportedFinding) => boolean): void {
  const files = filesOf(fixture);
  const workspace = workspaceOf(files);
  const found = allFindings(workspace, files)
    .filter(isMeant)
    .map(({ at, message }) => show(files, at.uri, at.span.start, at.span.end, message));
  const expected = underlines(files).map(({ path, start, end, message }) =>
    show(files, ROOT + path, start, end, message),
  );
  const relaxed = found.map((text, index) => {
    const wanted = expected[index];
    if (!wanted?.endsWith('…')) return text;
    return text.startsWith(wanted.slice(0, -1)) ? wanted : text;
  });
  expect(relaxed.sort()).toEqual([...expected].sort());
}

function show(files: Files, uri: string, start: number, end: number, message: string): string {
  const path = uri.slice(ROOT.length);
  const text = files.get(path) ?? '';
  const line = text.slice(0, start).split('\n').length;
  return `${path}:${line} [${text.slice(start, end)}] ${message}`;
}

/** Applies a fix to the files; returns the new texts by path. Fails when an edit does not apply. */
export function applyFix(files: Files, fix: Fix): Files {
  const result = new Map(files);
  const byUri = new Map<string, FileEdit[]>();
  for (const edit of fix.edits) byUri.set(edit.uri, [...(byUri.get(edit.uri) ?? []), edit]);
  for (const [uri, edits] of byUri) {
    const path = uri.slice(ROOT.length);
    const before = result.get(path) ?? '';
    if (edits.some((edit) => edit.create) && result.has(path)) throw new Error(`${path} exists`);
    const after = applyEdits(before, edits);
    if (after === undefined) throw new Error(`edits of '${fix.title}' do not apply to ${path}`);
    result.set(path, after);
  }
  return result;
}

/**
 * Checks that each fix of a rule's findings removes its finding, leaves files that can be read,
 * and brings no new finding that asks for a change.
 */
export function checkFixes(rule: string, files: Files): void {
  const before = allFindings(workspaceOf(files), files);
  for (const finding of before.filter((one) => one.rule === rule)) {
    for (const fix of finding.fixes) {
      const after = applyFix(files, fix);
      const found = allFindings(workspaceOf(after), after);
      expect(countOf(found, finding), fix.title).toBeLessThan(countOf(before, finding));
      const known = new Set(before.map((one) => one.rule));
      expect(
        found.filter((one) => !known.has(one.rule) && asksForChange(one)),
        fix.title,
      ).toEqual([]);
    }
  }
}

/** Findings of the same rule that say the same: what they say names the VM or the value. */
function countOf(found: readonly ReportedFinding[], { rule, message }: ReportedFinding): number {
  return found.filter((one) => one.rule === rule && one.message === message).length;
}

/** Knowing more, as by a declared OS, may bring advice; it must not bring more to put right. */
function asksForChange({ severity }: ReportedFinding): boolean {
  return severity === 'error' || severity === 'warning';
}
