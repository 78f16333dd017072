import { holderName, keyOf, type Holder, type Lane } from './lanes.ts';
import { element, textElement } from './xml-element.ts';
import { columnX, PICTURE, type Layout } from './svg-layout.ts';
import { theme } from './svg-theme.ts';
import { shortened } from './words.ts';

/** A long span says its name again, so that it can be read wherever one has scrolled to. */
const COLUMNS_PER_LABEL = 4;
const CHARACTER_WIDTH = 7.2;

/** Returns the lanes of a picture: their names, and a span for each holder or free stretch. */
export function lanesSvg(lanes: readonly Lane[], plan: Layout): string {
  const colours = holderColours(lanes);
  const rows = lanes.flatMap((lane, row) => {
    const y = plan.lanesTop + row * (PICTURE.lane + PICTURE.laneGap);
    const name = { x: PICTURE.margin, y: y + PICTURE.lane / 2 + 4, 'font-weight': 600 };
    return [
      textElement('text', name, `GPU ${row + 1}`),
      ...spansOf(lane).map((span) => spanSvg(span, y, colours)),
    ];
  });
  const attributes = { role: 'img', 'aria-label': 'who holds which GPU after each step' };
  return element('g', attributes, ['\n', ...rows.map((part) => `${part}\n`)]);
}

/** A stretch of steps over which one holder has a lane, or nobody. */
interface LaneSpan {
  readonly holder: Holder | undefined;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
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

function spanSvg(span: LaneSpan, y: number, colours: ReadonlyMap<string, string>): string {
  const { holder, from, to } = span;
  const box = {
    x: columnX(from) + 5,
    y,
    width: (to - from) * PICTURE.column - 10,
    height: PICTURE.lane,
    rx: 7,
  };
  const colour = (holder && colours.get(keyOf(holder))) ?? theme.line;
  const shape = holder
    ? { ...box, fill: colour, 'fill-opacity': 0.24, stroke: colour, 'stroke-width': 1.5 }
    : { ...box, fill: 'none', stroke: theme.dim, 'stroke-dasharray': '4 4', 'stroke-opacity': 0.7 };
  const labels: string[] = [];
  for (let column = from; column < to; column += COLUMNS_PER_LABEL) {
    const columns = Math.min(COLUMNS_PER_LABEL, to - column);
    labels.push(...labelSvg(holder, columnX(column) + 17, y, columns));
  }
  return element('g', {}, [element('rect', shape, []), ...labels]);
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
  const icon = {
    stroke: theme.text,
    'stroke-width': 1.3,
    fill: 'none',
    transform: `translate(${x} ${middle - 7})`,
  };
  return [
    element('path', { ...icon, d: holder.kind === 'vm' ? MONITOR : HEXAGON }, []),
    textElement(
      'text',
      { x: x + 20, y: middle + 4, 'font-weight': 600 },
      shortened(holderName(holder), room, '…'),
    ),
  ];
}

/** Icons of 14 by 14: a screen on a foot for VMs, a hexagon for Kubernetes. */
const MONITOR = 'M1 2h12v8H1zM7 10v3M4 13h6';
const HEXAGON = 'M7 .5l5.8 3.3v6.4L7 13.5l-5.8-3.3V3.8zM7 4v6M4.4 5.5l5.2 3M9.6 5.5l-5.2 3';

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
