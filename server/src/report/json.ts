import type { Location, Range } from '../base/span.ts';
import type { FileEdit } from '../base/edit.ts';
import type { ReportedFinding } from '../rules/judging/rule.ts';
import type { CheckReport } from './check-report.ts';
import type { Places } from './places.ts';

/** Returns the report of `check --format json`; positions zero-based, half-open, UTF-16. */
export function checkJson(report: CheckReport, places: Places, version: string): string {
  const value = {
    tool: { name: 'edge-gpu', version },
    files: report.files.map(({ file, kind }) => ({ file, kind })),
    findings: report.findings.map((finding) => findingJson(finding, places)),
    errors: report.errors.map(({ file, message }) => ({ file, message })),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function findingJson(finding: ReportedFinding, places: Places) {
  const { rule, severity, certainty, at, message, parameterFile, evidence, facts, fixes } = finding;
  return {
    rule,
    severity,
    certainty,
    ...place(at, places),
    message,
    parameterFile: parameterFile === undefined ? null : places.file(parameterFile),
    evidence: evidence.map((piece) => ({ ...place(piece.at, places), message: piece.message })),
    facts,
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => editJson(edit, places)),
    })),
  };
}

function editJson(edit: FileEdit, places: Places) {
  return {
    ...place(edit, places),
    newText: edit.newText,
    ...(edit.create ? { create: true } : {}),
  };
}

function place(location: Location, places: Places): { file: string; range: Range } {
  return { file: places.file(location.uri), range: places.range(location) };
}
