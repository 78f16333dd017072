import type { ReportedFinding, Severity } from '../rules/judging/rule.ts';
import type { CheckReport } from './check-report.ts';
import type { Places } from './places.ts';
import { printable } from './printable.ts';
import { isAtLeast } from './severity.ts';

export interface GithubOptions {
  readonly places: Places;
  /** Milder findings are left out: GitHub shows ten annotations of a kind and no more. */
  readonly minSeverity: Severity;
}

const commands = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
} as const satisfies Record<Severity, string>;

/** Returns the report of `check --format github`: workflow commands that annotate the files. */
export function checkGithub(report: CheckReport, options: GithubOptions): string {
  const { places, minSeverity } = options;
  const shown = report.findings.filter(({ severity }) => isAtLeast(severity, minSeverity));
  const lines = [
    ...shown.map((finding) => annotation(finding, places)),
    ...report.errors.map(
      ({ file, message }) => `::error file=${property(file)}::${data(`${file}: ${message}`)}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(finding: ReportedFinding, places: Places): string {
  const { rule, severity, at, message, parameterFile } = finding;
  const { start, end } = places.range(at);
  const place = [
    `file=${property(places.file(at.uri))}`,
    `line=${start.line + 1}`,
    `endLine=${end.line + 1}`,
    // Columns are shown for what lies on one line only.
    ...(start.line === end.line
      ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`]
      : []),
    `title=${property(rule)}`,
  ];
  const text =
    parameterFile === undefined ? message : `${message} (with ${places.file(parameterFile)})`;
  return `::${commands[severity]} ${place.join(',')}::${data(text)}`;
}

/** As the runner takes the text of a command; nothing in it that a terminal would obey. */
function data(text: string): string {
  return text
    .split(/(\r|\n)/)
    .map((part) =>
      part === '\r' ? '%0D' : part === '\n' ? '%0A' : printable(part).replaceAll('%', '%25'),
    )
    .join('');
}

/** As the runner takes the value of a command's property. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
