import { CONFIGURATION_NAME } from '../analysis.ts';
import { adviceJson, adviceText, type AdviceReport } from '../report/advice.ts';
import { adviceOn } from '../scenario/advice.ts';
import { deploymentScenario } from '../scenario/deployment-scenario.ts';
import type { Timeline } from '../scenario/timeline.ts';
import { deviceSettings, type DeviceOptions } from './device-options.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { scenarioProblems } from './scenario-problems.ts';
import { openWorkspace, type Workspace, type WorkspaceFile } from './workspace.ts';

export interface SafeOrderOptions extends DeviceOptions {
  readonly format: 'text' | 'json' | 'svg' | 'junit';
  /** Only scenarios of this name. */
  readonly scenario?: string;
}

/**
 * Runs `edge-gpu simulate --safe-order`: of scenarios and templates the order in which everything
 * gets its GPU, or why there is none and what would help. The exit code is 1 when some has none.
 */
export async function adviseOrder(
  io: Io,
  paths: readonly string[],
  options: SafeOrderOptions,
): Promise<ExitCode> {
  const { format } = options;
  if (format === 'svg' || format === 'junit') {
    return refuse(io, `--safe-order is written as text or json, not as ${format}`);
  }
  const device = deviceSettings(options, io.cwd);
  if ('problem' in device) return refuse(io, device.problem);
  const workspace = openWorkspace({
    cwd: io.cwd,
    paths,
    settings: device.settings,
    kinds: ['scenario', 'template'],
    otherKind: 'neither a scenario nor an ARM template',
  });
  const problems = [
    ...workspace.errors.map(({ file, message }) => `${file}: ${message}`),
    ...workspace.files.flatMap((file) => scenarioProblems(workspace, file)),
  ];
  const reports: AdviceReport[] = [];
  for (const file of workspace.files) {
    if (scenarioProblems(workspace, file).length > 0) continue;
    const timelines = timelinesOf(workspace, file);
    if (timelines === 'no device') {
      problems.push(`${file.file}: no device is named; use --device or ${CONFIGURATION_NAME}`);
      continue;
    }
    for (const timeline of timelines) {
      if (timeline.scenario.name !== (options.scenario ?? timeline.scenario.name)) continue;
      reports.push({ file: file.file, advice: adviceOn(timeline) });
    }
  }
  for (const problem of problems) await refuse(io, problem);
  if (reports.length === 0 && problems.length === 0) {
    return refuse(io, 'no scenario or template found');
  }
  await io.stdout(format === 'json' ? adviceJson(reports) : reports.map(adviceText).join('\n'));
  if (problems.length > 0) return 2;
  return reports.some(({ advice }) => advice.order.length === 0) ? 1 : 0;
}

/** A template is deployed with each of its parameter files, beside Kubernetes if that is not ruled out. */
function timelinesOf(
  { analysis }: Workspace,
  { uri, kind }: WorkspaceFile,
): readonly Timeline[] | 'no device' {
  if (kind === 'scenario') return analysis.timelinesOf(uri);
  const { device, release, kubernetes } = analysis.deviceOf(uri);
  if (!device) return 'no device';
  const around = {
    device: device.id,
    ...(release !== undefined && { release }),
    kubernetes: kubernetes === 'none' ? 'none' : 'before',
  } as const;
  return analysis
    .deploymentsOf(uri)
    .map((deployment) => analysis.simulateScenario(deploymentScenario(deployment, around)));
}
