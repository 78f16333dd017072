import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { adviceOn, type Advice } from '../../server/src/scenario/advice.ts';
import { adviceLines } from '../../server/src/report/advice.ts';
import { stepText } from './arbitrary-steps.ts';
import { createVm, deployedVm, NC4, NC8, run, type Templates } from './kit.ts';

const KUBERNETES = 'configureKubernetes: {}';

function advise(model: string, steps: readonly string[], templates: Templates = {}): Advice {
  return adviceOn(run(model, '2607', steps, templates));
}

function orderOf({ order }: Advice): readonly string[] {
  return order.map(({ title }) => title);
}

function changesOf({ changes }: Advice): readonly string[] {
  return changes.map(({ title }) => title);
}

describe('the order in which everything gets its GPU', () => {
  it('puts the deployment before Kubernetes', () => {
    const templates = { 'vm.json': { vms: [deployedVm('vm1', NC4)], driverExtensions: [] } };
    const advice = advise('pro-gpu-2', [KUBERNETES, 'deploy: vm.json'], templates);
    expect(advice.kind).toBe('reordered');
    expect(orderOf(advice)).toEqual(['deploy vm.json (vm1)', 'configureKubernetes']);
    expect(advice.kubernetesGpus).toBe(1);
    expect(advice.changes).toEqual([]);
  });

  it('says when the order written is one', () => {
    expect(advise('pro-gpu-2', [createVm('a', NC4), KUBERNETES]).kind).toBe('as-written');
  });

  it('lets Kubernetes have the most that is possible', () => {
    const steps = [createVm('a', NC4), KUBERNETES, 'delete: a', createVm('b', NC4)];
    const advice = advise('pro-gpu-2', steps);
    expect(advice.kubernetesGpus).toBeGreaterThan(0);
  });

  it('looks into anyOrder, too, and keeps what stands around it in place', () => {
    const group = `anyOrder: [{ ${KUBERNETES} }, { ${createVm('b', NC4)} }]`;
    const advice = advise('pro-gpu-2', [createVm('a', 'Standard_F4s'), group, 'stop: b']);
    expect(orderOf(advice).indexOf(`createVm b (${NC4})`)).toBeLessThan(
      orderOf(advice).indexOf('configureKubernetes'),
    );
    expect(advice.order).toHaveLength(4);
  });
});

describe('the smallest change', () => {
  const impossible: readonly [string, string, readonly string[], string, readonly string[]][] = [
    [
      'one GPU for two VMs',
      'pro-gpu-1',
      [createVm('a', NC4), createVm('b', NC4)],
      'the VMs claim 2 GPUs together, pro-gpu-1 has 1 GPU',
      ['use the device pro-gpu-2 (Azure Stack Edge Pro GPU, 2 GPUs)', 'leave out 1 of a and b'],
    ],
    [
      'memory for one of two large VMs',
      'pro-gpu-2',
      [createVm('a', NC8), createVm('b', NC8)],
      'the VMs need 112 GiB of memory of 96 usable together (inference: sizes against the usable amount of pro-gpu-2)',
      [
        'give one of a and b the size Standard_DS4_v2_HPN_T4_v3 (8 vCPU, 28 GiB)',
        'leave out 1 of a and b',
      ],
    ],
    [
      'the wrong GPU model',
      'pro-2-256G6T2GPU',
      [createVm('a', NC4), KUBERNETES],
      `createVm a (${NC4}): needs a GPU of model T4, those of pro-2-256G6T2GPU are A2`,
      [
        'give a the size Standard_NC4as_A2 (4 vCPU, 28 GiB)',
        'use the device pro-gpu-1 (Azure Stack Edge Pro GPU, 1 GPU)',
      ],
    ],
    [
      'no room for Kubernetes of default size',
      'pro-gpu-2',
      [createVm('a', NC8), createVm('b', 'Standard_F8s'), KUBERNETES],
      'the VMs and Kubernetes need 108 GiB of memory of 96 usable together (inference: sizes against the usable amount of pro-gpu-2)',
      [
        'give a the size Standard_DS4_v2_HPN_T4_v3 (8 vCPU, 28 GiB)',
        'configure Kubernetes with 16 cores and 24 GiB',
        'leave out Kubernetes',
      ],
    ],
  ];
  test.each(impossible)('%s', (_, model, steps, why, changes) => {
    const advice = advise(model, steps);
    expect(advice.kind).toBe('impossible');
    expect(advice.why).toBe(why);
    expect(changesOf(advice)).toEqual(expect.arrayContaining([...changes]));
  });

  it('leaves out as few VMs as need be, counted by size', () => {
    const steps = ['a', 'b', 'c', 'd'].map((name) => createVm(name, NC4));
    expect(changesOf(advise('pro-gpu-2', steps))).toEqual(['leave out 2 of a, b, c and d']);
  });

  it('gives Kubernetes a GPU where it would get none', () => {
    const advice = advise('pro-gpu-1', [createVm('a', NC4), KUBERNETES]);
    expect(advice.kind).toBe('as-written');
    expect(advice.kubernetesGpus).toBe(0);
    expect(changesOf(advice)).toContain(
      'use the device pro-gpu-2 (Azure Stack Edge Pro GPU, 2 GPUs)',
    );
    expect(adviceLines(advice)).toContain('Kubernetes would get a GPU by one of these:');
  });

  it('offers the size that was probably meant', () => {
    expect(changesOf(advise('pro-gpu-1', [createVm('a', 'Standard_NC4as_T4_v4')]))).toContain(
      'give a the size Standard_NC4as_T4_v3 (4 vCPU, 28 GiB)',
    );
  });

  it('is not offered where something is not known', () => {
    const advice = advise('pro-gpu-1', ['deploy: vm.json', createVm('a', NC4)]);
    expect(advice.kind).toBe('unknown');
    expect(advice.changes).toEqual([]);
  });
});

describe('laws of advice', () => {
  it('an order has every step once and all succeed; an impossible one has no order', () => {
    const steps = fc.array(stepText, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom('pro-gpu-1', 'pro-gpu-2'), steps, (model, texts) => {
        const advice = adviceOn(run(model, '2106', texts));
        if (advice.order.length === 0) {
          expect(['impossible', 'unknown']).toContain(advice.kind);
          expect(advice.why).toBeDefined();
          return;
        }
        const places = advice.order.map(({ place }) => place);
        expect(places.toSorted((a, b) => a - b)).toEqual(texts.map((_, index) => index));
        const timeline = run(
          model,
          '2106',
          places.map((place) => texts[place] ?? ''),
        );
        expect(timeline.outcome).toBe('succeeds');
        if (advice.kubernetesGpus !== undefined) {
          expect(timeline.moments.at(-1)?.claims.kubernetes).toBe(advice.kubernetesGpus);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('answers soon for 24 VMs of many sizes and Kubernetes', () => {
    const sizes = [NC4, 'Standard_F1', 'Standard_F2s', 'Standard_D1_v2', 'Standard_DS3_v2', NC8];
    const vms = Array.from({ length: 24 }, (_, index) =>
      createVm(`vm${index}`, sizes[index % sizes.length] ?? ''),
    );
    const advice = advise('pro-gpu-2', [KUBERNETES, ...vms]);
    expect(advice.kind).toBe('impossible');
  });
});
