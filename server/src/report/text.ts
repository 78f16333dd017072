import type { Location } from '../base/span.ts';
import type { ReportedFinding, Severity } from '../rules/judging/rule.ts';
import type { CheckReport } from './check-report.ts';
import type { Palette } from './palette.ts';
import type { Places } from './places.ts';
import { printable } from './printable.ts';
import { isAtLeast, severities } from './severity.ts';
import { columnsOf, counted } from './words.ts';

export interface TextOptions {
  readonly places: Places;
  readonly palette: Palette;
  /** Milder findings are counted, not shown. */
  readonly minSeverity: Severity;
}

/**
 * Returns the report of `check` for a terminal: findings grouped by file, evidence under each, and
 * a line of counts. Lines and columns count from 1, as terminals and editors' status bars do.
 */
export function checkText(report: CheckReport, options: TextOptions): string {
  const { places, minSeverity } = options;
  const shown = report.findings.filter(({ severity }) => isAtLeast(severity, minSeverity));
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of shown) {
    const file = places.file(finding.at.uri);
    const group = groups.get(file);
    if (group) group.push(finding);
    else groups.set(file, [finding]);
  }
  const parts = [...groups.values()].map((group) => groupText(group, options));
  return [...parts, summary(report, shown.length, options.palette)].join('\n');
}

/** Returns `a/CreateVM.json:4:5`, counting from 1. */
export function placeText(location: Location, places: Places): string {
  const { start } = places.range(location);
  return printable(`${places.file(location.uri)}:${start.line + 1}:${start.character + 1}`);
}

function groupText(group: readonly ReportedFinding[], options: TextOptions): string {
  const { places, palette } = options;
  const width = Math.max(...group.map(({ at }) => columnsOf(placeText(at, places))));
  const severityWidth = Math.max(...group.map(({ severity }) => severity.length));
  return group
    .map((finding) => {
      const { at, severity, message, rule, certainty, parameterFile, evidence } = finding;
      const place = placeText(at, places);
      const gap = ' '.repeat(width - columnsOf(place) + 2);
      const head = `${palette.bold(place)}${gap}${palette.severity(severity, severity)}`;
      const tail = palette.dim(`[${rule}]${certainty === 'possible' ? ' possible' : ''}`);
      const lines = [
        `${head}${' '.repeat(severityWidth - severity.length + 2)}${printable(message)}  ${tail}`,
      ];
      if (parameterFile !== undefined) {
        lines.push(`    with ${printable(places.file(parameterFile))}`);
      }
      for (const piece of evidence) {
        lines.push(`    ${placeText(piece.at, places)}  ${printable(piece.message)}`);
      }
      return lines.map((line) => `${line}\n`).join('');
    })
    .join('');
}

function summary(report: CheckReport, shown: number, palette: Palette): string {
  const counts = severities.flatMap((severity) => {
    const count = report.findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [palette.severity(severity, severityCount(severity, count))];
  });
  const hidden = report.findings.length - shown;
  const found = counts.length === 0 ? 'no findings' : counts.join(', ');
  return `${counted(report.files.length, 'file')} checked: ${found}${hidden === 0 ? '' : ` (${hidden} not shown)`}\n`;
}

function severityCount(severity: Severity, count: number): string {
  // The plural of `information` is not said.
  return severity === 'information' ? `${count} information` : counted(count, severity);
}
