import type { Advice } from '../scenario/advice.ts';
import { deviceText } from './device-text.ts';
import { printable } from './printable.ts';
import { counted } from './words.ts';

/** Advice on a scenario or a template, and the path of its file. */
export interface AdviceReport {
  readonly file: string;
  readonly advice: Advice;
}

/** Returns advice for a terminal or a message box: the order, or why there is none, and changes. */
export function adviceText({ file, advice }: AdviceReport): string {
  const { timeline } = advice;
  return [
    `${printable(timeline.scenario.name)}  (${printable(file)})`,
    deviceText(timeline, 'x'),
    '',
    ...adviceLines(advice),
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** Returns what is advised, a sentence or a step a line. */
export function adviceLines(advice: Advice): readonly string[] {
  const { changes } = advice;
  const lines = [...answerLines(advice)];
  if (changes.length > 0) {
    const goal =
      advice.order.length > 0 ? 'Kubernetes would get a GPU by one of these' : 'one of these helps';
    lines.push('', `${goal}:`, ...changes.map(({ title }) => `  - ${printable(title)}`));
  } else if (advice.kind === 'impossible') {
    lines.push('', 'no small change was found that helps');
  }
  return lines;
}

function answerLines({ kind, order, why, kubernetesGpus }: Advice): readonly string[] {
  switch (kind) {
    case 'as-written':
    case 'reordered': {
      const width = String(order.length).length;
      const said =
        kind === 'as-written' ? 'the order written is safe:' : 'this order of the steps is safe:';
      return [
        said,
        ...order.map(
          ({ title }, index) => `  ${String(index + 1).padStart(width)}  ${printable(title)}`,
        ),
        ...(kubernetesGpus === undefined ? [] : [kubernetesText(kubernetesGpus)]),
      ];
    }
    case 'impossible':
      return [`there is no safe order: ${printable(why ?? '')}`];
    case 'unknown':
      return [`whether there is a safe order is not known: ${printable(why ?? '')}`];
  }
}

function kubernetesText(gpus: number): string {
  return gpus === 0 ? 'Kubernetes gets no GPU' : `Kubernetes gets ${counted(gpus, 'GPU')}`;
}

/** Returns the report of `simulate --safe-order --format json`. */
export function adviceJson(reports: readonly AdviceReport[]): string {
  const advice = reports.map(({ file, advice: one }) => ({
    file,
    name: one.timeline.scenario.name,
    device: {
      model: one.timeline.device?.id ?? null,
      release: one.timeline.release ?? null,
    },
    kind: one.kind,
    order:
      one.order.length > 0 ? one.order.map(({ title, place }) => ({ title, step: place })) : null,
    kubernetesGpus: one.kubernetesGpus ?? null,
    why: one.why ?? null,
    facts: one.facts,
    changes: one.changes.map(({ kind, title }) => ({ kind, title })),
  }));
  return `${JSON.stringify({ advice }, undefined, 2)}\n`;
}
