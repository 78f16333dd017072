import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Scenario, ScenarioStep } from '../../server/src/scenario/scenario.ts';
import type { Moment } from '../../server/src/scenario/timeline.ts';
import {
  createVm,
  deployedVm,
  momentText,
  NC4,
  NC8,
  run,
  scenarioOf,
  textOf,
  timelineOfScenario,
  type Templates,
} from './kit.ts';
import { stepText } from './arbitrary-steps.ts';

/** `LAW_TIMES=70` tries the laws in as many times the random runs. */
function runs(usual: number): number {
  return usual * Number(process.env['LAW_TIMES'] ?? 1);
}

const KUBERNETES = 'configureKubernetes: {}';

function anyOrder(
  model: string,
  steps: readonly string[],
  before: readonly string[] = [],
  templates: Templates = {},
): Moment {
  const group = `anyOrder:\n${steps.map((step) => `      - ${step}\n`).join('')}`;
  const moment = run(model, '2106', [...before, group], templates).moments.at(-1);
  if (!moment) throw new Error('there is a step');
  return moment;
}

describe('anyOrder', () => {
  it('succeeds when every order does', () => {
    const moment = anyOrder('pro-gpu-2', [createVm('vm1', NC4), createVm('vm2', NC4)]);
    expect(momentText(moment)).toBe('succeeds; vm1 1, vm2 1, kubernetes 0, free 0');
    expect(moment.orders).toEqual({
      all: true,
      counterexample: undefined,
      safe: [`createVm vm1 (${NC4})`, `createVm vm2 (${NC4})`],
      counterexampleSteps: undefined,
      safeSteps: [0, 1],
    });
    expect(moment.cause).toBeUndefined();
  });

  it('is at risk when some order fails, and says which one fails and which one does not', () => {
    const moment = anyOrder('pro-gpu-2', [createVm('vm3', NC4), KUBERNETES]);
    expect(momentText(moment)).toBe('at-risk; vm3 1, kubernetes 1, free 0');
    expect(moment.orders).toEqual({
      all: false,
      counterexample: ['configureKubernetes', `createVm vm3 (${NC4})`],
      safe: [`createVm vm3 (${NC4})`, 'configureKubernetes'],
      counterexampleSteps: [1, 0],
      safeSteps: [0, 1],
    });
    expect(moment.cause).toEqual({ kind: 'order' });
    expect(moment.reason).toBe(
      `the order configureKubernetes and createVm vm3 (${NC4}) fails: needs 1 GPU, 0 are free; Kubernetes holds 2 since step 1; the order createVm vm3 (${NC4}) and configureKubernetes succeeds`,
    );
  });

  it('fails when every order does, and changes nothing', () => {
    const steps = [createVm('vm1', NC4), createVm('vm2', NC4), KUBERNETES];
    const moment = anyOrder('pro-gpu-1', steps);
    expect(momentText(moment)).toBe('fails; kubernetes 0, free 1');
    expect(moment.orders?.all).toBe(false);
    expect(moment.orders?.safe).toBeUndefined();
    expect(moment.orders?.counterexample).toHaveLength(2);
    expect(moment.cause?.kind).toBe('gpus');
  });

  it('has a shortest counterexample', () => {
    const small = ['a', 'b', 'c', 'd'].map((name) => createVm(name, 'Standard_F1'));
    const large = [createVm('x', 'Standard_F16s'), createVm('y', 'Standard_F16s')];
    const moment = anyOrder('pro-gpu-1', [...small, ...large, createVm('z', 'Standard_F16s')]);
    expect(moment.orders?.counterexample).toEqual(
      ['x', 'y', 'z'].map((name) => `createVm ${name} (Standard_F16s)`),
    );
  });

  it('leaves open in which state other orders end', () => {
    const moment = anyOrder('pro-gpu-1', ['stop: vm1', KUBERNETES], [createVm('vm1', NC4)]);
    expect(moment.outcome).toBe('succeeds');
    expect(moment.worlds.map(({ claims }) => [claims.kubernetes, claims.free])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('is at risk, not failing, when a value is not known', () => {
    const moment = anyOrder('pro-gpu-1', ['deploy: vm.json', createVm('vm1', NC4)]);
    expect(moment.outcome).toBe('at-risk');
    expect(moment.orders?.safe).toBeUndefined();
    expect(moment.reason).toContain("'vm.json' cannot be read");
  });

  it('skips what needs something that failed before', () => {
    const before = [KUBERNETES, createVm('vm1', NC4)];
    const moment = anyOrder('pro-gpu-1', ['start: vm1', 'delete: vm1'], before);
    expect(moment.outcome).toBe('skipped');
    expect(moment.reason).toBe('needs vm1, whose creation failed in step 2');
  });

  it('marks the VMs that it could not create', () => {
    const steps = [KUBERNETES, `anyOrder: [${createVm('vm1', NC4)}]`, 'stop: vm1'];
    const { moments } = run('pro-gpu-1', '2106', steps);
    expect(moments.map(({ outcome }) => outcome)).toEqual(['succeeds', 'fails', 'skipped']);
  });
});

describe('many steps', () => {
  const names = Array.from({ length: 24 }, (_, index) => `vm${index}`);

  /** Orders are merged, not listed: listing those of 25 steps would never end. */
  test.each([
    ['of one GPU size', () => NC4, 'fails', 2],
    ['without GPU that fit exactly', () => 'Standard_F1', 'succeeds', undefined],
    [
      'of different sizes that do not fit',
      (index: number) => ['Standard_F1', 'Standard_D2_v2', 'Standard_F8'][index % 3] ?? '',
      'fails',
      5,
    ],
  ])('24 VMs %s and Kubernetes', (_, sizeOf, outcome, counterexample) => {
    const vms = names.map((name, index) => createVm(name, sizeOf(index)));
    const moment = anyOrder('pro-gpu-2', [...vms, KUBERNETES]);
    expect(moment.outcome).toBe(outcome);
    expect(moment.orders?.counterexample?.length).toBe(counterexample);
  });

  it('too many orders are said to be too many', () => {
    const vms = names.map((name) => createVm(name, 'Standard_D1_v2'));
    const steps = names.flatMap((name) => [`stop: ${name}`, `start: ${name}`]);
    const moment = anyOrder('pro-gpu-2', steps, vms);
    expect(moment.outcome).toBe('at-risk');
    expect(moment.reason).toContain('there are too many orders to examine them all');
  });

  it('a sum that is too large fails however many orders there are', () => {
    const sizes = [
      'Standard_F1',
      'Standard_F1s',
      'Standard_F2',
      'Standard_D1_v2',
      'Standard_D11_v2',
    ];
    const more = ['Standard_F4s_v1', 'Standard_F4', 'Standard_D2_v2', 'Standard_D3_v2'];
    const vms = names.map((name, index) => createVm(name, [...sizes, ...more][index % 9] ?? ''));
    expect(anyOrder('pro-gpu-2', [...vms, KUBERNETES]).outcome).toBe('fails');
  });
});

interface Written {
  vms: { name: string; size: string; after: string[]; deployed: 'yes' | 'unknown' }[];
  extends: string[];
}

describe('the answer is that of trying every permutation', () => {
  it('when a reboot may stop what would not fit beside the rest', () => {
    const sizes = ['Standard_F16s', 'Standard_NC4as_A2'] as const;
    const [first, second] = sizes.map((size, index) => createVm(`vm${index}`, size));
    const group = [first ?? '', 'reboot: {}', second ?? '', KUBERNETES];
    compare('pro-2-128G4T1GPU', [], group);
  });

  it('when a VM whose creation failed before is created and deleted', () => {
    const before = [KUBERNETES, createVm('a', NC4)];
    compare('pro-gpu-1', before, [createVm('a', 'Standard_F4s'), 'delete: a', 'start: a']);
  });

  it('for up to five steps of any kind', () => {
    const steps = fc.array(stepText, { minLength: 1, maxLength: 5 });
    const before = fc.array(stepText, { maxLength: 3 });
    const model = fc.constantFrom('pro-gpu-1', 'pro-gpu-2', 'pro-r', 'pro-2-128G4T1GPU');
    fc.assert(
      fc.property(model, before, steps, (device, first, group) => compare(device, first, group)),
      { numRuns: runs(60) },
    );
  });

  it('for up to six steps, deployments among them', () => {
    const size = fc.constantFrom(NC4, NC8, 'Standard_F16s', 'Standard_F4s');
    const vm = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      size,
      after: fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 2 }),
      deployed: fc.constantFrom('yes' as const, 'yes' as const, 'unknown' as const),
    });
    const template = fc.record({
      vms: fc.uniqueArray(vm, { selector: ({ name }) => name, maxLength: 3 }),
      extends: fc.subarray(['a', 'b'], { maxLength: 1 }),
    });
    const deploy = fc.constantFrom('deploy: 0.json', 'deploy: 1.json', 'deploy: 2.json');
    const none = { vms: [], extends: [] };
    const perhaps = (name: string) => ({
      name,
      size: NC4,
      after: [],
      deployed: 'unknown' as const,
    });
    const surely = (name: string) => ({ name, size: NC4, after: [], deployed: 'yes' as const });
    const examples: [string, string[], string[], Written[]][] = [
      [
        'pro-gpu-1',
        [],
        ['deploy: 1.json', 'delete: b', `resize: { vm: b, size: ${NC4} }`],
        [none, { vms: [perhaps('b')], extends: [] }, none],
      ],
      [
        'pro-gpu-1',
        [],
        ['deploy: 0.json', 'start: a'],
        [{ vms: [perhaps('a'), surely('b')], extends: [] }, none, none],
      ],
      [
        'pro-gpu-1',
        ['deploy: 2.json'],
        ['deploy: 0.json', KUBERNETES],
        [
          {
            vms: [
              { ...surely('a'), size: 'Standard_F4s' },
              { ...surely('b'), size: NC8 },
            ],
            extends: [],
          },
          none,
          { vms: [surely('a'), perhaps('b')], extends: [] },
        ],
      ],
    ];
    const step = fc.oneof({ weight: 2, arbitrary: deploy }, { weight: 3, arbitrary: stepText });
    fc.assert(
      fc.property(
        fc.constantFrom('pro-gpu-1', 'pro-gpu-2', 'pro-r'),
        fc.array(step, { maxLength: 2 }),
        fc.array(step, { minLength: 2, maxLength: 6 }),
        fc.array(template, { minLength: 3, maxLength: 3 }),
        (model, before, group, written) => {
          const templates = Object.fromEntries(
            written.map(({ vms, extends: names }, index) => [
              `${index}.json`,
              {
                vms: vms.map((one) => ({
                  ...deployedVm(one.name, one.size),
                  after: one.after,
                  deployed: one.deployed,
                  decidedBy: one.deployed === 'yes' ? undefined : 'a condition',
                })),
                driverExtensions: names.map((name) => ({ name, nameUnknown: undefined })),
              },
            ]),
          );
          compare(model, before, group, templates);
        },
      ),
      { numRuns: runs(30), examples },
    );
  });

  it('for seven steps', () => {
    const kinds = [createVm('vm', NC4), createVm('vm', 'Standard_F8s'), KUBERNETES];
    const step = fc.constantFrom(...kinds, 'removeKubernetes: {}');
    fc.assert(
      fc.property(fc.array(step, { minLength: 7, maxLength: 7 }), (steps) =>
        compare(
          'pro-gpu-2',
          [],
          steps.map((text, index) => text.replace('vm,', `vm${index},`)),
        ),
      ),
      { numRuns: runs(3) },
    );
  });
});

/** Simulates each permutation as a scenario of its own, in which the steps stand one by one. */
function compare(
  model: string,
  before: readonly string[],
  group: readonly string[],
  templates: Templates = {},
): void {
  const { orders, outcome } = anyOrder(model, group, before, templates);
  const scenario = scenarioOf(textOf(model, '2106', [...before, ...group]));
  const first = scenario.steps.slice(0, before.length);
  const results = permutations(scenario.steps.slice(before.length)).map((steps) =>
    resultOf(scenario, first, steps, templates),
  );
  const all = results.every(({ isGood }) => isGood);
  expect(orders?.all).toBe(all);
  expect(orders?.safe !== undefined).toBe(results.some(({ isGood }) => isGood));
  if (all) expect(['succeeds', 'skipped']).toContain(outcome);
  const failures = results.flatMap(({ fails }) => fails ?? []);
  if (failures.length === results.length) expect(outcome).toBe('fails');
  else if (!all) expect(outcome).toBe('at-risk');
  if (failures.length > 0) expect(orders?.counterexample).toHaveLength(Math.min(...failures));
}

function resultOf(
  scenario: Scenario,
  before: readonly ScenarioStep[],
  steps: readonly ScenarioStep[],
  templates: Templates,
): { isGood: boolean; fails: number | undefined } {
  const { moments } = timelineOfScenario({ ...scenario, steps: [...before, ...steps] }, templates);
  const own = moments.slice(before.length);
  return {
    isGood: own.every(({ outcome }) => outcome === 'succeeds' || outcome === 'skipped'),
    fails: failsAfter(own, moments[before.length - 1]),
  };
}

/** Returns after how many steps one of them has failed in every possible world, if that happens. */
function failsAfter(own: readonly Moment[], last: Moment | undefined): number | undefined {
  let unfailed = new Set(last ? last.passages.map(({ to }) => to) : [0]);
  for (const [index, { passages }] of own.entries()) {
    const goesOn = passages.filter(
      ({ from, outcome }) => unfailed.has(from) && outcome !== 'fails',
    );
    if (goesOn.length === 0) return index + 1;
    unfailed = new Set(goesOn.map(({ to }) => to));
  }
  return undefined;
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
