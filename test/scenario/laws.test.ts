import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDevice } from '../../server/src/facts/index.ts';
import { parseScenarios } from '../../server/src/scenario/parse-scenario.ts';
import { safeOrder } from '../../server/src/scenario/safe-order.ts';
import { simulate } from '../../server/src/scenario/simulate.ts';
import type { Claims, Moment } from '../../server/src/scenario/timeline.ts';
import { verdicts } from '../../server/src/scenario/verdict.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { stepText } from './arbitrary-steps.ts';
import { createVm, NC4, run, textOf, uri } from './kit.ts';

const model = fc.constantFrom('pro-gpu-1', 'pro-gpu-2', 'pro-r', 'mini-r', 'pro-2-256G6T2GPU');
const release = fc.constantFrom('2106', '2205', undefined);
const plainSteps = fc.array(stepText, { maxLength: 12 });
const group = fc
  .array(stepText, { minLength: 1, maxLength: 4 })
  .map((steps) => `anyOrder: [${steps.map((step) => `{ ${step} }`).join(', ')}]`);
const steps = fc.array(
  fc.oneof({ weight: 8, arbitrary: stepText }, { weight: 1, arbitrary: group }),
  { minLength: 1, maxLength: 12 },
);

/** A moment without the step it belongs to, which carries places in the text. */
function comparable({ step, ...rest }: Moment) {
  return { ...rest, action: step.action };
}

function total({ vms, kubernetes, free }: Claims): number {
  return [...vms.values()].reduce((sum, count) => sum + count, kubernetes + free);
}

/** In which order VMs took their GPUs is not part of what they hold. */
function sortedClaims({ vms, kubernetes, free }: Claims): string {
  return JSON.stringify([[...vms].sort(), kubernetes, free]);
}

describe('laws of the simulator', () => {
  it('claimed and free GPUs are those of the device, after every step and in every world', () => {
    fc.assert(
      fc.property(model, release, steps, (device, software, texts) => {
        const gpus = findDevice(device)?.gpuCount;
        for (const { claims, worlds } of run(device, software, texts).moments) {
          expect(total(claims)).toBe(gpus);
          expect(worlds[0]?.claims).toBe(claims);
          for (const world of worlds) {
            expect(total(world.claims)).toBe(gpus);
            expect(Math.min(world.claims.free, world.claims.kubernetes)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  it('a prefix of the timeline is the timeline of the prefix', () => {
    fc.assert(
      fc.property(
        model,
        release,
        steps,
        fc.integer({ min: 1, max: 12 }),
        (device, software, texts, length) => {
          const whole = run(device, software, texts).moments.slice(0, length);
          const prefix = run(device, software, texts.slice(0, length)).moments;
          expect(prefix.map(comparable)).toEqual(whole.map(comparable));
        },
      ),
    );
  });

  it('stop, then start, on a device without Kubernetes changes nothing', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const texts = plainSteps.map((all) => all.filter((text) => !text.includes('Kubernetes')));
    fc.assert(
      fc.property(texts, name, stepText, (before, vm, after) => {
        const { moments } = run('pro-gpu-2', '2106', [...before, `stop: ${vm}`, `start: ${vm}`]);
        const [stop, start] = moments.slice(-2);
        fc.pre(stop?.outcome === 'succeeds');
        expect(start?.outcome).toBe('succeeds');
        const worlds = moments.at(-3)?.worlds.map(({ claims }) => sortedClaims(claims));
        expect(start?.worlds.map(({ claims }) => sortedClaims(claims)).toSorted()).toEqual(
          worlds?.toSorted(),
        );
        // A resized VM may be started or not; once it is started it is like any other.
        fc.pre(!after.startsWith('start'));
        const touched = run('pro-gpu-2', '2106', [...before, `stop: ${vm}`, `start: ${vm}`, after]);
        const untouched = run('pro-gpu-2', '2106', [...before, after]);
        expect(touched.moments.at(-1)?.outcome).toBe(untouched.moments.at(-1)?.outcome);
      }),
      { numRuns: 100 },
    );
  });

  it('more GPUs never turn success into failure', () => {
    const texts = fc.array(stepText, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, (all) => {
        fc.pre(run('pro-gpu-1', '2106', all).outcome === 'succeeds');
        expect(run('pro-gpu-2', '2106', all).outcome).toBe('succeeds');
      }),
      { numRuns: 100 },
    );
  });

  it('deleting twice is an error, whatever came before', () => {
    fc.assert(
      fc.property(model, steps, (device, before) => {
        const twice = [...before, 'delete: a', 'delete: a'];
        const { moments } = run(device, '2106', twice);
        expect(['fails', 'skipped']).toContain(moments.at(-1)?.outcome);
      }),
    );
  });

  it('the first world is the only one that has no condition', () => {
    fc.assert(
      fc.property(model, release, steps, (device, software, texts) => {
        for (const { worlds } of run(device, software, texts).moments) {
          expect(worlds.map(({ because }) => because === 'the main documented behaviour')).toEqual(
            worlds.map((_, index) => index === 0),
          );
        }
      }),
    );
  });

  it('a safe order has every step once, and all of them succeed', () => {
    const texts = fc.array(stepText, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(texts, (all) => {
        const order = safeOrder(run('pro-gpu-2', '2106', all));
        fc.pre(order !== undefined);
        expect(order.toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index));
        const reordered = order.map((index) => all[index] ?? '');
        expect(run('pro-gpu-2', '2106', reordered).outcome).toBe('succeeds');
      }),
      { numRuns: 100 },
    );
  });

  it('follows a bounded number of worlds', () => {
    const vms = Array.from({ length: 10 }, (_, index) => ({
      vms: [
        {
          name: `vm${index}`,
          nameUnknown: undefined,
          size: 'Standard_F1',
          sizeUnknown: undefined,
          deployed: 'unknown' as const,
          decidedBy: `[parameters('p${index}')]`,
          after: [],
        },
      ],
      driverExtensions: [],
    }));
    const templates = Object.fromEntries(vms.map((vm, index) => [`${index}.json`, vm]));
    const texts = [...Object.keys(templates).map((path) => `deploy: ${path}`), createVm('a', NC4)];
    const last = run('pro-gpu-2', '2106', texts, templates).moments.at(-1);
    expect(last?.outcome).toBe('at-risk');
    expect(last?.reason).toContain('more than 64 possibilities');
  });
});

describe('what is written never makes it throw', () => {
  const answer = (text: string): void => {
    const trees = parseYaml(text);
    const parsed = parseScenarios(uri, trees, text);
    expect(parsed).toHaveLength(trees.length);
    for (const { scenario, problems } of parsed) {
      for (const { span, message } of problems) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
        expect(message).toMatch(/^[^A-Z].*[^.]$/s);
      }
      if (!scenario) continue;
      const timeline = simulate(scenario, () => ({ problem: 'it is not there' }));
      verdicts(timeline);
      safeOrder(timeline);
    }
  };

  const sample = textOf('pro-gpu-2', '2106', [
    createVm('vm1', NC4),
    'deploy: ./vm.json\n    parameters: [a.json]\n    with: { vmName: vm1 }\n    expect: succeeds',
    'stop: { vm: vm1, stayProvisioned: true }',
    'anyOrder:\n      - configureKubernetes: { cores: 4 }\n      - resize: { vm: vm1, size: x }',
    'update: { to: 2205 }\n    expect: { outcome: at-risk, gpus: { vm1: 1, free: 0 } }',
  ]);

  it('while it is typed', () => {
    for (let length = 0; length <= sample.length; length++) answer(sample.slice(0, length));
  });

  it('when parts of it are exchanged', () => {
    const token = fc.constantFrom(
      ...['{', '}', '[', ']', ':', '-', '\n', '  ', '~', '1e999', '-1', '*a', '&a', '---\n'],
      ...[
        '__proto__',
        'constructor',
        'anyOrder:',
        'deploy:',
        'steps:',
        'expect:',
        '"',
        '\0',
        '\ud800',
      ],
    );
    fc.assert(
      fc.property(fc.nat(sample.length), fc.nat(12), token, (start, length, text) => {
        answer(sample.slice(0, start) + text + sample.slice(start + length));
      }),
      { numRuns: 100 },
    );
  });

  it('when it is any JSON', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(value, value, (device, list) => {
        answer(JSON.stringify({ device, steps: list, images: device }));
        const steps = [list, { anyOrder: list }];
        answer(JSON.stringify({ device: { model: 'pro-gpu-1' }, steps }));
      }),
      { numRuns: 50 },
    );
  });

  it('when it is any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(fc.property(text, answer), { numRuns: 50 });
  });

  it('when VMs are named like members of every object', () => {
    const names = ['__proto__', 'constructor', 'toString', 'kubernetes', 'free', '\\u0000'];
    const texts = names.flatMap((name) => [
      `createVm: { name: "${name}", size: Standard_F1 }`,
      `stop: "${name}"`,
    ]);
    const { outcome, moments } = run('pro-gpu-2', '2106', texts);
    expect(outcome).toBe('succeeds');
    expect(moments).toHaveLength(12);
  });

  it('when it is long', () => {
    const many = Array.from({ length: 1000 }, (_, index) => [
      createVm(`vm${index}`, NC4),
      `stop: vm${index}`,
    ]).flat();
    const { moments } = run('pro-gpu-2', '2106', [
      'configureKubernetes: {}',
      'removeKubernetes: {}',
      ...many,
    ]);
    expect(moments).toHaveLength(2002);
    expect(moments.every(({ outcome }) => outcome === 'succeeds')).toBe(true);
  });
});
