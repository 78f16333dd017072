import { resolve } from 'node:path';
import type { CheckReport } from '../report/check-report.ts';
import { ansiPalette, plainPalette } from '../report/palette.ts';
import { isAtLeast } from '../report/severity.ts';
import { checkText, placeText } from '../report/text.ts';
import { counted } from '../report/words.ts';
import { isInternalError } from '../rules/judging/judge.ts';
import type { ReportedFinding, Severity } from '../rules/judging/rule.ts';
import { deviceSettings, type DeviceOptions, type DeviceSettings } from './device-options.ts';
import { findingsOf } from './findings.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { uriOf } from './paths.ts';
import { shardOf, type Shard } from './shard.ts';
import { version } from './version.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface CheckOptions extends DeviceOptions {
  readonly format: CheckFormat;
  readonly minSeverity: Severity;
  readonly fix?: true;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly shard?: string;
}

export type CheckFormat = 'text' | 'json' | 'sarif' | 'github' | 'junit';

/** Runs `edge-gpu check`. */
export async function check(
  io: Io,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitCode> {
  const device = deviceSettings(options, io.cwd);
  if ('problem' in device) return refuse(io, device.problem);
  const shard = options.shard === undefined ? undefined : shardOf(options.shard, io.environment);
  if (shard && 'problem' in shard) return refuse(io, shard.problem);
  if (shard && (options.fix || options.writeBaseline !== undefined)) {
    return refuse(io, '--shard reports only: it goes with neither --fix nor --write-baseline');
  }
  const open = (): Workspace => openChecked(io, paths, device.settings, shard);
  const fixed = options.fix ? await runFixes(io, open) : { workspace: open(), problems: [] };
  const { workspace } = fixed;
  const known = await withoutKnown(io, workspace, options);
  if ('problem' in known) return refuse(io, known.problem);
  const report: CheckReport = {
    files: workspace.files.map(({ file, kind }) => ({ file, kind })),
    findings: known.findings,
    errors: [...workspace.errors, ...fixed.problems],
  };
  await io.stdout(await written(report, workspace, io, options));
  for (const { file, message } of report.errors) await refuse(io, `${file}: ${message}`);
  const broken = report.findings.filter(isInternalError);
  for (const { at, message } of broken) {
    await refuse(io, `${placeText(at, workspace.places)}: ${message}`);
  }
  if (report.errors.length > 0 || broken.length > 0) return 2;
  return report.findings.some(({ severity }) => isAtLeast(severity, options.minSeverity)) ? 1 : 0;
}

function openChecked(
  io: Io,
  paths: readonly string[],
  settings: DeviceSettings,
  shard: Shard | undefined,
): Workspace {
  return openWorkspace({
    cwd: io.cwd,
    paths: paths.length === 0 ? ['.'] : paths,
    settings,
    kinds: ['template', 'parameters', 'scenario', 'config'],
    otherKind: 'not an ARM template, parameter file, scenario or configuration',
    ...(shard && { shard }),
  });
}

async function runFixes(io: Io, open: () => Workspace) {
  const { fixFiles } = await import('./fix.ts');
  const fixed = fixFiles(open);
  const { count, files } = fixed;
  await io.stderr(
    `edge-gpu: ${counted(count, 'finding')} fixed in ${counted(files.size, 'file')}\n`,
  );
  return fixed;
}

/** The findings that no baseline knows; writes the baseline when that is asked for. */
async function withoutKnown(
  io: Io,
  workspace: Workspace,
  { baseline: read, writeBaseline: write }: CheckOptions,
): Promise<{ readonly findings: readonly ReportedFinding[] } | { readonly problem: string }> {
  const findings = findingsOf(workspace);
  if (read === undefined && write === undefined) return { findings };
  const { baselineOf, compareWithBaseline, readBaseline, writeBaseline } =
    await import('./baseline.ts');
  if (write !== undefined) {
    const path = resolve(io.cwd, write);
    const baseline = baselineOf(path, findings, workspace);
    const problem = writeBaseline(path, baseline);
    if (problem !== undefined) return { problem: `baseline '${write}': ${problem}` };
    await io.stderr(`edge-gpu: baseline '${write}' knows ${counted(findings.length, 'finding')}\n`);
    return { findings: findings.filter(isInternalError) };
  }
  const given = read ?? '';
  const file = readBaseline(resolve(io.cwd, given));
  if ('problem' in file) return { problem: `baseline '${given}': ${file.problem}` };
  const { fresh, known, stale } = compareWithBaseline(file.baseline, findings, workspace);
  if (known > 0) {
    await io.stderr(`edge-gpu: ${counted(known, 'finding')} known by the baseline '${given}'\n`);
  }
  for (const entry of stale) {
    const what = `${entry.file}: ${entry.rule} at ${entry.path === '' ? 'the top' : entry.path}`;
    await io.stderr(`edge-gpu: baseline '${given}': not found any more: ${what}\n`);
  }
  return { findings: fresh };
}

async function written(
  report: CheckReport,
  { places }: Workspace,
  io: Io,
  { format, minSeverity }: CheckOptions,
): Promise<string> {
  switch (format) {
    case 'text': {
      const palette = io.colours === 'ansi' ? ansiPalette : plainPalette;
      return checkText(report, { places, palette, minSeverity });
    }
    case 'json': {
      const { checkJson } = await import('../report/json.ts');
      return checkJson(report, places, version);
    }
    case 'sarif': {
      const { checkSarif } = await import('../report/sarif.ts');
      return checkSarif(report, { places, version, root: uriOf(io.cwd) });
    }
    case 'github': {
      const { checkGithub } = await import('../report/github.ts');
      return checkGithub(report, { places, minSeverity });
    }
    case 'junit': {
      const { checkJunit } = await import('../report/check-junit.ts');
      return checkJunit(report, { places, minSeverity });
    }
  }
}
