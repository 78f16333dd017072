import { describe, expect, it } from 'vitest';
import { verdicts } from '../../server/src/scenario/verdict.ts';
import { createVm, NC4, run } from './kit.ts';

const expecting = (step: string, expectation: string) => `${step}\n    expect: ${expectation}`;

describe('verdicts', () => {
  it('compares an outcome', () => {
    const timeline = run('pro-gpu-1', '2106', [
      expecting('configureKubernetes: {}', 'succeeds'),
      expecting(createVm('vm1', NC4), 'succeeds'),
      expecting('start: vm1', 'skipped'),
    ]);
    expect(verdicts(timeline)).toEqual([
      {
        moment: timeline.moments[0],
        line: 3,
        expected: { outcome: 'succeeds' },
        actual: { outcome: 'succeeds' },
        passed: true,
      },
      {
        moment: timeline.moments[1],
        line: 5,
        expected: { outcome: 'succeeds' },
        actual: { outcome: 'fails' },
        passed: false,
      },
      {
        moment: timeline.moments[2],
        line: 7,
        expected: { outcome: 'skipped' },
        actual: { outcome: 'skipped' },
        passed: true,
      },
    ]);
  });

  it('compares the GPUs that are named, and only those', () => {
    const step = createVm('vm1', NC4);
    const results = [
      '{ gpus: { vm1: 1 } }',
      '{ gpus: { VM1: 1, kubernetes: 0, free: 1, nobody: 0 } }',
      '{ gpus: { vm1: 2 } }',
      '{ outcome: succeeds, gpus: { free: 0 } }',
    ].map((text) => verdicts(run('pro-gpu-2', '2106', [expecting(step, text)]))[0]);
    expect(results.map((verdict) => verdict?.passed)).toEqual([true, true, false, false]);
    expect(results[1]?.actual).toEqual({ gpus: { VM1: 1, kubernetes: 0, free: 1, nobody: 0 } });
    expect(results[2]?.actual).toEqual({ gpus: { vm1: 1 } });
    expect(results[3]?.actual).toEqual({ outcome: 'succeeds', gpus: { free: 1 } });
  });

  it('says nothing of steps that expect nothing', () => {
    expect(verdicts(run('pro-gpu-1', '2106', [createVm('vm1', NC4)]))).toEqual([]);
  });

  it('a VM may be called like a member of every object', () => {
    const step = createVm('__proto__', NC4);
    const text = '{ gpus: { __proto__: 1 } }';
    const [verdict] = verdicts(run('pro-gpu-2', '2106', [expecting(step, text)]));
    expect(verdict?.passed).toBe(true);
    expect(Object.entries(verdict?.actual.gpus ?? {})).toEqual([['__proto__', 1]]);
  });
});
