import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../server/src/cli/main.ts';
import { devices } from '../server/src/facts/index.ts';

let folder = '';
const environment: Readonly<Record<string, string>> = {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-gpu-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...argv: readonly string[]): Promise<Ran> {
  return runWith([], argv);
}

/** Runs the command line in the test's folder; `stdin` comes in these pieces. */
async function runWith(stdin: readonly string[], argv: readonly string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await main({
    argv,
    cwd: folder,
    environment,
    translations: '',
    stdin: pieces(stdin),
    stdout: (text) => {
      out += text;
      return Promise.resolve();
    },
    stderr: (text) => {
      err += text;
      return Promise.resolve();
    },
    colours: 'none',
  });
  return { code, out, err };
}

async function* pieces(texts: readonly string[]): AsyncIterable<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

interface CheckJson {
  readonly files: readonly { readonly file: string; readonly kind: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly file: string;
    readonly parameterFile: string | null;
  }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

async function checked(...argv: readonly string[]): Promise<CheckJson & Ran> {
  const ran = await run('check', '--format', 'json', ...argv);
  return { ...(JSON.parse(ran.out) as CheckJson), ...ran };
}

const TEMPLATE_SCHEMA =
  'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const PARAMETERS_SCHEMA =
  'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

/** A template with one VM of a given size, on a device. */
function template(vmSize: string): string {
  return JSON.stringify(
    {
      $schema: TEMPLATE_SCHEMA,
      contentVersion: '1.0.0.0',
      parameters: { vmName: { type: 'string', defaultValue: 'vm1' } },
      variables: { greeting: "[concat('hello ', parameters('vmName'))]" },
      resources: [
        {
          type: 'Microsoft.Compute/virtualMachines',
          apiVersion: '2017-12-01',
          name: "[parameters('vmName')]",
          location: 'dbelocal',
          properties: { hardwareProfile: { vmSize } },
        },
      ],
    },
    undefined,
    2,
  );
}

function parameters(values: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(values).map(([name, value]) => [name, { value }]);
  return JSON.stringify({
    $schema: PARAMETERS_SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(entries) as unknown,
  });
}

const clean = template('Standard_D1_v2');
const wrong = template('Standard_NC4as_T4_v9');

describe('usage', () => {
  test.each<[readonly string[], RegExp]>([
    [[], /no command given/],
    [['chekc'], /unknown command 'chekc'/],
    [['check', '--nope'], /unknown option '--nope'/],
    [['check', '--format', 'yaml'], /Allowed choices are text, json/],
    [['check', '--min-severity', 'fatal'], /error, warning, information, hint/],
    [['check', '--kubernetes', 'yes'], /none, configured/],
    [['check', '--device', 'nope'], new RegExp(devices.map(({ id }) => id).join(', '))],
    [['check', '--release', '21'], /such as 2106/],
    [['check', '--config', 'nope.yaml'], /'nope.yaml': no such file/],
    [['simulate'], /missing required argument 'scenario'/],
    [['simulate', 'x', '--format', 'png'], /Allowed choices are/],
    [['simulate', 'nope.gpuscenario.yaml'], /nope.gpuscenario.yaml: no such file/],
    [['evaluate'], /no expression given/],
    [['evaluate', 'x', '-p', 'p.json'], /needs --template/],
    [['evaluate', 'x', '--template', 'nope.json'], /nope.json: no such file/],
    [['evaluate', 'x', '--batch'], /takes no other input/],
    [['sizes', '--device', 'nope'], /unknown device 'nope'/],
    [['facts', 'nope'], /unknown fact 'nope'/],
    [['rules', 'nope'], /unknown rule 'nope'; 'rules' lists them/],
    [['rules', 'unsuported-os'], /did you mean 'unsupported-os'\?/],
    [['facts', 'os.not-liste'], /did you mean 'os.not-listed'\?/],
    [['lsp'], /--stdio/],
  ])('%j is refused in one line', async (argv, message) => {
    const { code, out, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).toMatch(/^edge-gpu: [^\n]+\n$/);
    expect(out).toBe('');
  });

  test.each([['--help'], ['check --help'], ['--version']])('%s', async (line) => {
    const { code, out, err } = await run(...line.split(' '));
    expect(code).toBe(0);
    expect(out).not.toBe('');
    expect(err).toBe('');
  });
});

describe('check', () => {
  test('a clean template', async () => {
    write({ 'vm.json': clean });
    const { code, out, err } = await run('check', 'vm.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('1 file checked');
  });

  test('a finding gives 1, in text and in json', async () => {
    write({ 'a/vm.json': wrong });
    const text = await run('check');
    expect(text.code).toBe(1);
    expect(text.out).toMatch(/^a\/vm\.json:\d+:\d+ {2}error {2}.*\[unknown-vm-size\]$/m);
    const json = await checked();
    expect(json.code).toBe(1);
    expect(json.findings).toContainEqual(
      expect.objectContaining({
        rule: 'unknown-vm-size',
        severity: 'error',
        file: 'a/vm.json',
        parameterFile: null,
      }),
    );
  });

  test('milder findings do not count', async () => {
    write({ 'vm.json': clean.replace('D1_v2', 'NC4as_T4_v3') });
    const findings = (await checked()).findings.map(({ severity }) => severity);
    expect(findings).toContain('warning');
    expect(findings).not.toContain('error');
    expect((await checked()).code).toBe(1);
    expect((await checked('--min-severity', 'error')).code).toBe(0);
    expect((await checked('--min-severity', 'error')).findings).toHaveLength(findings.length);
  });

  test('only files of ours are listed', async () => {
    write({
      'vm.json': clean,
      'vm.parameters.json': parameters({}),
      'tsconfig.json': '{}',
      'a.gpuscenario.yaml': 'scenario: a\ndevice: { model: pro-gpu-2 }\nsteps: []\n',
      'edge-gpu.config.yaml': 'device: { model: pro-gpu-2 }\n',
      'notes.yaml': 'a: 1\n',
    });
    expect((await checked()).files).toEqual([
      { file: 'a.gpuscenario.yaml', kind: 'scenario' },
      { file: 'edge-gpu.config.yaml', kind: 'config' },
      { file: 'vm.json', kind: 'template' },
      { file: 'vm.parameters.json', kind: 'parameters' },
    ]);
  });

  test('ignored files are skipped, unless they are named', async () => {
    write({
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.tmp.json\n!keep.tmp.json\n',
      'vm.json': clean,
      'x.tmp.json': clean,
      'keep.tmp.json': clean,
      'out/vm.json': clean,
      'node_modules/p/vm.json': clean,
      'sub/.gitignore': '/only-here.json\n!x.tmp.json\n',
      'sub/only-here.json': clean,
      'sub/x.tmp.json': clean,
      'sub/deeper/only-here.json': clean,
    });
    const listed = async (...paths: readonly string[]) =>
      (await checked(...paths)).files.map(({ file }) => file);
    expect(await listed()).toEqual([
      'keep.tmp.json',
      'sub/deeper/only-here.json',
      'sub/x.tmp.json',
      'vm.json',
    ]);
    expect(await listed('x.tmp.json', 'out')).toEqual(['out/vm.json', 'x.tmp.json']);
    expect(await listed('sub', 'sub/x.tmp.json')).toEqual([
      'sub/deeper/only-here.json',
      'sub/x.tmp.json',
    ]);
  });

  test('rules of the repository hold in a folder of it', async () => {
    write({ '.git/HEAD': '', '.gitignore': 'sub/gen/\n', 'sub/gen/vm.json': clean });
    expect((await checked('sub')).files).toEqual([]);
    expect((await checked('sub/gen')).files).toHaveLength(1);
  });

  test('what cannot be read is reported after the rest', async () => {
    write({
      'vm.json': clean,
      'binary.json': new Uint8Array([0x7b, 0, 0xff, 0xfe]),
      'latin.json': new Uint8Array([0x7b, 0xe9, 0x7d]),
      'other.json': '{}',
    });
    const { code, err, files, errors } = await checked(
      'vm.json',
      'nope.json',
      'binary.json',
      'latin.json',
      'other.json',
    );
    expect(code).toBe(2);
    expect(files).toEqual([{ file: 'vm.json', kind: 'template' }]);
    expect(errors).toEqual([
      { file: 'nope.json', message: 'no such file or directory' },
      { file: 'binary.json', message: 'is a binary file' },
      { file: 'latin.json', message: 'is not UTF-8 text' },
      {
        file: 'other.json',
        message: 'not an ARM template, parameter file, scenario or configuration',
      },
    ]);
    expect(err).toBe(errors.map(({ file, message }) => `edge-gpu: ${file}: ${message}\n`).join(''));
  });

  test('a byte order mark is no part of the text', async () => {
    write({ 'utf8.json': `\uFEFF${wrong}`, 'plain.json': wrong });
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${wrong}`, 'utf16le'));
    write({ 'utf16.json': utf16 });
    const ranges = ((await checked()) as unknown as { findings: { range: unknown }[] }).findings;
    expect(new Set(ranges.map(({ range }) => JSON.stringify(range))).size).toBe(ranges.length / 3);
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)('an unreadable folder is an error', async () => {
    write({ 'vm.json': clean, 'locked/vm.json': clean });
    chmodSync(join(folder, 'locked'), 0);
    const { code, errors, files } = await checked();
    chmodSync(join(folder, 'locked'), 0o700);
    expect(code).toBe(2);
    expect(files).toHaveLength(1);
    expect(errors).toEqual([{ file: 'locked', message: 'permission denied' }]);
  });

  test('links lead neither round in a circle nor outside', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'edge-gpu-outside-'));
    writeFileSync(join(outside, 'vm.json'), clean);
    write({ 'a/vm.json': clean });
    symlinkSync(folder, join(folder, 'a/loop'));
    symlinkSync(join(outside, 'vm.json'), join(folder, 'a/link.json'));
    symlinkSync('dangling', join(folder, 'a/dangling.json'));
    try {
      expect(await checked()).toMatchObject({
        code: 0,
        files: [{ file: 'a/vm.json' }],
        errors: [],
      });
      const named = await checked('a/link.json');
      expect(named.files.map(({ file }) => file)).toEqual(['a/link.json']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('a parameter file in another folder goes with the template named beside it', async () => {
    const byParameter = JSON.stringify({
      ...(JSON.parse(wrong) as object),
      parameters: { vmName: { type: 'string' }, vmSize: { type: 'string' } },
    }).replace('Standard_NC4as_T4_v9', "[parameters('vmSize')]");
    write({
      't/vm.json': byParameter,
      'p/vm.parameters.json': parameters({ vmName: 'vm1', vmSize: 'Standard_NC4as_T4_v9' }),
    });
    const apart = await checked('t/vm.json');
    expect(apart.findings.map(({ rule }) => rule)).not.toContain('unknown-vm-size');
    const together = await checked('t/vm.json', 'p/vm.parameters.json');
    expect(together.findings).toContainEqual(
      expect.objectContaining({ rule: 'unknown-vm-size', file: 'p/vm.parameters.json' }),
    );
  });
});

describe('simulate --safe-order', () => {
  const scenario = (model: string, steps: readonly string[]) =>
    `device: { model: ${model}, release: "2607" }\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
  const VM = 'createVm: { name: vm1, size: Standard_NC4as_T4_v3 }';

  test('says the order of a scenario', async () => {
    write({ 'a.gpuscenario.yaml': scenario('pro-gpu-2', ['configureKubernetes: {}', VM]) });
    const { code, out } = await run('simulate', '--safe-order', 'a.gpuscenario.yaml');
    expect(code).toBe(0);
    expect(out).toContain(
      'this order of the steps is safe:\n  1  createVm vm1 (Standard_NC4as_T4_v3)\n  2  configureKubernetes\nKubernetes gets 1 GPU\n',
    );
  });

  test('says why there is none, and what would help', async () => {
    const second = 'createVm: { name: vm2, size: Standard_NC4as_T4_v3 }';
    write({ 'a.gpuscenario.yaml': scenario('pro-gpu-1', [VM, second]) });
    const { code, out } = await run('simulate', '--safe-order', '--format', 'json', '.');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      advice: [
        {
          file: 'a.gpuscenario.yaml',
          kind: 'impossible',
          order: null,
          kubernetesGpus: null,
          why: 'the VMs claim 2 GPUs together, pro-gpu-1 has 1 GPU',
          changes: [
            {
              kind: 'other-device',
              title: 'use the device pro-gpu-2 (Azure Stack Edge Pro GPU, 2 GPUs)',
            },
            { kind: 'leave-out', title: 'leave out 1 of vm1 and vm2' },
          ],
        },
      ],
    });
  });

  test('a template is asked about with Kubernetes, on the device that is named', async () => {
    const template = {
      $schema: TEMPLATE_SCHEMA,
      resources: [
        {
          type: 'Microsoft.Compute/virtualMachines',
          apiVersion: '2017-03-30',
          name: 'vm1',
          location: 'dbelocal',
          properties: { hardwareProfile: { vmSize: 'Standard_NC4as_T4_v3' } },
        },
      ],
    };
    write({ 'vm.json': JSON.stringify(template) });
    const ran = await run('simulate', '--safe-order', 'vm.json', '--device', 'pro-gpu-2');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('  1  deploy vm.json (vm1)\n  2  configureKubernetes\n');
    const unnamed = await run('simulate', '--safe-order', 'vm.json');
    expect(unnamed.code).toBe(2);
    expect(unnamed.err).toBe(
      'edge-gpu: vm.json: no device is named; use --device or edge-gpu.config.yaml\n',
    );
  });

  test('has no picture', async () => {
    const ran = await run('simulate', '--safe-order', '--format', 'svg', '.');
    expect(ran).toMatchObject({ code: 2, out: '' });
  });
});

describe('simulate', () => {
  const scenario = (steps: string) => `scenario: one
device: { model: pro-gpu-1, release: "2106" }
steps:
${steps}`;
  const vm = '  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: linux }\n';
  const kubernetes = '  - configureKubernetes: {}\n';

  test.each<[name: string, steps: string, code: number]>([
    ['all is well', vm + kubernetes, 0],
    ['a step fails', kubernetes + vm, 1],
    ['it fails as expected', `${kubernetes}${vm}    expect: fails\n`, 0],
    ['an expectation is not met', `${vm}    expect: fails\n`, 1],
  ])('%s', async (_, steps, code) => {
    write({ 's.gpuscenario.yaml': scenario(steps) });
    const ran = await run('simulate', 's.gpuscenario.yaml');
    expect(ran).toMatchObject({ code, err: '' });
    expect(ran.out).toContain('one  (s.gpuscenario.yaml)');
  });

  test('json', async () => {
    write({ 's.gpuscenario.yaml': scenario(kubernetes + vm) });
    const { out } = await run('simulate', 's.gpuscenario.yaml', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      scenarios: [
        {
          file: 's.gpuscenario.yaml',
          name: 'one',
          device: { model: 'pro-gpu-1', release: '2106', gpus: 1, gpuModel: 'T4' },
          outcome: 'fails',
          steps: [
            {
              index: 0,
              line: 3,
              action: 'configureKubernetes',
              outcome: 'succeeds',
              claims: { vms: {}, kubernetes: 1, free: 0 },
            },
            { index: 1, line: 4, action: 'createVm', outcome: 'fails' },
          ],
          orders: null,
          expectations: [],
        },
      ],
    });
  });

  test('several documents and files; a picture shows one', async () => {
    write({
      'a.gpuscenario.yaml': `${scenario(vm)}---\n${scenario(vm).replace('one', 'two')}`,
      'b.gpuscenario.yml': scenario(vm).replace('one', 'three'),
    });
    const files = ['a.gpuscenario.yaml', 'b.gpuscenario.yml'];
    const { out } = await run('simulate', ...files, '--format', 'json');
    const { scenarios } = JSON.parse(out) as { scenarios: { name: string }[] };
    expect(scenarios.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
    const refused = await run('simulate', ...files, '--format', 'svg');
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain("'one', 'two', 'three'");
    const picture = await run('simulate', ...files, '--format', 'svg', '--scenario', 'two');
    expect(picture).toMatchObject({ code: 0, err: '' });
    expect(picture.out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  test('a scenario that cannot be read is not run', async () => {
    write({ 's.gpuscenario.yaml': scenario('  - fly: {}\n'), 'ok.gpuscenario.yaml': scenario(vm) });
    const { code, out, err } = await run('simulate', 's.gpuscenario.yaml', 'ok.gpuscenario.yaml');
    expect(code).toBe(2);
    expect(err).toMatch(/^s\.gpuscenario\.yaml:4:\d+: .*fly/);
    expect(out).toContain('ok.gpuscenario.yaml');
  });

  test('a template is no scenario', async () => {
    write({ 'vm.json': clean });
    expect(await run('simulate', 'vm.json')).toEqual({
      code: 2,
      out: '',
      err: 'edge-gpu: vm.json: not a scenario\n',
    });
  });
});

describe('expand', () => {
  const template = (members: string) => `{
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    ${members}
}
`;

  test('with parameter files, of which the later wins', async () => {
    write({
      'vm.json': template(
        `"parameters": { "vmName": { "type": "string" } },
    "resources": [],
    "outputs": { "name": { "type": "string", "value": "[concat(parameters('vmName'), '!')]" } }`,
      ),
      'a.json': parameters({ vmName: 'a' }),
      'b.json': parameters({ vmName: 'b' }),
    });
    const { code, out, err } = await run('expand', 'vm.json', '-p', 'a.json', '-p', 'b.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ outputs: { name: { value: 'b!' } } });
    expect(out).toMatch(/^\{\n {4}"\$schema"/);
    const without = await run('expand', 'vm.json');
    expect(JSON.parse(without.out)).toMatchObject({
      outputs: { name: { value: "[concat(parameters('vmName'), '!')]" } },
    });
  });

  test.each([
    [['expand'], /missing required argument 'template'/],
    [['expand', 'nope.json'], /nope.json: no such file/],
    [['expand', 'broken.json'], /broken.json: /],
    [['expand', 'list.json'], /list.json: not an ARM template/],
  ])('%j', async (argv, message) => {
    write({ 'broken.json': '{ "resources": [ }', 'list.json': '[]' });
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^edge-gpu: [^\n]+\n$/);
    expect(err).toMatch(message);
  });
});

describe('evaluate', () => {
  test.each<[expression: string, expected: Ran]>([
    ["[concat('a', 'b')]", { code: 0, out: '"ab"\n', err: '' }],
    ['plain text', { code: 0, out: '"plain text"\n', err: '' }],
    ["[createArray(1, 'b')]", { code: 0, out: '[\n  1,\n  "b"\n]\n', err: '' }],
  ])('%s', async (expression, expected) => {
    expect(await run('evaluate', expression)).toEqual(expected);
  });

  test('what is unknown offline is no error', async () => {
    const { code, out } = await run('evaluate', "[reference('x')]");
    expect(code).toBe(0);
    expect(out).toMatch(/^unknown: /);
  });

  test('what Azure refuses is', async () => {
    const { code, out, err } = await run('evaluate', '[add(1)]');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^edge-gpu: [^\n]+\n$/);
  });

  test('with a template and its parameter files', async () => {
    write({
      'vm.json': clean,
      'a.json': parameters({ vmName: 'a' }),
      'b.json': parameters({ vmName: 'b' }),
    });
    const greeting = async (...argv: readonly string[]) =>
      (await run('evaluate', "[variables('greeting')]", '--template', 'vm.json', ...argv)).out;
    expect(await greeting()).toBe('"hello vm1"\n');
    expect(await greeting('-p', 'a.json')).toBe('"hello a"\n');
    expect(await greeting('-p', 'a.json', '-p', 'b.json')).toBe('"hello b"\n');
  });

  test('what a template declares: loops, user functions, members', async () => {
    write({
      'vm.json': `{
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "parameters": { "disk": { "type": "object", "defaultValue": { "sku": { "name": "LRS" } } } },
        "variables": {
          "copy": [{ "name": "luns", "count": 2, "input": { "lun": "[copyIndex('luns')]" } }]
        },
        "functions": [{ "namespace": "edge", "members": { "nic": {
          "parameters": [{ "name": "vm", "type": "string" }],
          "output": { "type": "string", "value": "[concat(parameters('vm'), '-nic')]" }
        } } }],
        "resources": []
      }`,
    });
    const value = (expression: string) => run('evaluate', expression, '--template', 'vm.json');
    expect((await value("[parameters('disk').sku.name]")).out).toBe('"LRS"\n');
    expect((await value("[variables('luns')[1].lun]")).out).toBe('1\n');
    expect((await value("[edge.nic('vm1')]")).out).toBe('"vm1-nic"\n');
    for (const refused of [
      "[parameters('disc')]",
      "[variables('luns')[2]]",
      '[edge.nic()]',
      '[a(',
    ]) {
      const { code, out, err } = await value(refused.endsWith(']') ? refused : `${refused}]`);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^edge-gpu: [^\n]+\n$/);
    }
  });

  test('with a template that links to others, on the device', async () => {
    write({
      'main.json': JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        parameters: {
          suffix: { type: 'string', defaultValue: 'none' },
          location: { type: 'string', defaultValue: 'dbelocal' },
        },
        resources: [
          {
            type: 'Microsoft.Resources/deployments',
            apiVersion: '2020-06-01',
            name: 'names',
            properties: {
              mode: 'Incremental',
              templateLink: { relativePath: 'linked/names.json' },
              parameters: { suffix: { value: "[parameters('suffix')]" } },
            },
          },
        ],
      }),
      'linked/names.json': JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        parameters: { suffix: { type: 'string' } },
        resources: [],
        outputs: { vm: { type: 'string', value: "[concat('vm-', parameters('suffix'))]" } },
      }),
      'main.parameters.json': parameters({ suffix: 'convention' }),
      'a.json': parameters({ suffix: 'a' }),
      'b.json': parameters({ suffix: 'b' }),
    });
    const evaluated = async (expression: string, ...argv: readonly string[]) =>
      (await run('evaluate', expression, '--template', 'main.json', ...argv)).out;
    const name = "[reference('names').outputs.vm.value]";
    expect(await evaluated(name)).toBe('"vm-none"\n');
    expect(await evaluated(name, '-p', 'b.json', '-p', 'a.json')).toBe('"vm-a"\n');
    expect(await evaluated('[resourceGroup().location]')).toBe('"dbelocal"\n');
  });

  test.each([
    ['not a template', '[1]', /^edge-gpu: main.json: not an ARM template\n$/],
    ['broken', '{ "a": ', /^edge-gpu: main.json: [^\n]+\n$/],
  ])('a file that is %s is refused', async (_, text, message) => {
    write({ 'main.json': text });
    const { code, err } = await run('evaluate', 'x', '--template', 'main.json');
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('members keep their order', async () => {
    const { out } = await run('evaluate', "[createObject('b', 1, '2', 2, '1', 3)]");
    expect(out).toBe('{\n  "b": 1,\n  "2": 2,\n  "1": 3\n}\n');
  });

  test('a batch answers each line, whatever is in it, as it comes', async () => {
    const lines = [
      '{"id":"a","expression":"[concat(parameters(\'p\'), \'!\')]","parameters":{"p":"x"}}',
      'not json',
      '',
      '{"id":"b"}',
      '[1]',
      '{"id":7,"expression":"[copyIndex()]","copy":{"name":"c","index":2}}\r',
      '{"id":"c","expression":"[createObject(\'b\', 1, \'2\', 2)]"}',
      '{"id":"d","expression":"[reference(\'x\')]"}',
      '{"id":"e","expression":"plain"}',
    ].join('\n');
    // Pieces of a stream end anywhere.
    const { code, out, err } = await runWith(
      [lines.slice(0, 10), lines.slice(10, 100), lines.slice(100)],
      ['evaluate', '--batch'],
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n').slice(0, -1)).toEqual([
      '{"id":"a","value":"x!"}',
      expect.stringMatching(/^\{"id":null,"error":"[^"]+"\}$/),
      expect.stringMatching(/^\{"id":"b","error":"[^"]+"\}$/),
      expect.stringMatching(/^\{"id":null,"error":"[^"]+"\}$/),
      '{"id":7,"value":2}',
      '{"id":"c","value":{"b":1,"2":2}}',
      expect.stringMatching(/^\{"id":"d","unknown":"[^"]+"\}$/),
      '{"id":"e","value":"plain"}',
    ]);
  });
});

describe('what it knows', () => {
  test('devices, with their sources', async () => {
    const { code, out } = await run('devices');
    expect(code).toBe(0);
    for (const { id, fact } of devices) {
      expect(out).toContain(id);
      expect(out).toContain(fact);
    }
    expect(out).toContain('\nSources:\n');
  });

  test('sizes that a device can run', async () => {
    const { out } = await run('sizes', '--gpu', '--device', 'pro-gpu-1', '--format', 'json');
    const { sizes } = JSON.parse(out) as { sizes: { gpuModel: string; gpuCount: number }[] };
    expect(sizes.length).toBeGreaterThan(0);
    for (const size of sizes) expect(size).toMatchObject({ gpuModel: 'T4', gpuCount: 1 });
  });

  test('a fact, with the address of its source', async () => {
    const { out } = await run('facts', 'device.pro-gpu-1');
    expect(out).toMatch(/^device\.pro-gpu-1 \(\w+\)\n/);
    expect(out).toContain('https://');
  });

  test('rules, and one of them with its facts', async () => {
    expect((await run('rules')).out).toContain('gpu-oversubscription');
    const { out } = await run('rules', 'gpu-oversubscription');
    expect(out).toContain('source: ');
    expect(out).toMatch(/^error: .*\ninformation: /m);
  });
});
