import { simulate } from '../features/simulate.ts';
import type { Assumption, TimelineView } from '../lsp/protocol.ts';
import { analysisFor, deviceSchemas } from './device-input.ts';
import type { Tool } from './tool.ts';

/** Tells who holds which GPU after each step. */
export const simulateGpuClaims: Tool = {
  name: 'simulateGpuClaims',
  title: 'Simulate GPU claims',
  description:
    'Simulates which GPU VM or Kubernetes claims which GPU of an Azure Stack Edge device, step by step, for a scenario file (*.gpuscenario.yaml) or for an ARM template deployed to a device. A scenario names its device itself; for a template, name the device unless its configuration does. Answers with timelines as JSON: each step with its outcome (succeeds, at-risk, fails, skipped), the reason, and who holds GPUs after it.',
  inputSchema: {
    type: 'object',
    properties: {
      file: { type: 'string', description: 'Path of the scenario or template in the workspace.' },
      ...deviceSchemas,
      kubernetes: {
        type: 'string',
        description:
          'For a template: whether Kubernetes is configured on the device, before or after it is deployed. Otherwise none.',
        enum: ['none', 'before', 'after'],
      },
    },
    required: ['file'],
    additionalProperties: false,
  },
  run(files, input) {
    const found = files.locate(input['file'] ?? '');
    if ('problem' in found) return found;
    const { device, release, kubernetes } = input;
    const made = analysisFor(files, { ...(device && { device }), ...(release && { release }) });
    if ('problem' in made) return made;
    const configured = made.analysis.deviceOf(found.uri);
    const model = configured.device?.id;
    const isTemplate = made.analysis.kindOf(found.uri) === 'template';
    if (isTemplate && model === undefined) {
      return { problem: `name the device: ${deviceSchemas.device.enum.join(', ')}` };
    }
    const before = configured.kubernetes === 'configured' ? 'before' : 'none';
    const assumption: Assumption = {
      device: model ?? '',
      ...(configured.release !== undefined && { release: configured.release }),
      kubernetes: kubernetesIn(kubernetes) ?? before,
    };
    const result = simulate(made.analysis, {
      uri: found.uri,
      ...(isTemplate && { assume: assumption }),
    });
    if (result.timelines.length === 0) {
      return { problem: result.problem ?? 'there is nothing to simulate' };
    }
    const timelines = result.timelines.map(timelineJson);
    return {
      text: JSON.stringify({ file: files.places.file(found.uri), timelines }, undefined, 2),
    };
  },
};

function kubernetesIn(text: string | undefined): Assumption['kubernetes'] | undefined {
  return text === 'none' || text === 'before' || text === 'after' ? text : undefined;
}

/** The words of the panel: a model reads what a person would. */
function timelineJson({ name, device, outcome, steps }: TimelineView) {
  return {
    name,
    device,
    outcome,
    steps: steps.map((step) => ({
      line: step.range.start.line,
      step: step.title,
      outcome: step.outcome,
      reason: step.reason,
      claims: step.claims,
    })),
  };
}
