import type { StepView, TimelineView } from '../../server/src/lsp/protocol.ts';
import { timelineScript } from './timeline-script.ts';
import { timelineStyle } from './timeline-style.ts';

/** A step, as the page names it when somebody chooses it. */
export interface StepChoice {
  readonly timeline: number;
  readonly step: number;
}

/** What the page says to the extension. */
export type PageMessage = { readonly type: 'ready' } | ({ readonly type: 'reveal' } & StepChoice);

/** What the extension says to the page. */
export interface PageUpdate {
  readonly type: 'update';
  /** Markup of `timelineBody`. */
  readonly body: string;
}

/**
 * Returns the page that shows timelines: an empty frame with its style and script, which asks for
 * its content by `ready`. Nothing runs or is loaded but what carries `nonce`.
 */
export function timelinePage(nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
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
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (message.type === 'ready') return true;
  return (
    message.type === 'reveal' &&
    'timeline' in message &&
    Number.isSafeInteger(message.timeline) &&
    'step' in message &&
    Number.isSafeInteger(message.step)
  );
}

function timelineSection(timeline: TimelineView, index: number): string {
  const [name, device, outcome] = [timeline.name, timeline.device, timeline.outcome].map(
    escapeHtml,
  );
  // The picture has the heading for the eye; a screen reader needs one that it can jump to.
  return `<section data-timeline="${index}">
<h1 class="for-screen-readers">${name}: ${outcome}, on ${device}</h1>
<div class="scrolling" role="region" aria-label="Picture of ${name}" tabindex="0">
${timeline.svg}</div>
<div class="scrolling" role="region" aria-label="Steps of ${name}" tabindex="0">
<table>
<caption>Steps and the GPUs claimed after each</caption>
<thead><tr>
<th scope="col">#</th><th scope="col">Step</th><th scope="col">Outcome</th>
<th scope="col">Reason</th><th scope="col">Claims</th>
</tr></thead>
<tbody>${timeline.steps.map(stepRow).join('')}</tbody>
</table>
</div>
</section>`;
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
