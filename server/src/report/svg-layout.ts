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

const STEP_HEAD_HEIGHT = 64;

/** Characters that fit a column at 12 px bold and at 11 px, in a rather wide font. */
const TITLE_COLUMNS = 20;
const REASON_COLUMNS = 25;
const TITLE_LINES = 2;
const REASON_LINES = 6;

/** Where everything of the steps and lanes goes; the top of the steps is 0. */
export interface Layout {
  /** Left of the first column and right of the last. */
  readonly width: number;
  readonly lanesTop: number;
  readonly lanesBottom: number;
  readonly bottom: number;
  readonly steps: readonly StepLines[];
}

export interface StepLines {
  readonly titleLines: readonly string[];
  readonly reasonLines: readonly string[];
}

/** A stretch of columns: those from `from` up to and without `to`. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** Returns the layout of a timeline's steps; it is as high as its longest reason needs. */
export function layout(timeline: Timeline, laneCount: number): Layout {
  const steps = timeline.moments.map(({ title, reason }): StepLines => ({
    titleLines: wrapped(printable(title), TITLE_COLUMNS, TITLE_LINES),
    reasonLines: wrapped(printable(reason ?? ''), REASON_COLUMNS, REASON_LINES),
  }));
  const reasonLines = steps.reduce((most, step) => Math.max(most, step.reasonLines.length), 0);
  const lanesBottom = STEP_HEAD_HEIGHT + laneCount * (PICTURE.lane + PICTURE.laneGap);
  return {
    width: columnX(steps.length),
    lanesTop: STEP_HEAD_HEIGHT,
    lanesBottom,
    bottom: lanesBottom + 36 + reasonLines * 14,
    steps,
  };
}

/** Returns where the column of step `index` begins. */
export function columnX(index: number): number {
  return PICTURE.gutter + index * PICTURE.column;
}
