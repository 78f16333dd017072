import type { ReportedFinding } from '../rules/judging/rule.ts';
import type { Workspace } from './workspace.ts';

/**
 * Returns the findings of the files, each once: a template and its parameter file may both report
 * it. By file and place, so that the order is the same on every machine.
 */
export function findingsOf({ analysis, files, places }: Workspace): readonly ReportedFinding[] {
  const known = new Map<string, ReportedFinding>();
  for (const { uri } of files) {
    for (const finding of analysis.check(uri)) known.set(findingKey(finding), finding);
  }
  return [...known.values()].sort(
    (a, b) =>
      compareTexts(places.file(a.at.uri), places.file(b.at.uri)) ||
      a.at.span.start - b.at.span.start ||
      a.at.span.end - b.at.span.end ||
      compareTexts(a.rule, b.rule) ||
      compareTexts(a.message, b.message) ||
      compareTexts(a.parameterFile ?? '', b.parameterFile ?? ''),
  );
}

/** Returns what makes a finding another one. */
export function findingKey({ rule, at, message, parameterFile }: ReportedFinding): string {
  return JSON.stringify([rule, at.uri, at.span.start, at.span.end, message, parameterFile]);
}

/** By code units: the same order on every machine. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
