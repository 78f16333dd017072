import type { Timeline } from '../scenario/timeline.ts';
import { printable } from './printable.ts';
import { wrapped } from './words.ts';

/** Fixed measures of the picture, in CSS pixels. */
export const PICTURE = {
  margin: 16,
  /** Left of the first step: the names of the lanes. */
  gutter: 72,
  /** Width of a step. */
  column: 176,
  lane: 36,
  laneGap: 8,
} as const;

const HEAD_HEIGHT = 78;
const STEP_HEAD_HEIGHT = 64;
const MIN_WIDTH = 520;

/** Characters that fit a column at 12 px bold and at 11 px, in a rather wide font. */
const TITLE_COLUMNS = 20;
const REASON_COLUMNS = 25;
const TITLE_LINES = 2;
const REASON_LINES = 5;

/** Where everything goes. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly stepsTop: number;
  readonly lanesTop: number;
  readonly lanesBottom: number;
  readonly stepsBottom: number;
  readonly steps: readonly StepLines[];
}

export interface StepLines {
  readonly titleLines: readonly string[];
  readonly reasonLines: readonly string[];
}

/** Returns the layout of a timeline's picture; it is as high as its longest reason needs. */
export function layout(timeline: Timeline, laneCount: number): Layout {
  const steps = timeline.moments.map(({ title, reason }): StepLines => ({
    titleLines: wrapped(printable(title), TITLE_COLUMNS, TITLE_LINES),
    reasonLines: wrapped(printable(reason ?? ''), REASON_COLUMNS, REASON_LINES),
  }));
  const reasonLines = steps.reduce((most, step) => Math.max(most, step.reasonLines.length), 0);
  const lanesTop = HEAD_HEIGHT + STEP_HEAD_HEIGHT;
  const lanesBottom = lanesTop + laneCount * (PICTURE.lane + PICTURE.laneGap);
  const stepsBottom = lanesBottom + 34 + reasonLines * 14;
  return {
    width: Math.max(MIN_WIDTH, columnX(steps.length) + PICTURE.margin),
    height: stepsBottom + 36,
    stepsTop: HEAD_HEIGHT,
    lanesTop,
    lanesBottom,
    stepsBottom,
    steps,
  };
}

/** Returns where the column of step `index` begins. */
export function columnX(index: number): number {
  return PICTURE.gutter + index * PICTURE.column;
}
