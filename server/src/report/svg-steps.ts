import type { Moment } from '../scenario/timeline.ts';
import { claimsText } from './claims-text.ts';
import { columnX, PICTURE, type Layout } from './svg-layout.ts';
import { isPatterned } from './svg-legend.ts';
import { glyphSvg, patternFill } from './svg-marks.ts';
import { outcomeLooks, theme } from './svg-theme.ts';
import { element, textElement } from './xml-element.ts';

/**
 * Returns what lies under a step's column: a bar in the outcome's colour; where it does not
 * succeed a tint, and a pattern behind the lanes, where it disturbs no text.
 */
export function groundSvg(moment: Moment, index: number, plan: Layout, unique: string): string {
  const { outcome } = moment;
  const x = columnX(index) + 2;
  const width = PICTURE.column - 4;
  const { colour } = outcomeLooks[outcome];
  const { lanesTop, lanesBottom, bottom } = plan;
  const bar = element('rect', { x, y: 0, width, height: 3, rx: 1.5, fill: colour }, []);
  if (!isPatterned(outcome)) return bar;
  const column = { x, y: 0, width, height: bottom, rx: 4 };
  const behindLanes = { x, y: lanesTop - 6, width, height: lanesBottom - lanesTop + 4 };
  return element('g', {}, [
    element('rect', { ...column, fill: colour, 'fill-opacity': 0.09 }, []),
    element('rect', { ...behindLanes, ...patternFill(outcome, unique) }, []),
    bar,
  ]);
}

/** Returns a step's words, and over its whole column the place to click. */
export function stepSvg(moment: Moment, index: number, plan: Layout): string {
  const { outcome } = moment;
  const { titleLines, reasonLines } = plan.steps[index] ?? { titleLines: [], reasonLines: [] };
  const x = columnX(index) + 10;
  const dimmed = outcome === 'skipped' ? theme.dim : undefined;
  const label = stepLabel(moment, index);
  const attributes = {
    'data-step': moment.index,
    tabindex: 0,
    role: 'button',
    'aria-label': label,
    cursor: 'pointer',
  };
  const place = {
    x: columnX(index) + 3,
    y: 1,
    width: PICTURE.column - 6,
    height: plan.bottom - 2,
    rx: 4,
    fill: 'transparent',
  };
  return element('g', attributes, [
    textElement('title', {}, `${label}. ${claimsText(moment.claims)}`),
    element('rect', place, []),
    textElement('text', { x, y: 20, 'font-size': 11, fill: theme.dim }, `step ${index + 1}`),
    ...titleLines.map((line, row) =>
      textElement('text', { x, y: 37 + row * 15, 'font-weight': 600, fill: dimmed }, line),
    ),
    glyphSvg(outcome, x + 8, plan.lanesBottom + 16),
    textElement(
      'text',
      { x: x + 22, y: plan.lanesBottom + 20, 'font-weight': 600, fill: dimmed },
      outcome,
    ),
    ...reasonLines.map((line, row) =>
      textElement('text', { x, y: plan.lanesBottom + 40 + row * 14, 'font-size': 11 }, line),
    ),
  ]);
}

/** Returns a step with its outcome and reason in one line, for a reader that sees no picture. */
export function stepLabel({ title, outcome, reason }: Moment, index: number): string {
  return `step ${index + 1}: ${title}, ${outcome}${reason === undefined ? '' : `: ${reason}`}`;
}
