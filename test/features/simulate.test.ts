import { describe, expect, it } from 'vitest';
import { deviceChoices } from '../../server/src/features/devices.ts';
import { picture, simulate } from '../../server/src/features/simulate.ts';
import type { Assumption, SimulateResult } from '../../server/src/lsp/protocol.ts';
import { filesOf, ROOT, workspaceOf } from '../kit.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';

const files = filesOf(`
=== templates/vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "name": { "type": "string", "defaultValue": "vm1" } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[parameters('name')]",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    }
  ]
}
=== templates/pair.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "name": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[parameters('name')]",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    }
  ]
}
=== templates/pair.parameters.json ===
{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": { "name": { "value": "first" } }
}
=== templates/pair.parameters.test.json ===
{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": { "name": { "value": "second" } }
}
=== plan.gpuscenario.yaml ===
scenario: plan
device: { model: pro-gpu-2, release: "2106" }
steps:
  - deploy: templates/vm.json
  - configureKubernetes: {}
=== notes.json ===
{}
`);

function run(path: string, assume?: Assumption): SimulateResult {
  return simulate(workspaceOf(files).analysis, { uri: ROOT + path, ...(assume && { assume }) });
}

/** The outcome of each step, and who holds GPUs at the end. */
function told({ timelines }: SimulateResult): readonly string[] {
  return timelines.map(
    ({ steps }) =>
      `${steps.map(({ outcome }) => outcome).join(', ')}: ${steps.at(-1)?.claims ?? ''}`,
  );
}

it('a scenario file gives its timelines, with the places of the steps', () => {
  const result = run('plan.gpuscenario.yaml');
  expect(result).toMatchObject({ kind: 'scenario' });
  expect(told(result)).toEqual(['succeeds, succeeds: vm1 1, Kubernetes 1, free 0']);
  const [timeline] = result.timelines;
  expect(timeline).toMatchObject({ name: 'plan', outcome: 'succeeds' });
  expect(timeline?.picture.slices[0]).toContain('<svg');
  expect(timeline?.steps[1]).toMatchObject({
    uri: `${ROOT}plan.gpuscenario.yaml`,
    range: { start: { line: 4 } },
    reason: null,
  });
});

describe('the courses of a scenario', () => {
  const size = 'Standard_NC4as_T4_v3';
  const { analysis } = workspaceOf(
    filesOf(`
=== stop.gpuscenario.yaml ===
scenario: stop
device: { model: pro-gpu-1, release: "2106" }
steps:
  - createVm: { name: vm1, size: ${size} }
  - configureKubernetes: {}
  - stop: vm1
  - start: vm1
=== any.gpuscenario.yaml ===
scenario: any
device: { model: pro-gpu-1, release: "2607" }
steps:
  - anyOrder:
      - configureKubernetes: {}
      - createVm: { name: vm1, size: ${size} }
  - stop: vm1
`),
  );
  const shown = (name: string, course?: string) => {
    const courses = course === undefined ? [] : [{ timeline: 0, course }];
    const [timeline] = simulate(analysis, { uri: `${ROOT}${name}`, courses }).timelines;
    if (!timeline) throw new Error('no timeline');
    return timeline;
  };

  it('are the main one, its other worlds, and orders', () => {
    const stop = shown('stop.gpuscenario.yaml');
    expect(stop.course).toBe('main');
    expect(stop.courses.map(({ label }) => label)).toEqual([
      'as written: the main documented behaviour',
      expect.stringMatching(/^if Kubernetes takes the GPU of vm1 while it is stopped/),
      'the steps in a safe order',
    ]);
    const any = shown('any.gpuscenario.yaml');
    expect(any.courses.slice(2).map(({ label }) => label)).toEqual([
      `in the order createVm vm1 (${size}), then configureKubernetes (succeeds)`,
      `in the order configureKubernetes, then createVm vm1 (${size}) (fails)`,
    ]);
  });

  it('show another world where it parts from the main one', () => {
    const claims = (course?: string) =>
      shown('stop.gpuscenario.yaml', course).steps.map((step) => step.claims);
    expect(claims()).toEqual(['vm1 1, free 0', 'vm1 1, free 0', 'free 1', 'vm1 1, free 0']);
    const [, other] = shown('stop.gpuscenario.yaml').courses;
    expect(claims(other?.id)).toEqual([
      'vm1 1, free 0',
      'vm1 1, free 0',
      'Kubernetes 1, free 0',
      'Kubernetes 1, free 0',
    ]);
  });

  it('show the steps of anyOrder one by one in the order that fails, and in one that is safe', () => {
    const steps = (course: string) =>
      shown('any.gpuscenario.yaml', course).steps.map(({ title, outcome, range }) => [
        title.split(' ')[0],
        outcome,
        range.start.line,
      ]);
    expect(steps(`order: configureKubernetes, then createVm vm1 (${size})`).slice(0, 2)).toEqual([
      ['configureKubernetes', 'succeeds', 4],
      ['createVm', 'fails', 5],
    ]);
    expect(steps(`order: createVm vm1 (${size}), then configureKubernetes`).slice(0, 2)).toEqual([
      ['createVm', 'succeeds', 5],
      ['configureKubernetes', 'succeeds', 4],
    ]);
  });

  it('are the main one again when the chosen one is no more', () => {
    expect(shown('stop.gpuscenario.yaml', 'world: of yesterday').course).toBe('main');
  });

  it('can be kept as a picture', () => {
    const uri = `${ROOT}any.gpuscenario.yaml`;
    const courses = [
      { timeline: 0, course: `order: createVm vm1 (${size}), then configureKubernetes` },
    ];
    expect(picture(analysis, { uri, timeline: 0, courses })?.svg).toMatch(/^<svg[^]*data-step="2"/);
    expect(picture(analysis, { uri, timeline: 0 })?.svg).not.toContain('data-step="2"');
    expect(picture(analysis, { uri, timeline: 1 })).toBeNull();
  });
});

it('a template asks for a device first', () => {
  expect(run('templates/vm.json')).toEqual({ kind: 'template', timelines: [] });
});

describe('a template on a device', () => {
  it.each([
    ['pro-gpu-1', 'none', ['succeeds: vm1 1, free 0']],
    ['pro-gpu-1', 'before', ['succeeds, fails: Kubernetes 1, free 0']],
    ['pro-gpu-1', 'after', ['succeeds, succeeds: vm1 1, free 0']],
    ['pro-gpu-2', 'before', ['succeeds, fails: Kubernetes 2, free 0']],
    ['pro-gpu-2', 'after', ['succeeds, succeeds: vm1 1, Kubernetes 1, free 0']],
  ] as const)('%s, Kubernetes %s', (device, kubernetes, expected) => {
    const result = run('templates/vm.json', { device, release: '2106', kubernetes });
    expect(result.kind).toBe('template');
    expect(told(result)).toEqual(expected);
    for (const step of result.timelines[0]?.steps ?? []) {
      expect(step.uri).toBe(`${ROOT}templates/vm.json`);
    }
  });

  it('gives one timeline for each parameter file', () => {
    const result = run('templates/pair.json', { device: 'pro-gpu-1', kubernetes: 'none' });
    expect(result.timelines.map(({ name }) => name)).toEqual([
      'pair.json with pair.parameters.json',
      'pair.json with pair.parameters.test.json',
    ]);
    expect(told(result)).toEqual(['succeeds: first 1, free 0', 'succeeds: second 1, free 0']);
  });
});

it.each(['notes.json', 'templates/pair.parameters.json', 'missing.json'])(
  '%s has nothing to simulate',
  (path) => {
    const result = run(path);
    expect(result).toMatchObject({ kind: 'other', timelines: [] });
    expect(result.problem).toBeDefined();
  },
);

it('offers the devices that have GPUs and are not superseded', () => {
  const choices = deviceChoices();
  expect(choices).toContainEqual({
    id: 'pro-gpu-2',
    name: 'Azure Stack Edge Pro GPU, 2 GPUs',
    description: '2 × T4, 40 vCPU, 96 GiB',
  });
  const ids = choices.map(({ id }) => id);
  expect(ids).toContain('pro-r');
  expect(ids).not.toContain('mini-r');
});
