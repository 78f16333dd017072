import { afterEach, describe, expect, test } from 'vitest';
import type {
  DeviceQuestion,
  DeviceStatus,
  DeviceStatusResult,
  NameDeviceResult,
  NamedDevice,
} from '../../server/src/lsp/protocol.ts';
import { everything, startEditor, uriOf, WORKSPACE, type Editor } from '../editor.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';
const configuration = 'device: { model: pro-gpu-2, release: "2106" } # ours\n';
const vm = (name: string, size: string): string => `
    { "type": "Microsoft.Compute/virtualMachines", "name": "${name}", "location": "dbelocal",
      "properties": { "hardwareProfile": { "vmSize": "${size}" } } }`;
const template = (...vms: readonly string[]): string => `{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "size": { "type": "string", "defaultValue": "Standard_D1_v2" } },
  "resources": [${vms.join(',')}
  ]
}
`;
const pair = template(vm('a', 'Standard_NC4as_T4_v3'), vm('b', "[parameters('size')]"));
const values = `{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": { "size": { "value": "Standard_NC4as_T4_v3" } }
}
`;
const scenarios = `scenario: one
device: { model: pro-gpu-1, release: "2106" }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3 }
---
scenario: two
device: { model: pro-gpu-2 }
steps:
  - configureKubernetes: {}
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3 }
`;
const files = {
  'edge-gpu.config.yaml': configuration,
  'pair.json': pair,
  'pair.parameters.json': values,
};

let editor: Editor;
afterEach(() => editor.dispose());

async function status(path: string, line?: number): Promise<DeviceStatusResult> {
  const position = line === undefined ? undefined : { line, character: 0 };
  const params = { uri: uriOf(path), position };
  return (await editor.request('edgeGpu/deviceStatus', params)) as DeviceStatusResult;
}

async function texts(path: string, line?: number): Promise<readonly (string | undefined)[]> {
  const found: DeviceStatus | null = await status(path, line);
  return [found?.text, found?.standing];
}

describe('the device of a file', () => {
  test('comes with the GPUs that a template claims, with its parameter file', async () => {
    editor = await startEditor({ files });
    expect(await status('pair.json')).toEqual({
      text: 'pro-gpu-2 2106: 2 of 2 GPUs claimed',
      details: [
        expect.stringMatching(/\(2 × T4\), release 2106$/),
        'VMs claim 2 of 2 GPUs, 0 free',
        'with pair.parameters.json',
      ],
      standing: 'fits',
    });
    expect(await texts('pair.parameters.json')).toEqual(await texts('pair.json'));
    expect(await texts('edge-gpu.config.yaml')).toEqual(['pro-gpu-2 2106', 'fits']);
  });

  test.each([
    [
      'more VMs than GPUs',
      'device: { model: pro-gpu-1 }',
      'pro-gpu-1: 2 of 1 GPU claimed',
      'fails',
    ],
    [
      'Kubernetes before them',
      'device: { model: pro-gpu-2, kubernetes: configured }',
      'pro-gpu-2, Kubernetes: 2 of 2 GPUs claimed',
      'fails',
    ],
    ['no device', '', 'no device: 2 GPUs claimed', 'fits'],
  ])('says what becomes of %s', async (_, text, short, standing) => {
    editor = await startEditor({ files: { ...files, 'edge-gpu.config.yaml': text } });
    expect(await texts('pair.json')).toEqual([short, standing]);
  });

  test('is nothing for a template of the public cloud, nor for other files', async () => {
    const cloud = template(vm('a', 'Standard_NC4as_T4_v3')).replace(
      '"dbelocal"',
      '"westeurope", "zones": ["1"]',
    );
    const config = 'templates: { cloud.json: cloud }';
    editor = await startEditor({
      files: { 'cloud.json': cloud, 'other.json': '{}', 'edge-gpu.config.yaml': config },
    });
    expect(await status('cloud.json')).toBeNull();
    expect(await status('other.json')).toBeNull();
  });

  test('is that of the scenario at the cursor, and of its end', async () => {
    editor = await startEditor({ files: { 'two.gpuscenario.yaml': scenarios } });
    const path = 'two.gpuscenario.yaml';
    expect(await texts(path)).toEqual(['pro-gpu-1 2106: 1 of 1 GPU claimed', 'fits']);
    expect(await texts(path, 7)).toEqual(['pro-gpu-2: 2 of 2 GPUs claimed', 'fails']);
    const { details } = (await status(path, 7)) as DeviceStatus;
    expect(details[1]).toBe("at the end of 'two': Kubernetes 2, free 0");
    expect(details[2]).toMatch(/^step 2 /);
  });

  test('follows edits, files and settings: the client is told', async () => {
    editor = await startEditor({ files });
    await editor.open('pair.json', pair);
    await editor.until(() => editor.received.statusChanges > 0);
    expect((await texts('pair.json'))[0]).toBe('pro-gpu-2 2106: 2 of 2 GPUs claimed');

    let before = editor.received.statusChanges;
    editor.disk.set(uriOf('pair.parameters.json'), values.replace('NC4as_T4_v3', 'D1_v2'));
    const changes = [{ uri: uriOf('pair.parameters.json'), type: 2 }];
    await editor.notify('workspace/didChangeWatchedFiles', { changes });
    await editor.until(() => editor.received.statusChanges > before);
    expect((await texts('pair.json'))[0]).toBe('pro-gpu-2 2106: 1 of 2 GPUs claimed');

    before = editor.received.statusChanges;
    editor.settings = { device: 'pro-gpu-1' };
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.received.statusChanges > before);
    expect((await texts('pair.json'))[0]).toBe('pro-gpu-1 2106: 1 of 1 GPU claimed');
  });

  test('is not told to a client that does not ask for it', async () => {
    editor = await startEditor({ files, capabilities: { ...everything, experimental: {} } });
    await editor.open('pair.json', pair);
    await texts('pair.json');
    expect(editor.received.statusChanges).toBe(0);
  });
});

describe('choosing the device of a file', () => {
  const whole: NamedDevice = { model: 'pro-gpu-1', release: '2607', kubernetes: 'none' };

  async function name(path: string): Promise<NameDeviceResult> {
    const params = { uri: uriOf(path), folder: WORKSPACE, device: whole };
    return (await editor.request('edgeGpu/nameDevice', params)) as NameDeviceResult;
  }

  test('offers what the file says now, devices with GPUs, and releases', async () => {
    editor = await startEditor({ files, settings: { device: 'pro-r' } });
    const params = { uri: uriOf('pair.json') };
    const question = (await editor.request('edgeGpu/deviceQuestion', params)) as DeviceQuestion;
    expect(question.named).toEqual({ model: 'pro-gpu-2', release: '2106' });
    expect(question.devices.map(({ id }) => id)).toContain('pro-2-256G6T2GPU');
    expect(question.releases.indexOf('2607')).toBeLessThan(question.releases.indexOf('2106'));
  });

  test('writes into the nearest configuration', async () => {
    editor = await startEditor({
      files: { 'edge-gpu.config.yaml': configuration, 'a/b/vm.json': pair },
    });
    const result = await name('a/b/vm.json');
    expect(result).toMatchObject({ file: uriOf('edge-gpu.config.yaml') });
    expect(result).not.toHaveProperty('remark');
    const { range, newText } = result as Exclude<NameDeviceResult, { problem: string }>;
    const { start, end } = range ?? {
      start: { line: 1, character: 0 },
      end: { line: 1, character: 0 },
    };
    expect([start.line, end.line]).toEqual([0, 0]);
    expect(
      configuration.slice(0, start.character) + newText + configuration.slice(end.character),
    ).toBe('device: { model: pro-gpu-1, release: "2607", kubernetes: none } # ours\n');
  });

  test('makes a configuration at the top of the folder where there is none', async () => {
    editor = await startEditor({ files: { 'a/b/vm.json': pair } });
    expect(await name('a/b/vm.json')).toEqual({
      file: uriOf('edge-gpu.config.yaml'),
      range: null,
      newText: 'device: { model: pro-gpu-1, release: "2607", kubernetes: none }\n',
    });
  });

  test('says that settings win, and why a broken file is left alone', async () => {
    editor = await startEditor({ files: { 'vm.json': pair }, settings: { release: '2106' } });
    expect(await name('vm.json')).toMatchObject({
      remark: 'the settings win over edge-gpu.config.yaml: edgeGpu.release',
    });
    editor.dispose();
    editor = await startEditor({
      files: { 'vm.json': pair, 'edge-gpu.config.yaml': 'device: [\n' },
    });
    expect(await name('vm.json')).toEqual({
      problem: 'the device cannot be written into edge-gpu.config.yaml as it is now',
    });
  });
});
