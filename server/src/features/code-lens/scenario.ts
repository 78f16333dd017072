import type { Analysis } from '../../analysis.ts';
import { timelineRemark } from '../../report/timeline-remark.ts';
import { counted } from '../../report/words.ts';
import type { Timeline } from '../../scenario/timeline.ts';
import { verdicts } from '../../scenario/verdict.ts';
import type { Lens } from './lens.ts';

/** Returns above each scenario of a file what comes of it; a click shows it step by step. */
export function scenarioLenses(analysis: Analysis, uri: string): readonly Lens[] {
  return analysis
    .timelinesOf(uri)
    .filter(({ moments }) => moments.length > 0)
    .map((timeline) => {
      const { start } = timeline.scenario.span;
      const span = { start, end: start };
      return { span, title: titleOf(timeline), command: 'edgeGpu.simulate' };
    });
}

const signs = { succeeds: '✓', 'at-risk': '!', fails: '✗' } as const;

/** A lens is one line, so a long reason is cut. */
const MOST_CHARACTERS = 120;

function titleOf(timeline: Timeline): string {
  const { outcome } = timeline;
  const remark = timelineRemark(timeline) ?? `${outcome}${expectations(timeline)}`;
  const title = `${signs[outcome]} ${remark}`;
  return title.length > MOST_CHARACTERS ? `${title.slice(0, MOST_CHARACTERS - 1)}…` : title;
}

function expectations(timeline: Timeline): string {
  const found = verdicts(timeline);
  if (found.length === 0) return '';
  const met = found.filter(({ passed }) => passed).length;
  return `, ${met} of ${counted(found.length, 'expectation')} met`;
}
