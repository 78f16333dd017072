import { describe, expect, it } from 'vitest';
import { codeLens } from '../../server/src/features/code-lens.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { parameterFileChoices } from '../../server/src/features/parameter-files.ts';
import { filesOf, ROOT, workspaceOf } from '../kit.ts';

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01';
const uri = `${ROOT}vm.json`;
const own = (file: string): string => file;

const vm = (size: string, more = ''): string => `
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "parameters": {
    "vmSize": { "type": "string" },
    "adminPassword": { "type": "securestring", "defaultValue": "hunter2" }
  },
  "variables": { "copied": "[parameters('adminPassword')]", "list": "[createArray(1)]", "lit": "['x']" },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[concat('vm', copyIndex())]",
      "copy": { "name": "vms", "count": 2 },
      "properties": { "hardwareProfile": { "vmSize": "${size}" } }
    }
  ]
}
${more}`;

const parameters = (name: string, size: string): string => `=== ${name} ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "vmSize": { "value": "${size}" } } }
`;

const byParameter = vm(
  "[parameters('vmSize')]",
  parameters('vm.parameters.json', 'Standard_NC4as_T4_v3') +
    parameters('vm.parameters.plain.json', 'Standard_D1_v2'),
);
const inUse = { parameterFileInUse: { [uri]: `${ROOT}vm.parameters.plain.json` } };

function hintsOf(fixture: string, settings = {}): readonly (readonly [number, unknown])[] {
  const { analysis } = workspaceOf(filesOf(fixture), settings);
  const whole = { start: 0, end: analysis.read(uri)?.text.length ?? 0 };
  return inlayHints(analysis, uri, whole).map(({ position, label }) => [position.line, label]);
}

describe('inlay hints', () => {
  it('show values, loops and the GPUs claimed, and no secret', () => {
    expect(hintsOf(byParameter)).toEqual([
      [10, '2 VMs claim 2 GPUs'],
      [11, '= vm0, …'],
      [13, '= Standard_NC4as_T4_v3 · 1 × T4, 4 vCPU, 28 GiB'],
    ]);
  });

  it('follow the parameter file in use', () => {
    expect(hintsOf(byParameter, inUse)).toEqual([
      [11, '= vm0, …'],
      [13, expect.stringMatching(/^= Standard_D1_v2 · 1 vCPU/)],
    ]);
  });

  it('say what is not known by saying nothing', () => {
    expect(hintsOf(vm("[parameters('vmSize')]"))).toEqual([[11, '= vm0, …']]);
  });

  it('can be turned off, each kind alone', () => {
    expect(hintsOf(byParameter, { inlayHints: { values: false } })).toEqual([
      [10, '2 VMs claim 2 GPUs'],
      [13, '1 × T4, 4 vCPU, 28 GiB'],
    ]);
    expect(hintsOf(byParameter, { inlayHints: { gpus: false } })).toEqual([
      [11, '= vm0, …'],
      [13, '= Standard_NC4as_T4_v3'],
    ]);
  });

  it('are those of the part that is asked for', () => {
    const { analysis } = workspaceOf(filesOf(byParameter));
    expect(inlayHints(analysis, uri, { start: 0, end: 50 })).toEqual([]);
  });

  it('say nothing of the device in a template for the public cloud', () => {
    const cloud = vm('Standard_NC4as_T4_v3').replace(/ {2}"apiProfile".*\n/, '');
    expect(hintsOf(cloud)).toEqual([[10, '= vm0, …']]);
  });
});

describe('code lenses', () => {
  const lensesOf = (fixture: string, settings = {}) =>
    codeLens(workspaceOf(filesOf(fixture), settings).analysis, uri, own).map(
      ({ command }) => command?.title,
    );

  it('say what is claimed, of which device, with which parameters', () => {
    const configuration = '=== edge-gpu.config.yaml ===\ndevice: { model: pro-gpu-1 }\n';
    expect(lensesOf(byParameter + configuration)).toEqual([
      expect.stringMatching(/^claims 2 of 1 GPU of /),
      'Simulate GPU claims',
      'parameters: vm.parameters.json',
    ]);
    expect(lensesOf(byParameter, inUse)).toEqual([
      'claims 0 GPUs',
      'Simulate GPU claims',
      'parameters: vm.parameters.plain.json',
    ]);
  });

  it('say so when sizes are not known', () => {
    expect(lensesOf(vm("[parameters('vmSize')]"))[0]).toBe('claims 0 GPUs, as far as known');
  });

  it('run commands with the URI of the file', () => {
    const { analysis } = workspaceOf(filesOf(byParameter));
    expect(codeLens(analysis, uri, own).map(({ command }) => command?.arguments)).toEqual([
      [uri],
      [uri],
      [uri],
    ]);
  });
});

it('the parameter files to choose from name the one in use', () => {
  const { analysis } = workspaceOf(filesOf(byParameter), inUse);
  expect(parameterFileChoices(analysis, uri, own)).toEqual([
    { uri: `${ROOT}vm.parameters.json`, path: 'vm.parameters.json', inUse: false },
    { uri: `${ROOT}vm.parameters.plain.json`, path: 'vm.parameters.plain.json', inUse: true },
  ]);
});
