import type { TimelineView } from '../../server/src/lsp/protocol.ts';
import type { StepChoice } from './timeline-html.ts';

/**
 * Returns the step of a document that stands on a line, of several the one that begins last: a
 * line inside `anyOrder` belongs to the step there where that is shown by itself.
 */
export function stepAtLine(
  timelines: readonly Pick<TimelineView, 'steps'>[],
  uri: string,
  line: number,
): StepChoice | undefined {
  let found: StepChoice | undefined;
  let begins = -1;
  timelines.forEach(({ steps }, timeline) => {
    steps.forEach(({ uri: document, range: { start, end } }, step) => {
      const stands = document === uri && start.line <= line && line <= end.line;
      if (!stands || start.line <= begins) return;
      begins = start.line;
      found = { timeline, step };
    });
  });
  return found;
}
