import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  escapeHtml,
  isPageMessage,
  timelineBody,
  timelinePage,
} from '../client/src/timeline-html.ts';
import type { StepView, TimelineView } from '../server/src/lsp/protocol.ts';

const step: StepView = {
  title: 'createVm vm1',
  outcome: 'succeeds',
  reason: null,
  claims: 'vm1 1, free 1',
  uri: 'file:///w/a.gpuscenario.yaml',
  range: { start: { line: 3, character: 2 }, end: { line: 3, character: 20 } },
};

const timeline: TimelineView = {
  name: 'One VM',
  device: 'a device with 2 GPUs',
  outcome: 'succeeds',
  index: 0,
  remark: null,
  courses: [{ id: 'main', label: 'as written' }],
  course: 'main',
  picture: {
    names: '<svg><text>GPU 1</text></svg>',
    slices: ['<svg><g data-step="0"></g></svg>'],
    legend: '<svg><text>free</text></svg>',
    note: 'a note',
  },
  steps: [step],
};

const hostile = `</h1><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;`;

describe('timelinePage', () => {
  it('allows only what carries its nonce', () => {
    const page = timelinePage('n0nce');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'; img-src blob:"`,
    );
    expect(page).not.toContain('unsafe');
    expect(page.match(/<(?:script|style)\b/g)).toHaveLength(2);
    expect(page.match(/<(?:script|style) nonce="n0nce">/g)).toHaveLength(2);
    expect(page).not.toMatch(/\s(?:style|on[a-z]+)=/);
  });

  it('holds a script that can be read', () => {
    const script = /<script nonce="x">([\s\S]*)<\/script>/.exec(timelinePage('x'))?.[1];
    expect(() => new Script(script ?? '}')).not.toThrow();
  });

  it('takes colours from the theme only', () => {
    const style = /<style nonce="x">([\s\S]*)<\/style>/.exec(timelinePage('x'))?.[1];
    expect(style).toContain('var(--vscode-');
    expect(style).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i);
  });
});

describe('timelineBody', () => {
  it('shows the picture and the same as a table', () => {
    const body = timelineBody([timeline], undefined);
    expect(body).toContain('<h1>One VM</h1>');
    expect(body).toContain('a device with 2 GPUs');
    expect(body).toContain(timeline.picture.slices[0]);
    expect(body).toContain(timeline.picture.names);
    expect(body).toContain(timeline.picture.legend);
    expect(body).toContain('<tr data-step="0">');
    expect(body).toContain('vm1 1, free 1');
  });

  it('numbers timelines and steps so that a click names one', () => {
    const body = timelineBody([timeline, { ...timeline, steps: [step, step] }], undefined);
    expect(body.match(/<section data-timeline="\d"/g)).toEqual([
      '<section data-timeline="0"',
      '<section data-timeline="1"',
    ]);
    expect(body.match(/<tr data-step="\d"/g)).toHaveLength(3);
  });

  it.each([
    ['succeeds', '✓'],
    ['at-risk', '!'],
    ['fails', '✗'],
    ['skipped', '–'],
  ])('says %s with a symbol and a word', (outcome, symbol) => {
    const body = timelineBody([{ ...timeline, steps: [{ ...step, outcome }] }], undefined);
    expect(body).toContain(`class="outcome ${outcome}"`);
    expect(body).toContain(`<span class="symbol" aria-hidden="true">${symbol}</span> ${outcome}`);
  });

  it('says what keeps it from succeeding', () => {
    const body = timelineBody([{ ...timeline, remark: 'step 2 fails' }], undefined);
    expect(body).toContain('<p class="remark">step 2 fails</p>');
  });

  it('offers other courses where there are any', () => {
    expect(timelineBody([timeline], undefined)).not.toContain('<select');
    const courses = [...timeline.courses, { id: 'world: "x"', label: 'if <x>' }];
    const body = timelineBody([{ ...timeline, courses, course: 'world: "x"' }], undefined);
    expect(body).toContain('<option value="main">as written</option>');
    expect(body).toContain('<option value="world: &#34;x&#34;" selected>if &#60;x&#62;</option>');
  });

  it('says why it may be out of date', () => {
    expect(timelineBody([], undefined)).not.toContain('notice');
    expect(timelineBody([], 'Not up to date')).toContain('<p class="notice">Not up to date</p>');
  });

  it.each([
    ['name', { ...timeline, name: hostile }],
    ['device', { ...timeline, device: hostile }],
    ['outcome', { ...timeline, outcome: hostile }],
    ['inherited outcome', { ...timeline, steps: [{ ...step, outcome: 'constructor' }] }],
    ['title', { ...timeline, steps: [{ ...step, title: hostile }] }],
    ['step outcome', { ...timeline, steps: [{ ...step, outcome: hostile }] }],
    ['reason', { ...timeline, steps: [{ ...step, reason: hostile }] }],
    ['remark', { ...timeline, remark: hostile }],
    ['note', { ...timeline, picture: { ...timeline.picture, note: hostile } }],
    ['claims', { ...timeline, steps: [{ ...step, claims: hostile }] }],
  ])('keeps a hostile %s a text', (_, view) => {
    const ours = ['<span', '<p'];
    const tags = (body: string): readonly string[] => body.match(/<[a-z]+/gi) ?? [];
    const body = timelineBody([view], undefined);
    const plain = tags(timelineBody([timeline], undefined)).filter((tag) => !ours.includes(tag));
    expect(tags(body).filter((tag) => !ours.includes(tag))).toEqual(plain);
    expect(body).not.toContain('function Object');
  });

  it('keeps a hostile notice a text', () => {
    expect(timelineBody([], hostile)).not.toMatch(/<(?:script|img)/);
  });
});

describe('escapeHtml', () => {
  it.each([
    ['a & b', 'a &#38; b'],
    ['<b>', '&#60;b&#62;'],
    [`"'`, '&#34;&#39;'],
    ['vm1 \u{1F600}', 'vm1 \u{1F600}'],
  ])('writes %s as %s', (text, expected) => {
    expect(escapeHtml(text)).toBe(expected);
  });
});

describe('isPageMessage', () => {
  it.each([
    [{ type: 'ready' }, true],
    [{ type: 'reveal', timeline: 0, step: 2 }, true],
    [{ type: 'reveal', timeline: 0 }, false],
    [{ type: 'reveal', timeline: '0', step: 2 }, false],
    [{ type: 'reveal', timeline: 0.5, step: 2 }, false],
    [{ type: 'reveal', timeline: -1, step: 2 }, false],
    [{ type: 'course', timeline: 0, course: 'main' }, true],
    [{ type: 'course', timeline: 0, course: 1 }, false],
    [{ type: 'save', timeline: 0, format: 'svg' }, true],
    [{ type: 'save', timeline: 0, format: 'html' }, false],
    [{ type: 'drawn' }, true],
    [{ type: 'drawn', png: new Uint8Array(2) }, true],
    [{ type: 'drawn', png: 'https://example.com' }, false],
    [{ type: 'open', uri: 'file:///etc/passwd' }, false],
    ['ready', false],
    [null, false],
    [undefined, false],
  ])('%j: %s', (message, expected) => {
    expect(isPageMessage(message)).toBe(expected);
  });
});
