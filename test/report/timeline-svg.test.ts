import { expect, test } from 'vitest';
import { timelineSlices, timelineSvg } from '../../server/src/report/timeline-svg.ts';
import { expectGolden } from '../golden.ts';
import { busy, timelineOf, twoGpus, type Told } from './timelines.ts';

const hostile = '<script>alert("1")</script> & \'"\u0007\u202E';

const pictures: readonly [name: string, svg: string][] = [
  ['timeline-busy.svg', timelineSvg(timelineOf('Two inference VMs', twoGpus, busy))],
  ['timeline-empty.svg', timelineSvg(timelineOf('No steps yet', twoGpus, []))],
  [
    'timeline-unknown-device.svg',
    timelineSvg(
      timelineOf('No such device', undefined, [
        {
          title: 'createVm vm1',
          action: 'createVm',
          vms: {},
          kubernetes: 0,
          outcome: 'at-risk',
          reason: "the device 'no-such-device' is not known",
        },
      ]),
    ),
  ],
];

test.each(pictures)('%s', async (name, svg) => {
  await expectGolden(name, svg);
});

const step: Told = {
  title: hostile,
  action: 'createVm',
  vms: { [hostile]: 1 },
  kubernetes: 0,
  reason: hostile,
};

test('names are text, never markup', () => {
  const svg = timelineSvg(timelineOf(hostile, twoGpus, [step]));
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;');
  expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('it holds nothing that a strict content policy would refuse', () => {
  const svg = timelineSvg(timelineOf('Two inference VMs', twoGpus, busy));
  expect(svg).not.toMatch(/<style|\sstyle=|<script|\son\w+=|href=|<foreignObject/);
});

test('each step is a button that says its outcome and reason', () => {
  const svg = timelineSvg(timelineOf('Two inference VMs', twoGpus, busy));
  const labels = [
    ...svg.matchAll(/<g data-step="(\d+)" tabindex="0" role="button" aria-label="([^"]*)"/g),
  ];
  expect(labels.map(([, index]) => Number(index))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(labels.map(([, , label]) => label)).toContain(
    'step 5: stop vm1, at-risk: Kubernetes may take the GPU of a stopped VM',
  );
});

test('a step keeps its width however many there are', () => {
  const width = (count: number) =>
    Number(
      / width="(\d+)"/.exec(timelineSvg(timelineOf('x', twoGpus, Array(count).fill(step))))?.[1],
    );
  expect(width(40) - width(39)).toBe(width(12) - width(11));
});

test('its slices show together what the whole shows', () => {
  const timeline = timelineOf('Long', twoGpus, Array<Told>(60).fill(busy[0] ?? step));
  const { slices, names } = timelineSlices(timeline);
  const stepsIn = (svg: string) => svg.match(/data-step="\d+"/g) ?? [];
  expect(slices.map((slice) => stepsIn(slice).length)).toEqual([25, 25, 10]);
  expect(slices.flatMap(stepsIn)).toEqual(stepsIn(timelineSvg(timeline)));
  const heights = [names, ...slices].map((svg) => / height="(\d+)"/.exec(svg)?.[1]);
  expect(new Set(heights).size).toBe(1);
});

test('a slice is no larger for the steps beside it', () => {
  const size = (count: number) =>
    timelineSlices(timelineOf('x', twoGpus, Array<Told>(count).fill(step))).slices[0]?.length;
  expect(size(1000)).toBe(size(100));
});
