import type { Outcome } from '../scenario/scenario.ts';
import type { Moment, Timeline } from '../scenario/timeline.ts';
import { claimsText } from './claims-text.ts';
import { deviceText } from './device-text.ts';
import { gpuLanes } from './lanes.ts';
import { element, textElement } from './xml-element.ts';
import { lanesSvg } from './svg-lanes.ts';
import { columnX, layout, type Layout, PICTURE } from './svg-layout.ts';
import { outcomeLooks, theme } from './svg-theme.ts';
import { counted, shortened } from './words.ts';

const LANES_NOTE = 'Lanes show how many GPUs are held; nothing says which physical GPU it is.';

/**
 * Returns a timeline as an SVG picture: GPUs are rows, steps are columns, and holders are spans
 * over the steps after which they hold the GPU. Each step is a button with `data-step` = its
 * index. There is no style sheet and no script in it, so the strictest content policy shows it.
 */
export function timelineSvg(timeline: Timeline): string {
  const { scenario, moments, outcome } = timeline;
  const lanes = gpuLanes(timeline);
  const plan = layout(timeline, lanes.length);
  const label = `${scenario.name}: ${outcome}`;
  const parts = [
    textElement('title', {}, label),
    textElement('desc', {}, description(timeline)),
    definitions(scenario.span.start),
    ...headSvg(timeline, plan),
    ...moments.map((moment, index) => groundSvg(moment, index, plan, scenario.span.start)),
    lanesSvg(lanes, plan),
    ...moments.map((moment, index) => stepSvg(moment, index, plan)),
    textElement(
      'text',
      { x: PICTURE.margin, y: plan.height - 12, 'font-size': 11, fill: theme.dim },
      lanes.length === 0 ? 'The device is not known, so no GPU is shown.' : LANES_NOTE,
    ),
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    // A group, not an image: the parts of an image are hidden from screen readers, buttons too.
    role: 'group',
    'aria-label': label,
    width: plan.width,
    height: plan.height,
    viewBox: `0 0 ${plan.width} ${plan.height}`,
    'font-family': theme.font,
    'font-size': 12,
    fill: theme.text,
  };
  return `${element('svg', attributes, ['\n', ...parts.map((part) => `${part}\n`)])}\n`;
}

function description(timeline: Timeline): string {
  const steps = timeline.moments.map(
    (moment, index) => `${stepLabel(moment, index)}, ${claimsText(moment.claims)}`,
  );
  return [
    `${deviceText(timeline, '×')}; ${counted(steps.length, 'step')}`,
    ...steps,
    LANES_NOTE,
  ].join('. ');
}

function headSvg(timeline: Timeline, plan: Layout): readonly string[] {
  const { scenario, outcome } = timeline;
  const { glyph, colour } = outcomeLooks[outcome];
  const columns = Math.floor((plan.width - 2 * PICTURE.margin) / 9);
  const badgeWidth = outcome.length * 7 + 34;
  const { margin } = PICTURE;
  return [
    textElement(
      'text',
      { x: margin, y: 28, 'font-size': 16, 'font-weight': 600 },
      shortened(scenario.name, columns, '…'),
    ),
    element('rect', badgeAttributes(margin, 40, badgeWidth, colour), []),
    glyphSvg(glyph, colour, margin + 12, 51),
    textElement('text', { x: margin + 24, y: 55, 'font-weight': 600 }, outcome),
    textElement(
      'text',
      { x: margin + badgeWidth + 10, y: 55, fill: theme.dim },
      deviceText(timeline, '×'),
    ),
  ];
}

function badgeAttributes(x: number, y: number, width: number, colour: string) {
  return { x, y, width, height: 22, rx: 11, fill: colour, 'fill-opacity': 0.15, stroke: colour };
}

/** The hatch of failing steps and the dots of steps at risk; pictures of one file never clash. */
function definitions(unique: number): string {
  const line = element(
    'path',
    { d: 'M0 0V8', stroke: outcomeLooks.fails.colour, 'stroke-width': 3 },
    [],
  );
  const dot = element('circle', { cx: 4, cy: 4, r: 1.6, fill: outcomeLooks['at-risk'].colour }, []);
  const tile = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
  return element('defs', {}, [
    element('pattern', { id: `fails-${unique}`, ...tile, patternTransform: 'rotate(45)' }, [line]),
    element('pattern', { id: `at-risk-${unique}`, ...tile }, [dot]),
  ]);
}

/**
 * What lies under a step's column: a bar in the outcome's colour; where it does not succeed a
 * tint, and a pattern behind the lanes, where it disturbs no text.
 */
function groundSvg(moment: Moment, index: number, plan: Layout, unique: number): string {
  const x = columnX(index) + 2;
  const width = PICTURE.column - 4;
  const { colour } = outcomeLooks[moment.outcome];
  const { stepsTop, stepsBottom, lanesTop, lanesBottom } = plan;
  const bar = element('rect', { x, y: stepsTop, width, height: 3, rx: 1.5, fill: colour }, []);
  const pattern = patternOf(moment.outcome);
  if (!pattern) return bar;
  const column = { x, y: stepsTop, width, height: stepsBottom - stepsTop, rx: 4 };
  const behindLanes = { x, y: lanesTop - 6, width, height: lanesBottom - lanesTop + 4 };
  return element('g', {}, [
    element('rect', { ...column, fill: colour, 'fill-opacity': 0.09 }, []),
    element(
      'rect',
      { ...behindLanes, fill: `url(#${pattern}-${unique})`, 'fill-opacity': 0.3 },
      [],
    ),
    bar,
  ]);
}

function patternOf(outcome: Outcome): 'fails' | 'at-risk' | undefined {
  return outcome === 'fails' || outcome === 'at-risk' ? outcome : undefined;
}

/** A step's words, and over its whole column the place to click. */
function stepSvg(moment: Moment, index: number, plan: Layout): string {
  const { outcome } = moment;
  const { glyph, colour } = outcomeLooks[outcome];
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
  return element('g', attributes, [
    textElement('title', {}, `${label}. ${claimsText(moment.claims)}`),
    element(
      'rect',
      {
        x: columnX(index) + 1,
        y: plan.stepsTop - 2,
        width: PICTURE.column - 2,
        height: plan.stepsBottom - plan.stepsTop + 4,
        rx: 4,
        fill: 'transparent',
      },
      [],
    ),
    textElement(
      'text',
      { x, y: plan.stepsTop + 20, 'font-size': 11, fill: theme.dim },
      `step ${index + 1}`,
    ),
    ...titleLines.map((line, row) =>
      textElement(
        'text',
        { x, y: plan.stepsTop + 37 + row * 15, 'font-weight': 600, fill: dimmed },
        line,
      ),
    ),
    glyphSvg(glyph, colour, x + 8, plan.lanesBottom + 16),
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

/** The glyph in a ring of its colour; the glyph itself has the text's colour, to be legible. */
function glyphSvg(glyph: string, colour: string, x: number, y: number): string {
  return element('g', {}, [
    element(
      'circle',
      {
        cx: x,
        cy: y,
        r: 7.5,
        fill: colour,
        'fill-opacity': 0.25,
        stroke: colour,
        'stroke-width': 1.5,
      },
      [],
    ),
    textElement(
      'text',
      { x, y: y + 4, 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 700 },
      glyph,
    ),
  ]);
}

function stepLabel({ title, outcome, reason }: Moment, index: number): string {
  return `step ${index + 1}: ${title}, ${outcome}${reason === undefined ? '' : `: ${reason}`}`;
}
