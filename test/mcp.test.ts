// `edge-gpu mcp` as a real client of the Model Context Protocol sees it.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tools } from '../server/src/assistant/index.ts';
import { buildBundles, buildTime, type Built } from './built.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'edge-gpu-mcp-'));
const samples = path.join(home, 'samples');
const outside = path.join(home, 'outside');
let built: Built;
let client: Client;

beforeAll(async () => {
  cpSync('samples', samples, { recursive: true });
  mkdirSync(outside);
  cpSync('samples/gpu-vm.json', path.join(outside, 'vm.json'));
  symlinkSync(path.join(outside, 'vm.json'), path.join(samples, 'link.json'));
  symlinkSync(path.join(samples, 'gpu-vm.json'), path.join(samples, 'link-inside.json'));
  writeFileSync(path.join(samples, 'notes.json'), '{ "a": 1 }');
  built = await buildBundles();
  client = await connect(['--root', samples]);
}, buildTime);

afterAll(async () => {
  await client.close();
  await built.remove();
  rmSync(home, { recursive: true, force: true });
});

describe('the tools', () => {
  test('are those of the language models in VS Code, and only read', async () => {
    const listed = await client.listTools();
    expect(listed.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    for (const { annotations, description, inputSchema } of listed.tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
      expect(description).toMatch(/Azure Stack Edge/);
      expect(inputSchema.required).toContain('file');
    }
  });

  test('the server says who it is', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'edge-gpu' });
  });
});

describe('checkTemplate', () => {
  test('answers with findings, their places and the facts they rest on', async () => {
    const { isError, text } = await call('checkTemplate', { file: 'gpu-vm-fleet.json' });
    expect(isError).toBe(false);
    const answer = checked(text);
    expect(answer).toMatchObject({
      file: 'gpu-vm-fleet.json',
      kind: 'template',
      isDeviceTemplate: true,
    });
    const finding = answer.findings.find(({ rule }) => rule === 'gpu-oversubscription');
    expect(finding).toMatchObject({ severity: 'error', range: { start: { line: 9 } } });
    expect(finding?.facts.length).toBeGreaterThan(0);
    for (const id of finding?.facts ?? [])
      expect(answer.facts[id]?.sources[0]?.url).toMatch(/^https:/);
  });

  test('takes the device that the model names instead of the configured one', async () => {
    const { text } = await call('checkTemplate', {
      file: 'gpu-vm-fleet.json',
      device: 'pro-gpu-1',
    });
    expect(text).toContain('the device (pro-gpu-1) has 1');
  });

  test('sees a file as it is now', async () => {
    const file = path.join(samples, 'growing.gpuscenario.yaml');
    writeFileSync(
      file,
      'scenario: Growing\ndevice: { model: pro-gpu-1 }\nsteps:\n  - reboot: {}\n',
    );
    const before = checked((await call('checkTemplate', { file })).text);
    writeFileSync(
      file,
      'scenario: Growing\ndevice: { model: pro-gpu-9 }\nsteps:\n  - reboot: {}\n',
    );
    const after = checked((await call('checkTemplate', { file })).text);
    expect(after.findings.length).toBeGreaterThan(before.findings.length);
  });

  test.each([
    [{ file: 'notes.json' }, /notes\.json is not an ARM template/],
    [{ file: 'missing.json' }, /missing\.json: no such file/],
    [{ file: '.' }, /not a file/],
    [{}, /the input 'file' is missing/],
    [{ file: 'gpu-vm.json', device: 'pro-gpu-9' }, /'pro-gpu-9', not one of pro-gpu-1/],
    [{ file: 'gpu-vm.json', release: 'new' }, /'new' is not a release/],
    [{ file: 'gpu-vm.json', path: 'x' }, /there is no input 'path'/],
  ])('says what is wrong with %j', async (input, problem) => {
    const answer = await call('checkTemplate', input);
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(problem);
  });
});

describe('simulateGpuClaims', () => {
  test('answers with the timeline of a scenario', async () => {
    const { text } = await call('simulateGpuClaims', { file: 'kubernetes-first.gpuscenario.yaml' });
    const [timeline] = simulated(text).timelines;
    expect(timeline).toMatchObject({ name: 'Kubernetes, then a GPU VM', outcome: 'fails' });
    expect(timeline?.steps).toHaveLength(3);
    expect(timeline?.steps[1]).toMatchObject({ outcome: 'fails' });
    expect(timeline?.steps[1]?.reason).toMatch(/Kubernetes/);
  });

  test('simulates a template on the configured device, or on another', async () => {
    const file = 'gpu-vm.json';
    const own = simulated((await call('simulateGpuClaims', { file })).text);
    expect(own.timelines[0]?.device).toMatch(/2 GPUs/);
    const other = simulated(
      (await call('simulateGpuClaims', { file, device: 'pro-gpu-1', kubernetes: 'before' })).text,
    );
    expect(other.timelines[0]).toMatchObject({ outcome: 'fails' });
    expect(other.timelines[0]?.device).toMatch(/1 GPU\b/);
  });

  test('says what cannot be simulated', async () => {
    const answer = await call('simulateGpuClaims', { file: 'edge-gpu.config.yaml' });
    expect(answer.isError).toBe(true);
  });
});

describe('expandTemplate', () => {
  test('answers with the template as it is deployed, and with which values', async () => {
    const { isError, text } = await call('expandTemplate', { file: 'gpu-vm-fleet.json' });
    expect(isError).toBe(false);
    const [said, ...lines] = text.split('\n');
    expect(said).toMatch(/^\/\/ gpu-vm-fleet\.json with /);
    const expanded = JSON.parse(lines.join('\n')) as { resources: { copy?: unknown }[] };
    expect(expanded.resources.length).toBeGreaterThan(1);
    expect(expanded.resources.every(({ copy }) => copy === undefined)).toBe(true);
  });

  test('takes the parameter file that is named', async () => {
    const { text } = await call('expandTemplate', { file: 'gpu-vm.parameters.training.json' });
    expect(text).toMatch(/^\/\/ gpu-vm\.json with gpu-vm\.parameters\.training\.json\n/);
    expect(text).not.toMatch(/"\[parameters\('vmName'\)\]"/);
  });

  test('shows no secret and follows no link out of the roots', async () => {
    const schema =
      'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
    writeFileSync(
      path.join(samples, 'secretive.json'),
      JSON.stringify({
        $schema: schema,
        contentVersion: '1.0.0.0',
        parameters: { key: { type: 'securestring', defaultValue: 'hunter2' } },
        resources: [
          {
            type: 'Microsoft.Resources/deployments',
            apiVersion: '2020-06-01',
            name: 'linked',
            properties: {
              mode: 'Incremental',
              templateLink: { relativePath: '../outside/vm.json' },
              parameters: { key: { value: "[concat('a', parameters('key'))]" } },
            },
          },
        ],
      }),
    );
    const { text } = await call('expandTemplate', { file: 'secretive.json' });
    expect(text).toContain("[concat('a', parameters('key'))]");
    expect(text.split('"resources"')[1]).not.toContain('hunter2');
    expect(text).not.toContain('virtualMachines');
  });

  test.each([
    [{ file: 'edge-gpu.config.yaml' }, /edge-gpu\.config\.yaml is not an ARM template/],
    [{ file: 'notes.json' }, /notes\.json is not an ARM template/],
    [{ file: '../outside/vm.json' }, /is outside the folders that may be read/],
    [{}, /the input 'file' is missing/],
  ])('says what is wrong with %j', async (input, problem) => {
    const answer = await call('expandTemplate', input);
    expect(answer.isError).toBe(true);
    expect(answer.text).toMatch(problem);
  });
});

describe('what lies outside the roots', () => {
  test.each([
    ['a path upward', '../outside/vm.json'],
    ['an absolute path', path.join(outside, 'vm.json')],
    ['a path to nothing', '../outside/nothing.json'],
    ['a symbolic link', 'link.json'],
    ['a URI', `file://${outside}/vm.json`],
  ])('%s is refused', async (_, file) => {
    const answer = await call('checkTemplate', { file });
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain('is outside the folders that may be read');
  });

  test('a link within them is followed', async () => {
    expect((await call('checkTemplate', { file: 'link-inside.json' })).isError).toBe(false);
  });

  test('a scenario does not reach it', async () => {
    const file = path.join(samples, 'reaching.gpuscenario.yaml');
    writeFileSync(
      file,
      'scenario: Reaching\ndevice: { model: pro-gpu-1 }\nsteps:\n  - deploy: ../outside/vm.json\n',
    );
    const { text } = await call('checkTemplate', { file });
    expect(text).toContain('scenario-reference');
    expect(text).not.toContain('unknown-vm-size');
  });

  test('several roots are looked through in order', async () => {
    const both = await connect(['--root', outside, '--root', samples]);
    try {
      for (const file of ['vm.json', 'gpu-vm-fleet.json']) {
        expect((await call('checkTemplate', { file }, both)).isError).toBe(false);
      }
    } finally {
      await both.close();
    }
  });
});

describe('the command', () => {
  test('refuses a root that is no folder', () => {
    const { status, stdout, stderr } = run(['--root', path.join(samples, 'gpu-vm.json')]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^edge-gpu: root '.*gpu-vm\.json': not a folder\n$/);
  });

  test('ends when the client has gone', () => {
    expect(run([])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});

function run(args: readonly string[]) {
  return spawnSync(process.execPath, [built.cli, 'mcp', ...args], {
    cwd: samples,
    input: '',
    encoding: 'utf8',
    timeout: 20_000,
  });
}

async function connect(args: readonly string[]): Promise<Client> {
  const connected = new Client({ name: 'edge-gpu-test', version: '1' });
  const command = process.execPath;
  await connected.connect(
    new StdioClientTransport({ command, args: [built.cli, 'mcp', ...args], cwd: home }),
  );
  return connected;
}

/** The answer of `checkTemplate`, as far as the tests look at it. */
interface Checked {
  readonly findings: readonly { readonly rule: string; readonly facts: readonly string[] }[];
  readonly facts: Readonly<Record<string, { readonly sources: readonly { url: string }[] }>>;
}

/** The answer of `simulateGpuClaims`, as far as the tests look at it. */
interface Simulated {
  readonly timelines: readonly {
    readonly device: string;
    readonly steps: readonly { readonly reason: string | null }[];
  }[];
}

function checked(text: string): Checked {
  return JSON.parse(text) as Checked;
}

function simulated(text: string): Simulated {
  return JSON.parse(text) as Simulated;
}

async function call(name: string, input: Record<string, unknown>, by = client) {
  const { content, isError } = await by.callTool({ name, arguments: input });
  const [first] = content as { readonly type: string; readonly text: string }[];
  return { isError, text: first?.text ?? '' };
}
