import type { ReportedFinding, Severity } from '../rules/rule.ts';
import type { CheckReport } from '../report/check-report.ts';
import { checkJson } from '../report/json.ts';
import { ansiPalette, plainPalette } from '../report/palette.ts';
import type { Places } from '../report/places.ts';
import { isAtLeast } from '../report/severity.ts';
import { checkText, placeText } from '../report/text.ts';
import { deviceSettings, type DeviceOptions } from './device-options.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { version } from './version.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface CheckOptions extends DeviceOptions {
  readonly format: 'text' | 'json';
  readonly minSeverity: Severity;
}

/** A rule that broke reports itself under this name; then the job was not done. */
const INTERNAL_ERROR = 'internal-error';

/** Runs `edge-gpu check`. */
export async function check(
  io: Io,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  const device = deviceSettings(options, io.cwd);
  if ('problem' in device) return refuse(io, device.problem);
  const workspace = openWorkspace({
    cwd: io.cwd,
    paths: paths.length === 0 ? ['.'] : paths,
    settings: device.settings,
    kinds: ['template', 'parameters', 'scenario', 'config'],
    otherKind: 'not an ARM template, parameter file, scenario or configuration',
  });
  const { places } = workspace;
  const report: CheckReport = {
    files: workspace.files.map(({ file, kind }) => ({ file, kind })),
    findings: findingsOf(workspace),
    errors: workspace.errors,
  };
  await io.stdout(written(report, places, io, options));
  for (const { file, message } of report.errors) await refuse(io, `${file}: ${message}`);
  const broken = report.findings.filter(({ rule }) => rule === INTERNAL_ERROR);
  for (const { at, message } of broken) await refuse(io, `${placeText(at, places)}: ${message}`);
  if (report.errors.length > 0 || broken.length > 0) return 2;
  return report.findings.some(({ severity }) => isAtLeast(severity, options.minSeverity)) ? 1 : 0;
}

function written(report: CheckReport, places: Places, io: Io, options: CheckOptions): string {
  if (options.format === 'json') return checkJson(report, places, version);
  const palette = io.colours === 'ansi' ? ansiPalette : plainPalette;
  return checkText(report, { places, palette, minSeverity: options.minSeverity });
}

/** Each finding once, by file and place: a template and its parameter file may both report it. */
function findingsOf({ analysis, files, places }: Workspace): readonly ReportedFinding[] {
  const known = new Map<string, ReportedFinding>();
  for (const { uri } of files) {
    for (const finding of analysis.check(uri)) {
      const { rule, at, message, parameterFile } = finding;
      const { start, end } = at.span;
      known.set(JSON.stringify([rule, at.uri, start, end, message, parameterFile]), finding);
    }
  }
  return [...known.values()].sort(
    (a, b) =>
      compareTexts(places.file(a.at.uri), places.file(b.at.uri)) ||
      a.at.span.start - b.at.span.start ||
      a.at.span.end - b.at.span.end ||
      compareTexts(a.rule, b.rule),
  );
}

/** By code units: the same order on every machine. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
