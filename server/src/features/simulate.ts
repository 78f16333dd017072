import type { Analysis } from '../analysis.ts';
import type {
  PictureParams,
  PictureResult,
  SimulateParams,
  SimulateResult,
} from '../lsp/protocol.ts';
import { timelineSvg } from '../report/timeline-svg.ts';
import { deploymentScenario } from '../scenario/deployment-scenario.ts';
import type { Timeline } from '../scenario/timeline.ts';
import { courseOf } from './timeline-courses.ts';
import { timelineView } from './timeline-view.ts';

/**
 * Returns the timelines of a scenario file, or those of a template on an assumed device: one for
 * each of its parameter files. The URI is normalized.
 */
export function simulate(analysis: Analysis, params: SimulateParams): SimulateResult {
  const kind = analysis.kindOf(params.uri);
  if (kind !== 'scenario' && kind !== 'template') {
    return { kind: 'other', timelines: [], problem: 'open a template or a scenario to simulate' };
  }
  if (kind === 'template' && !params.assume) return { kind, timelines: [] };
  const timelines = timelinesFor(analysis, params).map((timeline, index) =>
    timelineView(courseOf(timeline, { ...params, timeline: index }), analysis.read),
  );
  if (timelines.length > 0) return { kind, timelines };
  const problem =
    kind === 'scenario' ? 'there is no scenario in this file' : 'the template cannot be evaluated';
  return { kind, timelines, problem };
}

/** Returns one of the timelines of `simulate` as a picture by itself. The URI is normalized. */
export function picture(analysis: Analysis, params: PictureParams): PictureResult {
  const timeline = timelinesFor(analysis, params)[params.timeline];
  if (!timeline) return null;
  return { svg: timelineSvg(courseOf(timeline, params).timeline) };
}

function timelinesFor(analysis: Analysis, { uri, assume }: SimulateParams): readonly Timeline[] {
  switch (analysis.kindOf(uri)) {
    case 'scenario':
      return analysis.timelinesOf(uri);
    case 'template':
      // The template becomes a step of a scenario, which is then simulated like any other.
      return assume
        ? analysis
            .deploymentsOf(uri)
            .map((deployment) => analysis.simulateScenario(deploymentScenario(deployment, assume)))
        : [];
    case 'parameters':
    case 'config':
    case undefined:
      return [];
  }
}
