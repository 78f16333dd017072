import type { Analysis } from '../analysis.ts';
import type { SafeOrderAnswer, SafeOrderParams, SafeOrderResult } from '../lsp/protocol.ts';
import { adviceLines } from '../report/advice.ts';
import { deviceText } from '../report/device-text.ts';
import { adviceOn } from '../scenario/advice.ts';
import { deploymentScenario } from '../scenario/deployment-scenario.ts';
import type { Timeline } from '../scenario/timeline.ts';

/**
 * Returns in which order the steps of a scenario, or a template and Kubernetes, all get their GPUs,
 * or why in none and what would help. The URI is normalized.
 */
export function safeOrders(analysis: Analysis, params: SafeOrderParams): SafeOrderResult {
  const { uri } = params;
  const kind = analysis.kindOf(uri);
  switch (kind) {
    case 'scenario': {
      const answers = analysis.timelinesOf(uri).map(answerOn);
      if (answers.length > 0) return { kind, answers };
      return { kind, answers, problem: 'there is no scenario in this file' };
    }
    case 'template':
      return ofTemplate(analysis, params);
    case 'parameters':
    case 'config':
    case undefined:
      return { kind: 'other', answers: [], problem: 'open a template or a scenario' };
  }
}

/** Kubernetes is part of the question, unless the configuration rules it out. */
function ofTemplate(analysis: Analysis, { uri, device: asked }: SafeOrderParams): SafeOrderResult {
  const { device, release, kubernetes } = analysis.deviceOf(uri);
  const id = asked ?? device?.id;
  if (id === undefined) return { kind: 'template', answers: [] };
  const around = {
    device: id,
    ...(release !== undefined && { release }),
    kubernetes: kubernetes === 'none' ? 'none' : 'before',
  } as const;
  const answers = analysis
    .deploymentsOf(uri)
    .map((deployment) => analysis.simulateScenario(deploymentScenario(deployment, around)))
    .map(answerOn);
  if (answers.length > 0) return { kind: 'template', answers };
  return { kind: 'template', answers, problem: 'the template cannot be evaluated' };
}

function answerOn(timeline: Timeline): SafeOrderAnswer {
  const advice = adviceOn(timeline);
  const [answer = '', ...details] = adviceLines(advice);
  return {
    name: timeline.scenario.name,
    device: deviceText(timeline, '×'),
    kind: advice.kind,
    answer,
    details,
  };
}
