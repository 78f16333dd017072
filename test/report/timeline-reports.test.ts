import { expect, test } from 'vitest';
import { plainPalette } from '../../server/src/report/palette.ts';
import { timelineJson, type TimelineReport } from '../../server/src/report/timeline-json.ts';
import { timelineJunit } from '../../server/src/report/timeline-junit.ts';
import { timelineText } from '../../server/src/report/timeline-text.ts';
import { expectGolden } from '../golden.ts';
import { busy, timelineOf, twoGpus } from './timelines.ts';

const timeline = timelineOf('Two inference VMs', twoGpus, [
  ...busy,
  {
    title: 'any order of 2 steps',
    action: 'anyOrder',
    vms: {},
    kubernetes: 2,
    outcome: 'fails',
    reason: 'one order fails',
    orders: {
      all: false,
      counterexample: ['configureKubernetes', 'createVm a'],
      safe: undefined,
      counterexampleSteps: [1, 0],
      safeSteps: undefined,
    },
  },
]);

const report: TimelineReport = {
  file: 'two.gpuscenario.yaml',
  timeline,
  verdicts: timeline.moments.slice(1, 3).map((moment, index) => ({
    moment,
    line: 7 + index,
    expected: { outcome: 'succeeds', gpus: { vm1: 1 } },
    actual: { outcome: moment.outcome, gpus: { vm1: 1 } },
    passed: moment.outcome === 'succeeds',
  })),
};

test('text', async () => {
  await expectGolden('timeline-busy.txt', timelineText(report, plainPalette));
});

test('text is plain ASCII as far as the names are', () => {
  expect(timelineText(report, plainPalette)).toMatch(/^[\x20-\x7e\n]*$/);
});

test('json has the shape of the contract', async () => {
  await expectGolden('timeline-busy.json', timelineJson([report]));
});

test('json of an unknown device invents no numbers', () => {
  const unknown = timelineOf('No such device', undefined, []);
  const value: unknown = JSON.parse(
    timelineJson([{ file: 'x.gpuscenario.yaml', timeline: unknown, verdicts: [] }]),
  );
  expect(value).toMatchObject({
    scenarios: [
      {
        device: { model: 'no-such-device', release: '2106', gpus: null, gpuModel: null },
        steps: [],
        orders: null,
        expectations: [],
      },
    ],
  });
});

test('JUnit has a test for each expectation and one for the outcome', async () => {
  await expectGolden('timeline-busy.junit.xml', timelineJunit([report]));
});
