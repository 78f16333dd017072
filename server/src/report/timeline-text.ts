import type { Moment, Verdict } from '../scenario/timeline.ts';
import { claimsText } from './claims-text.ts';
import { deviceText } from './device-text.ts';
import { gpuLanes, holderName, type Lane } from './lanes.ts';
import type { Palette } from './palette.ts';
import { printable } from './printable.ts';
import type { TimelineReport } from './timeline-json.ts';
import { verdictText } from './verdict-text.ts';
import { columnsOf, counted, padded, shortened } from './words.ts';

/** Longer names of holders and titles of steps are cut. */
const HOLDER_COLUMNS = 14;
const TITLE_COLUMNS = 44;

/** Our own signs are ASCII, so that an old console shows them; names stay as they are. */
const ELLIPSIS = '...';

/** Returns a timeline for a terminal: the device, then a line for each step with its GPUs. */
export function timelineText(report: TimelineReport, palette: Palette): string {
  const { timeline, verdicts } = report;
  const lanes = gpuLanes(timeline);
  const holderWidth = widest(
    lanes.flatMap((lane) => lane.map(holderText)),
    4,
  );
  const titles = timeline.moments.map(({ title }) =>
    shortened(printable(title), TITLE_COLUMNS, ELLIPSIS),
  );
  const titleWidth = widest(titles, 4);
  const numberWidth = String(timeline.moments.length).length;
  const indent = ' '.repeat(numberWidth + 4);
  const lines = [
    `${palette.bold(printable(timeline.scenario.name))}  ${palette.dim(`(${printable(report.file)})`)}`,
    printable(deviceText(timeline, 'x')),
    '',
  ];
  timeline.moments.forEach((moment, index) => {
    const number = String(index + 1).padStart(numberWidth);
    const title = padded(titles[index] ?? '', titleWidth);
    const gpus = lanes.map((lane, gpu) => gpuText(lane, index, gpu, holderWidth)).join('  ');
    const outcome = palette.outcome(moment.outcome, moment.outcome);
    lines.push(
      `  ${number}  ${title}  ${gpus}${gpus === '' ? '' : '  '}${outcome}`,
      ...remarks(moment, timeline.moments[index - 1]).map((remark) => indent + printable(remark)),
    );
  });
  lines.push('', `outcome: ${palette.outcome(timeline.outcome, timeline.outcome)}`);
  lines.push(...verdictLines(verdicts));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function gpuText(lane: Lane, index: number, gpu: number, width: number): string {
  return `GPU ${gpu + 1} [${padded(holderText(lane[index]), width)}]`;
}

function holderText(holder: Lane[number]): string {
  return holder ? shortened(printable(holderName(holder)), HOLDER_COLUMNS, ELLIPSIS) : '';
}

/** The reason, which names failing and safe orders too, and the other states there may be. */
function remarks(moment: Moment, before: Moment | undefined): readonly string[] {
  const { reason, worlds } = moment;
  const others = worlds.length > (before?.worlds.length ?? 1) ? worlds.slice(1) : [];
  return [
    ...(reason === undefined ? [] : [reason]),
    ...others.map(
      ({ because, claims }) =>
        `or: ${claimsText(claims)}${reason === undefined ? ` (${because})` : ''}`,
    ),
  ];
}

function verdictLines(verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const failed = verdicts.filter(({ passed }) => !passed);
  const passed = verdicts.length - failed.length;
  return [
    `${passed} of ${counted(verdicts.length, 'expectation')} met`,
    ...failed.map((verdict) => `  line ${verdict.line + 1}: ${printable(verdictText(verdict))}`),
  ];
}

function widest(texts: readonly string[], least: number): number {
  return texts.reduce((width, text) => Math.max(width, columnsOf(text)), least);
}
