import type { Range } from '../base/span.ts';
import type { CheckedFile, FileError } from '../report/check-report.ts';
import type { Severity } from '../rules/judging/rule.ts';
import { compareTexts } from './findings.ts';

/** A report of `check --format json`, as far as merging looks into it. */
export interface JsonReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly files: readonly CheckedFile[];
  readonly findings: readonly JsonFinding[];
  readonly errors: readonly FileError[];
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly range: Range;
  readonly message: string;
  readonly parameterFile: string | null;
}

/** Returns one report of several, in the order that a single check writes. */
export function mergeJson(reports: readonly JsonReport[]): JsonReport {
  return {
    tool: reports[0]?.tool ?? { name: 'edge-gpu', version: '' },
    files: [...distinct(reports.flatMap(({ files }) => files))].sort((a, b) =>
      compareTexts(a.file, b.file),
    ),
    findings: [...distinct(reports.flatMap(({ findings }) => findings))].sort(
      (a, b) =>
        compareTexts(a.file, b.file) ||
        compareRanges(a.range, b.range) ||
        compareTexts(a.rule, b.rule) ||
        compareTexts(a.message, b.message) ||
        compareTexts(a.parameterFile ?? '', b.parameterFile ?? ''),
    ),
    errors: distinct(reports.flatMap(({ errors }) => errors)),
  };
}

/** Returns each value once, told apart by their JSON. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function compareRanges(a: Range, b: Range): number {
  return (
    a.start.line - b.start.line ||
    a.start.character - b.start.character ||
    a.end.line - b.end.line ||
    a.end.character - b.end.character
  );
}
