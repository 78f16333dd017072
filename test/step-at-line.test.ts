import { expect, test } from 'vitest';
import { stepAtLine } from '../client/src/step-at-line.ts';

const uri = 'file:///w/a.gpuscenario.yaml';
const stepOn = (start: number, end: number, document = uri) => ({
  title: 'reboot',
  outcome: 'succeeds',
  reason: null,
  claims: 'free 1',
  uri: document,
  range: { start: { line: start, character: 4 }, end: { line: end, character: 9 } },
});

const timelines = [
  { steps: [stepOn(3, 3), stepOn(4, 9), stepOn(6, 6)] },
  { steps: [stepOn(13, 14), stepOn(5, 5, 'file:///w/b.json')] },
];

test.each([
  [3, { timeline: 0, step: 0 }],
  [5, { timeline: 0, step: 1 }],
  // A step within another is the nearer one.
  [6, { timeline: 0, step: 2 }],
  [9, { timeline: 0, step: 1 }],
  [14, { timeline: 1, step: 0 }],
  [0, undefined],
  [11, undefined],
])('line %i', (line, expected) => {
  expect(stepAtLine(timelines, uri, line)).toEqual(expected);
});
