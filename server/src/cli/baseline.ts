import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isInternalError } from '../rules/judging/judge.ts';
import type { ReportedFinding } from '../rules/judging/rule.ts';
import { compareTexts } from './findings.ts';
import { pathOf, shownPath } from './paths.ts';
import { readTextFile } from './text-file.ts';
import type { Workspace } from './workspace.ts';
import { writeTextFile } from './write-file.ts';

/** Findings that are known and not to be reported again. */
export interface Baseline {
  /** Absolute path of the folder that its files are named from. */
  readonly folder: string;
  readonly entries: readonly BaselineEntry[];
}

/** Findings of a rule at one node, which lines above it do not change. */
export interface BaselineEntry {
  readonly rule: string;
  /** Relative to the baseline's folder, with `/`. */
  readonly file: string;
  /** The way from the root of the document to the node. */
  readonly path: string;
  readonly count: number;
}

/** What a baseline leaves of the findings. */
export interface Compared {
  readonly fresh: readonly ReportedFinding[];
  readonly known: number;
  /** Entries, or parts of their counts, for which there is no finding any more. */
  readonly stale: readonly BaselineEntry[];
}

const VERSION = 1;

/** Reads a baseline; `path` is absolute. */
export function readBaseline(
  path: string,
): { readonly baseline: Baseline } | { readonly problem: string } {
  const file = readTextFile(path);
  if ('problem' in file) return { problem: file.problem };
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch {
    return { problem: 'is not JSON' };
  }
  if (!isBaselineFile(value)) return { problem: 'is not a baseline that --write-baseline wrote' };
  if (value.version !== VERSION) {
    return { problem: `is a baseline of version ${value.version}, expected ${VERSION}` };
  }
  return { baseline: { folder: dirname(path), entries: value.findings } };
}

/** Returns the baseline that knows all these findings, for a file at the absolute `path`. */
export function baselineOf(
  path: string,
  findings: readonly ReportedFinding[],
  workspace: Workspace,
): Baseline {
  const folder = dirname(path);
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    if (isInternalError(finding)) continue;
    const entry = entryOf(finding, folder, workspace);
    const key = keyOf(entry);
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...entries.values()].sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
  return { folder, entries: sorted };
}

/** Writes a baseline to the absolute `path`; returns why it could not be, or `undefined`. */
export function writeBaseline(path: string, { entries }: Baseline): string | undefined {
  const value = { tool: 'edge-gpu', version: VERSION, findings: entries };
  return writeTextFile(resolve(path), `${JSON.stringify(value, undefined, 2)}\n`, 'utf-8');
}

/** Returns the findings that a baseline does not know, and what of it is out of date. */
export function compareWithBaseline(
  { folder, entries }: Baseline,
  findings: readonly ReportedFinding[],
  workspace: Workspace,
): Compared {
  const left = new Map(entries.map((entry) => [keyOf(entry), entry.count]));
  const fresh = findings.filter((finding) => {
    if (isInternalError(finding)) return true;
    const key = keyOf(entryOf(finding, folder, workspace));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  const checked = new Set(workspace.files.map(({ uri }) => shownPath(folder, pathOf(uri) ?? uri)));
  const stale = entries.flatMap((entry): readonly BaselineEntry[] => {
    const count = left.get(keyOf(entry)) ?? 0;
    // Of files that were not looked at nothing is known, unless they are gone.
    const isJudged = checked.has(entry.file) || !existsSync(resolve(folder, entry.file));
    return count > 0 && isJudged ? [{ ...entry, count }] : [];
  });
  return { fresh, known: findings.length - fresh.length, stale };
}

function entryOf(
  { rule, at }: ReportedFinding,
  folder: string,
  { places }: Workspace,
): BaselineEntry {
  const path = pathOf(at.uri);
  const file = path === undefined ? at.uri : shownPath(folder, path);
  return { rule, file, path: places.nodePath(at), count: 1 };
}

function keyOf({ rule, file, path }: BaselineEntry): string {
  return JSON.stringify([file, path, rule]);
}

interface BaselineFile {
  readonly version: number;
  readonly findings: readonly BaselineEntry[];
}

function isBaselineFile(value: unknown): value is BaselineFile {
  if (typeof value !== 'object' || value === null) return false;
  if (!('version' in value) || typeof value.version !== 'number') return false;
  return 'findings' in value && Array.isArray(value.findings) && value.findings.every(isEntry);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, file, path, count } = value as Partial<Record<keyof BaselineEntry, unknown>>;
  return (
    typeof rule === 'string' &&
    typeof file === 'string' &&
    typeof path === 'string' &&
    typeof count === 'number'
  );
}
