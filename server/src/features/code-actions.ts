import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { combinedEdits } from '../base/combined-edits.ts';
import { overlaps, type Span } from '../base/span.ts';
import type { Fix, ReportedFinding } from '../rules/judging/rule.ts';
import { suppressHere } from './code-actions/suppress-here.ts';
import { rangeIn } from './ranges.ts';
import { workspaceEdit, type EditTarget } from './workspace-edit.ts';

/** The kind of the action that puts a whole file right, also when a file is saved. */
export const fixAllKind = 'source.fixAll.edgeGpu';

const quickFixKind = 'quickfix';

/** What is asked for, and how the client takes edits. */
export interface CodeActionRequest {
  readonly uri: string;
  readonly span: Span;
  /** The diagnostics the client shows there. */
  readonly diagnostics: readonly Diagnostic[];
  /** Kinds of actions wanted; all when absent. */
  readonly only: readonly string[] | undefined;
  readonly target: EditTarget;
}

/** Returns the fixes of the findings that touch the span, and fixes for the whole file. */
export function codeActions(analysis: Analysis, request: CodeActionRequest): CodeAction[] {
  const findings = analysis.findingsIn(request.uri);
  const touched = findings.filter(({ at }) => overlaps(at.span, request.span));
  const actions: CodeAction[] = [];
  if (isWanted(quickFixKind, request.only)) {
    for (const finding of touched) actions.push(...quickFixes(analysis, finding, request));
    for (const rule of new Set(touched.map((finding) => finding.rule))) {
      actions.push(...fixAllOfRule(analysis, rule, findings, request));
    }
    // The last resort stands last.
    actions.push(...suppressions(analysis, touched, findings, request));
  }
  // Only on demand: an action of this kind runs without asking, for instance when a file is saved.
  if (request.only !== undefined && isWanted(fixAllKind, request.only)) {
    actions.push(...fixAll(analysis, findings, request));
  }
  return actions;
}

/** Kinds are hierarchical: who wants `source.fixAll` wants `source.fixAll.edgeGpu`. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined) return true;
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(
  analysis: Analysis,
  finding: ReportedFinding,
  request: CodeActionRequest,
): CodeAction[] {
  return finding.fixes.flatMap((fix) => quickFix(analysis, finding, fix, request));
}

function quickFix(
  analysis: Analysis,
  finding: ReportedFinding,
  fix: Fix,
  request: CodeActionRequest,
): CodeAction[] {
  const edit = workspaceEdit(analysis.read, fix.edits, request.target);
  if (!edit) return [];
  return [
    {
      title: fix.title,
      kind: quickFixKind,
      diagnostics: diagnosticsOf(analysis, [finding], request),
      ...(fix.preferred && { isPreferred: true }),
      edit,
    },
  ];
}

/** Several findings of a rule at one place are suppressed together. */
function suppressions(
  analysis: Analysis,
  touched: readonly ReportedFinding[],
  findings: readonly ReportedFinding[],
  request: CodeActionRequest,
): CodeAction[] {
  const places = new Map(touched.map((found) => [`${found.rule} ${found.at.span.start}`, found]));
  return [...places.values()].flatMap((finding) => {
    const fix = suppressHere(analysis, finding, findings);
    return fix ? quickFix(analysis, finding, fix, request) : [];
  });
}

function fixAllOfRule(
  analysis: Analysis,
  rule: string,
  findings: readonly ReportedFinding[],
  request: CodeActionRequest,
): CodeAction[] {
  const fixable = findings.filter((finding) => finding.rule === rule && chosenFix(finding));
  if (fixable.length < 2) return [];
  const title = `fix all \`${rule}\` in this file`;
  return combinedAction(analysis, fixable, request, title, quickFixKind);
}

/** Nobody looks at these before they are made, so a fix must be definite and the preferred one. */
function fixAll(
  analysis: Analysis,
  findings: readonly ReportedFinding[],
  request: CodeActionRequest,
): CodeAction[] {
  const fixable = findings.filter(
    ({ certainty, fixes }) => certainty === 'definite' && fixes.some((fix) => fix.preferred),
  );
  const title = 'fix all Edge GPU findings in this file';
  return combinedAction(analysis, fixable, request, title, fixAllKind);
}

function combinedAction(
  analysis: Analysis,
  findings: readonly ReportedFinding[],
  request: CodeActionRequest,
  title: string,
  kind: string,
): CodeAction[] {
  const { edits, taken } = combinedEdits(findings, (finding) => chosenFix(finding)?.edits ?? []);
  const edit = taken.length > 0 && workspaceEdit(analysis.read, edits, request.target);
  if (!edit) return [];
  return [{ title, kind, diagnostics: diagnosticsOf(analysis, taken, request), edit }];
}

/** The fix to take when nobody chooses: the preferred one, or the only one. */
function chosenFix({ fixes }: ReportedFinding): Fix | undefined {
  return fixes.find((fix) => fix.preferred) ?? (fixes.length === 1 ? fixes[0] : undefined);
}

/** The client's own diagnostics are returned, so that it knows them again. */
function diagnosticsOf(
  { read }: Analysis,
  findings: readonly ReportedFinding[],
  request: CodeActionRequest,
): Diagnostic[] {
  return request.diagnostics.filter((diagnostic) =>
    findings.some(({ rule, at }) => {
      const range = rangeIn(read, at);
      return diagnostic.code === rule && range !== undefined && sameRange(range, diagnostic.range);
    }),
  );
}

function sameRange(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
