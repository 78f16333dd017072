import type { Analysis } from '../../analysis.ts';
import { overlaps, type Span } from '../../base/span.ts';
import { claimsText } from '../../report/claims-text.ts';
import { escaped } from '../markdown.ts';
import type { Hint } from './hint.ts';

/** Returns how many GPUs are free after each step; none where the device is not known. */
export function scenarioHints(analysis: Analysis, uri: string, span: Span): readonly Hint[] {
  if (analysis.settings().inlayHints.gpus === 'off') return [];
  const text = analysis.read(uri)?.text ?? '';
  return analysis.timelinesOf(uri).flatMap(({ scenario, device, moments }) => {
    if (!device || !overlaps(scenario.span, span)) return [];
    return moments.map(({ step, outcome, claims }) => ({
      offset: endOfLine(text, step.at.span.start),
      label: `${claims.free} of ${device.gpuCount} free${mark(outcome)}`,
      tooltip: `after this step: ${escaped(claimsText(claims))}`,
    }));
  });
}

function mark(outcome: string): string {
  return outcome === 'succeeds' ? '' : `, ${outcome}`;
}

/** Behind what is written on the first line of the step, before a comment at its end. */
function endOfLine(text: string, offset: number): number {
  const next = /[\r\n]/g;
  next.lastIndex = offset;
  const end = next.exec(text)?.index ?? text.length;
  const line = text.slice(offset, end);
  const comment = /\s#/.exec(line)?.index ?? line.length;
  return offset + line.slice(0, comment).trimEnd().length;
}
