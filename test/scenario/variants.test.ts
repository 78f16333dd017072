import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variants } from '../../server/src/scenario/variants.ts';
import { stepText } from './arbitrary-steps.ts';
import { createVm, momentText, NC4, run } from './kit.ts';

const VM1 = createVm('vm1', NC4);
const KUBERNETES = 'configureKubernetes: {}';

describe('the ways in which a timeline may come out', () => {
  it('is the main documented behaviour alone when nothing is disputed', () => {
    const timeline = run('pro-gpu-2', '2106', [VM1, KUBERNETES]);
    expect(variants(timeline).map(({ kind }) => kind)).toEqual(['main']);
    expect(variants(timeline)[0]?.timeline).toBe(timeline);
  });

  it('follows each disputed behaviour to the end, with the fact behind it', () => {
    const timeline = run('pro-gpu-1', '2106', [VM1, KUBERNETES, 'stop: vm1', 'start: vm1']);
    const [main, other, ...more] = variants(timeline);
    expect(more).toEqual([]);
    expect(main?.timeline.moments.at(-1)?.outcome).toBe('at-risk');
    expect(other?.kind).toBe('world');
    expect(other?.title).toBe(
      'Kubernetes takes the GPU of vm1 while it is stopped (documented for release 2106)',
    );
    expect(other?.facts).toEqual(['claims.stopped-vm-takeover']);
    expect(other?.timeline.moments.map(momentText)).toEqual([
      'succeeds; vm1 1, kubernetes 0, free 0',
      'succeeds; vm1 1, kubernetes 0, free 0',
      'succeeds; kubernetes 1, free 0',
      'fails; kubernetes 1, free 0',
    ]);
    expect(other?.timeline.outcome).toBe('fails');
  });

  it('shows a behaviour that a later step makes good', () => {
    const steps = [VM1, KUBERNETES, 'stop: vm1', 'removeKubernetes: {}', 'start: vm1'];
    const [, other] = variants(run('pro-gpu-1', '2106', steps));
    expect(other?.timeline.moments.map(({ claims }) => claims.kubernetes)).toEqual([0, 0, 1, 0, 0]);
    expect(other?.timeline.outcome).toBe('succeeds');
  });

  it('puts the steps of anyOrder into the order that works out and into the one that does not', () => {
    const group = `anyOrder: [{ ${KUBERNETES} }, { ${VM1} }]`;
    const orders = variants(run('pro-gpu-1', '2106', [group])).filter(
      ({ kind }) => kind === 'order',
    );
    expect(orders.map(({ title }) => title)).toEqual([
      `createVm vm1 (${NC4}), then configureKubernetes`,
      `configureKubernetes, then createVm vm1 (${NC4})`,
    ]);
    expect(orders.map(({ timeline }) => timeline.moments.map(({ outcome }) => outcome))).toEqual([
      ['succeeds', 'succeeds'],
      ['succeeds', 'fails'],
    ]);
  });

  it('has a moment for each step, claims the GPUs of the device, and is bounded', () => {
    const group = fc
      .array(stepText, { minLength: 1, maxLength: 3 })
      .map((steps) => `anyOrder: [${steps.map((step) => `{ ${step} }`).join(', ')}]`);
    const steps = fc.array(
      fc.oneof({ weight: 8, arbitrary: stepText }, { weight: 1, arbitrary: group }),
      {
        minLength: 1,
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(steps, (texts) => {
        const timeline = run('pro-gpu-2', '2106', texts);
        const all = variants(timeline);
        expect(all.length).toBeLessThanOrEqual(16);
        for (const { kind, timeline: variant } of all) {
          if (kind !== 'order') expect(variant.moments).toHaveLength(timeline.moments.length);
          for (const { claims } of variant.moments) {
            const held = [...claims.vms.values()].reduce((a, b) => a + b, claims.kubernetes);
            expect(held + claims.free).toBe(2);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
