import { describe, expect, it } from 'vitest';
import { deviceChoices } from '../../server/src/features/devices.ts';
import { simulate } from '../../server/src/features/simulate.ts';
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
  return simulate(workspaceOf(files).analysis, ROOT + path, assume);
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
  expect(timeline?.svg).toContain('<svg');
  expect(timeline?.steps[1]).toMatchObject({
    uri: `${ROOT}plan.gpuscenario.yaml`,
    range: { start: { line: 4 } },
    reason: null,
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
