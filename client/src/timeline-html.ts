import type { StepView, TimelineView } from '../../server/src/lsp/protocol.ts';
import { timelineScript } from './timeline-script.ts';
import { timelineStyle } from './timeline-style.ts';

/** A step, as page and extension name it to one another. */
export interface StepChoice {
  readonly timeline: number;
  readonly step: number;
}

/** In which format a picture is kept. */
export type PictureFormat = 'svg' | 'png';

/** What the page says to the extension. */
export type PageMessage =
  | { readonly type: 'ready' }
  | ({ readonly type: 'reveal' } & StepChoice)
  /** Somebody wants to see another course of a timeline. */
  | { readonly type: 'course'; readonly timeline: number; readonly course: string }
  | { readonly type: 'save'; readonly timeline: number; readonly format: PictureFormat }
  /** The picture that `draw` asked for; without `png` it cannot be drawn. */
  | { readonly type: 'drawn'; readonly png?: Uint8Array };

/** What the extension says to the page. */
export type PageUpdate =
  | {
      readonly type: 'update';
      /** Markup of `timelineBody`. */
      readonly body: string;
    }
  /** The step at the editor's cursor. */
  | { readonly type: 'current'; readonly at: StepChoice | undefined }
  /** Asks for a picture in the colours of the page. */
  | { readonly type: 'draw'; readonly svg: string };

/**
 * Returns the page that shows timelines: an empty frame with its style and script, which asks for
 * its content by `ready`. Nothing runs or is loaded but what carries `nonce`; a picture to be
 * drawn is a blob that the script itself makes.
 */
export function timelinePage(nonce: string): string {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    'img-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GPU claims</title>
<style nonce="${nonce}">${timelineStyle}</style>
</head>
<body>
<main></main>
<script nonce="${nonce}">${timelineScript}</script>
</body>
</html>`;
}

/**
 * Returns the page's content: a section for each timeline, with its picture and the same as a
 * table. `notice` says above them why they may be out of date.
 */
export function timelineBody(
  timelines: readonly TimelineView[],
  notice: string | undefined,
): string {
  const status = notice === undefined ? '' : `<p class="notice">${escapeHtml(notice)}</p>`;
  return `<div role="status">${status}</div>${timelines.map(timelineSection).join('')}`;
}

/** Returns `text` as it is written in HTML, in content and in quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Says whether a message from the page is one of those it may send. */
export function isPageMessage(message: unknown): message is PageMessage {
  if (!isRecord(message)) return false;
  switch (message['type']) {
    case 'ready':
      return true;
    case 'reveal':
      return isIndex(message['timeline']) && isIndex(message['step']);
    case 'course':
      return isIndex(message['timeline']) && typeof message['course'] === 'string';
    case 'save':
      return isIndex(message['timeline']) && ['svg', 'png'].includes(String(message['format']));
    case 'drawn':
      return message['png'] === undefined || message['png'] instanceof Uint8Array;
    default:
      return false;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function timelineSection(timeline: TimelineView, index: number): string {
  const name = escapeHtml(timeline.name);
  const remark =
    timeline.remark === null ? '' : `<p class="remark">${escapeHtml(timeline.remark)}</p>`;
  return `<section data-timeline="${index}">
<header>
<h1>${name}</h1>
<p>${outcomeMark(timeline.outcome)} <span class="device">${escapeHtml(timeline.device)}</span></p>
${remark}
</header>
<div class="controls">${coursesControl(timeline)}
<button type="button" class="action" data-save="svg">Save as SVG</button>
<button type="button" class="action" data-save="png">Save as PNG</button>
</div>
${pictureOf(timeline, name)}
<div class="scrolling" role="region" aria-label="Steps of ${name}">
<table>
<caption>Steps and the GPUs claimed after each</caption>
<thead><tr>
<th scope="col">#</th><th scope="col">Step</th><th scope="col">Outcome</th>
<th scope="col">Reason</th><th scope="col">Claims</th>
</tr></thead>
<tbody data-rove="vertical">${timeline.steps.map(stepRow).join('')}</tbody>
</table>
</div>
</section>`;
}

/** Only where there is something to choose. */
function coursesControl({ courses, course }: TimelineView): string {
  if (courses.length < 2) return '';
  const options = courses.map(({ id, label }) => {
    const selected = id === course ? ' selected' : '';
    return `<option value="${escapeHtml(id)}"${selected}>${escapeHtml(label)}</option>`;
  });
  return `<label>Shown: <select data-courses>${options.join('')}</select></label>`;
}

function pictureOf({ picture }: TimelineView, name: string): string {
  const slices = picture.slices.map((slice) => `<div class="slice">${slice}</div>`);
  return `<div class="scrolling picture" role="region" aria-label="Picture of ${name}" tabindex="0"
 data-rove="horizontal">
<div class="names">${picture.names}</div>${slices.join('')}</div>
<details class="legend" open><summary>Legend</summary>${picture.legend}
<p class="note">${escapeHtml(picture.note)}</p></details>`;
}

function stepRow(step: StepView, index: number): string {
  return `<tr data-step="${index}">
<td class="number">${index + 1}</td>
<th scope="row">
<button type="button" title="Show this step in the editor">${escapeHtml(step.title)}</button></th>
<td>${outcomeMark(step.outcome)}</td>
<td class="reason">${escapeHtml(step.reason ?? '')}</td>
<td class="claims">${escapeHtml(step.claims)}</td>
</tr>`;
}

const symbols: Readonly<Record<string, string>> = {
  succeeds: '✓',
  'at-risk': '!',
  fails: '✗',
  skipped: '–',
};

/** Returns an outcome as a symbol and its word; the colour only repeats them. */
function outcomeMark(outcome: string): string {
  const word = escapeHtml(outcome);
  const symbol = Object.hasOwn(symbols, outcome) ? symbols[outcome] : undefined;
  if (symbol === undefined) return `<span class="outcome">${word}</span>`;
  const mark = `<span class="symbol" aria-hidden="true">${symbol}</span>`;
  return `<span class="outcome ${outcome}">${mark} ${word}</span>`;
}
