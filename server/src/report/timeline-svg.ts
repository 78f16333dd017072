import type { Timeline } from '../scenario/timeline.ts';
import { claimsText } from './claims-text.ts';
import { deviceText } from './device-text.ts';
import { gpuLanes } from './lanes.ts';
import { printable } from './printable.ts';
import { drawnLanes, laneNamesSvg, lanesSvg, type DrawnLanes } from './svg-lanes.ts';
import { columnX, layout, PICTURE, type Columns, type Layout } from './svg-layout.ts';
import { legend } from './svg-legend.ts';
import { glyphSvg, patternsSvg } from './svg-marks.ts';
import { groundSvg, stepLabel, stepSvg } from './svg-steps.ts';
import { outcomeLooks, theme } from './svg-theme.ts';
import { timelineRemark } from './timeline-remark.ts';
import { counted, shortened, wrapped } from './words.ts';
import { element, textElement } from './xml-element.ts';

/** What every picture says of its lanes. */
export const LANES_NOTE =
  'Lanes show how many GPUs are held; nothing says which physical GPU it is.';
const NO_LANES_NOTE = 'The device is not known, so no GPU is shown.';

const MIN_WIDTH = 640;
const HEAD_HEIGHT = 78;

/** A rather wide font of 12 px. */
const CHARACTER_WIDTH = 7;

/**
 * Returns a timeline as an SVG picture: GPUs are rows, steps are columns, and holders are spans
 * over the steps after which they hold the GPU. Each step is a button with `data-step` = its
 * index. There is no style sheet and no script in it, so the strictest content policy shows it.
 */
export function timelineSvg(timeline: Timeline): string {
  const drawing = drawingOf(timeline);
  const { plan, lanes, unique } = drawing;
  const width = Math.max(MIN_WIDTH, plan.width + PICTURE.margin);
  const room = width - 2 * PICTURE.margin;
  const remark = wrapped(
    printable(timelineRemark(timeline) ?? ''),
    Math.floor(room / CHARACTER_WIDTH),
    3,
  );
  const stepsTop = HEAD_HEIGHT + (remark.length > 0 ? remark.length * 16 + 6 : 0);
  const signs = legend(room, unique);
  const legendTop = stepsTop + plan.bottom + 14;
  const height = legendTop + signs.height + 34;
  const { margin } = PICTURE;
  const all = { from: 0, to: timeline.moments.length };
  const label = labelOf(timeline);
  return svg({ label, x: 0, y: 0, width, height }, [
    textElement('title', {}, label),
    textElement('desc', {}, description(timeline)),
    patternsSvg(unique),
    element('rect', { width, height, fill: theme.background }, []),
    ...headSvg(timeline, room),
    ...remark.map((line, row) => textElement('text', { x: margin, y: 86 + row * 16 }, line)),
    moved(0, stepsTop, [laneNamesSvg(lanes, plan), ...columnsSvg(drawing, all)]),
    moved(margin, legendTop, [signs.svg]),
    textElement(
      'text',
      { x: margin, y: height - 14, 'font-size': 11, fill: theme.dim },
      lanes.count === 0 ? NO_LANES_NOTE : LANES_NOTE,
    ),
  ]);
}

/** The same picture in parts, of which a page shows those that are looked at. */
export interface TimelineSlices {
  /** The names of the lanes; the patterns that the other parts use are in it. */
  readonly names: string;
  /** Side by side they show all steps. */
  readonly slices: readonly string[];
  readonly legend: string;
  readonly note: string;
}

/** How many steps a part shows. */
const COLUMNS_PER_SLICE = 25;

/** Returns the picture without its head, in parts of equal height. */
export function timelineSlices(timeline: Timeline): TimelineSlices {
  const drawing = drawingOf(timeline);
  const { plan, lanes, unique } = drawing;
  const height = plan.bottom + 2;
  const slices: string[] = [];
  for (let from = 0; from < timeline.moments.length; from += COLUMNS_PER_SLICE) {
    const to = Math.min(from + COLUMNS_PER_SLICE, timeline.moments.length);
    const label = `steps ${from + 1} to ${to}`;
    const box = { label, x: columnX(from), y: -1, width: (to - from) * PICTURE.column, height };
    slices.push(svg(box, columnsSvg(drawing, { from, to })));
  }
  const signs = legend(LEGEND_WIDTH, unique);
  return {
    names: svg({ label: 'GPUs', x: 0, y: -1, width: PICTURE.gutter, height }, [
      patternsSvg(unique),
      laneNamesSvg(lanes, plan),
    ]),
    slices,
    legend: svg({ label: 'Legend', x: -1, y: 0, width: LEGEND_WIDTH, height: signs.height }, [
      signs.svg,
    ]),
    note: lanes.count === 0 ? NO_LANES_NOTE : LANES_NOTE,
  };
}

/** Of the legend in a page, which may be narrow. */
const LEGEND_WIDTH = 560;

interface Drawing {
  readonly timeline: Timeline;
  readonly lanes: DrawnLanes;
  readonly plan: Layout;
  /** Keeps the patterns of the pictures of one file apart. */
  readonly unique: string;
}

function drawingOf(timeline: Timeline): Drawing {
  const lanes = drawnLanes(gpuLanes(timeline));
  const plan = layout(timeline, lanes.count);
  return { timeline, lanes, plan, unique: String(timeline.scenario.span.start) };
}

function columnsSvg(
  { timeline, lanes, plan, unique }: Drawing,
  columns: Columns,
): readonly string[] {
  const { from, to } = columns;
  const moments = timeline.moments.slice(from, to);
  return [
    ...moments.map((moment, index) => groundSvg(moment, from + index, plan, unique)),
    lanesSvg(lanes, plan, columns),
    ...moments.map((moment, index) => stepSvg(moment, from + index, plan)),
  ];
}

interface Frame {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function svg({ label, x, y, width, height }: Frame, parts: readonly string[]): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    // A group, not an image: the parts of an image are hidden from screen readers, buttons too.
    role: 'group',
    'aria-label': label,
    width,
    height,
    viewBox: `${x} ${y} ${width} ${height}`,
    'font-family': theme.font,
    'font-size': 12,
    fill: theme.text,
  };
  return `${element('svg', attributes, ['\n', ...parts.map((part) => `${part}\n`)])}\n`;
}

function moved(x: number, y: number, parts: readonly string[]): string {
  return element('g', { transform: `translate(${x} ${y})` }, [
    '\n',
    ...parts.map((part) => `${part}\n`),
  ]);
}

function labelOf({ scenario, outcome }: Timeline): string {
  return `${scenario.name}: ${outcome}`;
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

/** The name of the scenario, its outcome and the device. */
function headSvg(timeline: Timeline, room: number): readonly string[] {
  const { scenario, outcome } = timeline;
  const { colour } = outcomeLooks[outcome];
  const badgeWidth = outcome.length * 7 + 34;
  const { margin } = PICTURE;
  const badge = {
    x: margin,
    y: 40,
    width: badgeWidth,
    height: 22,
    rx: 11,
    fill: colour,
    'fill-opacity': 0.15,
    stroke: colour,
  };
  return [
    textElement(
      'text',
      { x: margin, y: 28, 'font-size': 16, 'font-weight': 600 },
      shortened(scenario.name, Math.floor(room / 9), '…'),
    ),
    element('rect', badge, []),
    glyphSvg(outcome, margin + 12, 51),
    textElement('text', { x: margin + 24, y: 55, 'font-weight': 600 }, outcome),
    textElement(
      'text',
      { x: margin + badgeWidth + 10, y: 55, fill: theme.dim },
      deviceText(timeline, '×'),
    ),
  ];
}
