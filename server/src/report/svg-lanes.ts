import { holderName, keyOf, type Holder, type Lane } from './lanes.ts';
import { columnX, PICTURE, type Columns, type Layout } from './svg-layout.ts';
import { boxLook, holderIcon } from './svg-marks.ts';
import { theme } from './svg-theme.ts';
import { shortened } from './words.ts';
import { element, textElement } from './xml-element.ts';

/** A long span says its name again, so that it can be read wherever one has scrolled to. */
const COLUMNS_PER_LABEL = 4;
const CHARACTER_WIDTH = 7.2;

/** The lanes of a picture, with what is found once for all of its columns. */
export interface DrawnLanes {
  readonly count: number;
  readonly spans: readonly (readonly LaneSpan[])[];
  readonly colours: ReadonlyMap<string, string>;
}

/** A stretch of steps over which one holder has a lane, or nobody. */
interface LaneSpan extends Columns {
  readonly holder: Holder | undefined;
}

/** Returns lanes ready to be drawn. */
export function drawnLanes(lanes: readonly Lane[]): DrawnLanes {
  return { count: lanes.length, spans: lanes.map(spansOf), colours: holderColours(lanes) };
}

/** Returns the names of the lanes, left of the first column. */
export function laneNamesSvg({ count }: DrawnLanes, plan: Layout): string {
  return Array.from({ length: count }, (_, row) =>
    textElement(
      'text',
      { x: PICTURE.margin, y: laneY(row, plan) + PICTURE.lane / 2 + 4, 'font-weight': 600 },
      `GPU ${row + 1}`,
    ),
  ).join('\n');
}

/** Returns a span for each holder or free stretch that some of the columns show. */
export function lanesSvg({ spans, colours }: DrawnLanes, plan: Layout, columns: Columns): string {
  const rows = spans.flatMap((lane, row) =>
    lane
      .filter(({ from, to }) => from < columns.to && columns.from < to)
      .map((span) => spanSvg(span, laneY(row, plan), colours, columns)),
  );
  const attributes = { role: 'img', 'aria-label': 'who holds which GPU after each step' };
  return element('g', attributes, ['\n', ...rows.map((part) => `${part}\n`)]);
}

function laneY(row: number, { lanesTop }: Layout): number {
  return lanesTop + row * (PICTURE.lane + PICTURE.laneGap);
}

function spansOf(lane: Lane): readonly LaneSpan[] {
  const spans: LaneSpan[] = [];
  lane.forEach((holder, index) => {
    const last = spans.at(-1);
    if (last && sameHolder(last.holder, holder))
      spans[spans.length - 1] = { ...last, to: index + 1 };
    else spans.push({ holder, from: index, to: index + 1 });
  });
  return spans;
}

function sameHolder(a: Holder | undefined, b: Holder | undefined): boolean {
  return a === undefined || b === undefined ? a === b : keyOf(a) === keyOf(b);
}

function spanSvg(
  { holder, from, to }: LaneSpan,
  y: number,
  colours: ReadonlyMap<string, string>,
  columns: Columns,
): string {
  // Drawn a column beyond what is shown and no further: a dashed line of many columns is costly.
  const [first, last] = [Math.max(from, columns.from - 1), Math.min(to, columns.to + 1)];
  const box = {
    x: columnX(first) + 5,
    y,
    width: (last - first) * PICTURE.column - 10,
    height: PICTURE.lane,
    rx: 7,
    ...boxLook(holder && (colours.get(keyOf(holder)) ?? theme.line)),
  };
  const labels: string[] = [];
  for (let column = from; column < to; column += COLUMNS_PER_LABEL) {
    const room = Math.min(COLUMNS_PER_LABEL, to - column);
    if (column + room <= columns.from || column >= columns.to) continue;
    labels.push(...labelSvg(holder, columnX(column) + 17, y, room));
  }
  return element('g', {}, [element('rect', box, []), ...labels]);
}

function labelSvg(
  holder: Holder | undefined,
  x: number,
  y: number,
  columns: number,
): readonly string[] {
  const middle = y + PICTURE.lane / 2;
  if (!holder) return [textElement('text', { x, y: middle + 4, fill: theme.dim }, 'free')];
  const room = Math.floor((columns * PICTURE.column - 56) / CHARACTER_WIDTH);
  return [
    holderIcon(holder.kind, x, middle - 7),
    textElement(
      'text',
      { x: x + 20, y: middle + 4, 'font-weight': 600 },
      shortened(holderName(holder), room, '…'),
    ),
  ];
}

/** Colours by holder, in the order in which the lanes first show them. */
function holderColours(lanes: readonly Lane[]): ReadonlyMap<string, string> {
  const colours = new Map<string, string>([[keyOf({ kind: 'kubernetes' }), theme.kubernetes]]);
  const steps = lanes[0]?.length ?? 0;
  let vms = 0;
  for (let step = 0; step < steps; step++) {
    for (const lane of lanes) {
      const holder = lane[step];
      if (!holder || colours.has(keyOf(holder))) continue;
      colours.set(keyOf(holder), theme.vms[vms % theme.vms.length] ?? theme.line);
      vms += 1;
    }
  }
  return colours;
}
