import { ansiPalette, plainPalette } from '../report/palette.ts';
import { timelineJson, type TimelineReport } from '../report/timeline-json.ts';
import { timelineJunit } from '../report/timeline-junit.ts';
import { timelineSvg } from '../report/timeline-svg.ts';
import { timelineText } from '../report/timeline-text.ts';
import { verdicts } from '../scenario/verdict.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { scenarioProblems } from './scenario-problems.ts';
import { openWorkspace, type Workspace, type WorkspaceFile } from './workspace.ts';

export interface SimulateOptions {
  readonly format: 'text' | 'json' | 'svg' | 'junit';
  /** Only scenarios of this name. */
  readonly scenario?: string;
}

/** Runs `edge-gpu simulate`. */
export async function simulate(
  io: Io,
  paths: readonly string[],
  options: SimulateOptions,
): Promise<ExitCode> {
  const workspace = openWorkspace({
    cwd: io.cwd,
    paths,
    settings: {},
    kinds: ['scenario'],
    otherKind: 'not a scenario',
  });
  const problems = workspace.files.map((file) => scenarioProblems(workspace, file));
  const reports = workspace.files
    .filter((_, index) => problems[index]?.length === 0)
    .flatMap((file) => reportsOf(workspace, file))
    .filter(
      ({ timeline }) => timeline.scenario.name === (options.scenario ?? timeline.scenario.name),
    );
  for (const { file, message } of workspace.errors) await refuse(io, `${file}: ${message}`);
  for (const line of problems.flat()) await io.stderr(`${line}\n`);
  const failed = workspace.errors.length + problems.flat().length > 0;
  if (reports.length === 0 && !failed) return refuse(io, nothingFound(options));
  if (options.format === 'svg' && reports.length > 1) {
    const names = reports.map(({ timeline }) => `'${timeline.scenario.name}'`).join(', ');
    return refuse(io, `a picture shows one scenario; choose one with --scenario: ${names}`);
  }
  await io.stdout(written(reports, io, options));
  if (failed) return 2;
  return reports.some(isBad) ? 1 : 0;
}

function reportsOf(
  { analysis }: Workspace,
  { uri, file }: WorkspaceFile,
): readonly TimelineReport[] {
  return analysis
    .timelinesOf(uri)
    .map((timeline) => ({ file, timeline, verdicts: verdicts(timeline) }));
}

function isBad({ timeline, verdicts: found }: TimelineReport): boolean {
  return timeline.outcome === 'fails' || found.some(({ passed }) => !passed);
}

function nothingFound({ scenario }: SimulateOptions): string {
  return scenario === undefined ? 'no scenario found' : `no scenario is called '${scenario}'`;
}

function written(reports: readonly TimelineReport[], io: Io, options: SimulateOptions): string {
  switch (options.format) {
    case 'json':
      return timelineJson(reports);
    case 'junit':
      return timelineJunit(reports);
    case 'svg':
      return reports.map(({ timeline }) => timelineSvg(timeline)).join('');
    case 'text': {
      const palette = io.colours === 'ansi' ? ansiPalette : plainPalette;
      return reports.map((report) => timelineText(report, palette)).join('\n');
    }
  }
}
