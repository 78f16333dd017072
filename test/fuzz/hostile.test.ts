// Files that mean harm: each gets a finding or a plain answer from everything there is to ask.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../cli/kit.ts';
import { note } from './effort.ts';
import { everyAnswer } from './every-answer.ts';

type Json = Readonly<Record<string, unknown>>;

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

function template(members: Json): string {
  return JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', resources: [], ...members });
}

function output(value: string, members: Json = {}): string {
  return template({ ...members, outputs: { it: { type: 'string', value } } });
}

function vm(name: string, more: Json = {}): Json {
  return {
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: '2017-12-01',
    name,
    location: 'dbelocal',
    properties: { hardwareProfile: { vmSize: 'Standard_NC4as_T4_v3' } },
    ...more,
  };
}

function links(relativePath: string): Json {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2020-06-01',
    name: 'linked',
    properties: { mode: 'Incremental', templateLink: { relativePath } },
  };
}

function nested(depth: number): Json {
  let inner: Json = vm('deepest');
  for (let level = 0; level < depth; level++) {
    inner = {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2020-06-01',
      name: `level${level}`,
      properties: { mode: 'Incremental', template: { $schema: SCHEMA, resources: [inner] } },
    };
  }
  return inner;
}

function scenario(...steps: readonly string[]): string {
  const lines = steps.map((step) => `  - ${step}\n`).join('');
  return `scenario: plan\ndevice: { model: pro-gpu-2, release: "2607" }\nsteps:\n${lines}`;
}

function laughs(levels: number): string {
  const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
  for (let level = 1; level < levels; level++) {
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Doubles a text forty times, one variable after the other. */
const doubling = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [
    `v${index}`,
    index === 0 ? 'xxxxxxxxxx' : `[concat(variables('v${index - 1}'), variables('v${index - 1}'))]`,
  ]),
);

type Files = Readonly<Record<string, string>>;

/** What it is, its files, and what some answer must say. */
const HOSTILE: readonly (readonly [string, Files, RegExp])[] = [
  [
    'an expression that is too long',
    { 'a.json': output(`[concat('${'a'.repeat(30_000)}')]`) },
    /expression is longer than 24576 characters/,
  ],
  [
    'an expression that is nested too deeply',
    { 'a.json': output(`[${'concat('.repeat(3_000)}'a'${')'.repeat(3_000)}]`) },
    /expression is nested too deeply/,
  ],
  [
    'a text that doubles forty times',
    { 'a.json': output("[variables('v39')]", { variables: doubling }) },
    /too large/,
  ],
  ['a range of two billion', { 'a.json': output('[range(0, 2147483647)]') }, /range gives 0 to/],
  [
    'a padding of two billion',
    { 'a.json': output("[padLeft('a', 2147483647, 'b')]") },
    /padLeft|too large/,
  ],
  [
    'a copy of a billion',
    {
      'a.json': template({
        resources: [
          vm("[concat('vm', copyIndex())]", { copy: { name: 'many', count: 1_000_000_000 } }),
        ],
      }),
    },
    /loop count is 1000000000, must be between 0 and 800/,
  ],
  [
    'a function that calls itself',
    {
      'a.json': output('[my.again(1)]', {
        functions: [
          {
            namespace: 'my',
            members: {
              again: {
                parameters: [{ name: 'n', type: 'int' }],
                output: {
                  type: 'int',
                  value: "[add(my.again(parameters('n')), my.again(parameters('n')))]",
                },
              },
            },
          },
        ],
      }),
    },
    /calls itself|too deeply|too large|unknown/i,
  ],
  [
    'a variable that refers to itself',
    {
      'a.json': output("[variables('a')]", {
        variables: { a: "[variables('b')]", b: "[variables('a')]" },
      }),
    },
    /itself/,
  ],
  [
    'JSON that is nested too deeply',
    { 'a.json': `${template({}).slice(0, -1)},"deep":${'['.repeat(100_000)}` },
    /200 levels/,
  ],
  [
    'a billion laughs as configuration',
    { 'edge-gpu.config.yaml': laughs(20) },
    /aliases that stand for less/,
  ],
  [
    'a string of a megabyte',
    { 'a.json': template({ resources: [vm('v'.repeat(1_000_000))] }) },
    /missing-gpu-extension/,
  ],
  [
    'a template in a template, 60 deep',
    { 'a.json': template({ resources: [nested(60)] }) },
    /level/,
  ],
  [
    'a link out of the workspace',
    { 'a.json': template({ resources: [links('../../../../etc/hosts.json')] }) },
    /linked/,
  ],
  [
    'a link to an absolute path',
    { 'a.json': template({ resources: [links('/etc/passwd.json'), links('file:///etc/passwd')] }) },
    /linked/,
  ],
  [
    'a scenario that deploys out of the workspace',
    {
      'a.gpuscenario.yaml': scenario(
        'deploy: ../../etc/hosts.json',
        'deploy: /etc/hosts.json',
        'deploy: file:///etc/hosts.json',
        'deploy: "..\\\\..\\\\x.json"',
        'deploy: "%2e%2e/%2e%2e/x.json"',
      ),
    },
    /scenario-reference/,
  ],
  [
    'NUL and other control characters',
    {
      'a.json': `\0${template({ resources: [vm('v\u0000\u001b[31m\u202e')] })}\0`,
      'b.gpuscenario.yaml': scenario('createVm: { name: "a\0", size: "\\0" }'),
    },
    /expected/,
  ],
  [
    'names of what every object has',
    {
      'a.json': output(
        "[concat(variables('constructor'), parameters('__proto__'), variables('hasOwnProperty'))]",
        {
          variables: JSON.parse('{"constructor":"c","__proto__":"p"}') as Json,
          parameters: JSON.parse(
            '{"__proto__":{"type":"string","defaultValue":"q"},"toString":{"type":"constructor"}}',
          ) as Json,
        },
      ),
      'b.gpuscenario.yaml': scenario(
        '__proto__: { constructor: 1 }',
        'createVm: { name: __proto__, size: constructor }',
        'start: toString',
      ),
    },
    /prototype|proto/,
  ],
];

describe('an editor that asks everything', () => {
  let slowest = { name: '', milliseconds: 0 };
  let answered = 0;
  afterAll(() => {
    note('hostile', {
      'kinds of input': HOSTILE.length,
      answers: answered,
      crashes: 0,
      'slowest, with all its answers': `${slowest.name} (${Math.round(slowest.milliseconds)} ms)`,
    });
  });

  test.each(HOSTILE)('gets answers about %s', async (name, files, said) => {
    const start = performance.now();
    const { answers, errors, logged, touched } = await everyAnswer(files, 8, {
      device: 'pro-gpu-1',
      release: '2607',
    });
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { name, milliseconds };
    answered += answers.size;
    expect(errors).toEqual([]);
    expect(logged).toEqual([]);
    const all = [...answers.values()].join('\n');
    expect(all.includes('internal-error')).toBe(false);
    // A comparison would print all of it.
    expect(said.test(all)).toBe(true);
    for (const uri of touched) expect(uri).toMatch(/^file:\/\/\/w\/(?!.*\.\.)/);
  });
});

/** Names that are markup somewhere: in Markdown, HTML, a terminal, a workflow of GitHub. */
const NAMES: readonly string[] = [
  '[click](command:workbench.action.terminal.new)',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '![x](https://example.com/x.png)',
  '`](command:x)`',
  '$(trash) ${1:snippet}',
  '\'"><svg onload=alert(1)>',
  'a\n::error file=x::y',
  '\u001b[31mred',
];

describe('a hostile name', () => {
  test.each(NAMES)(
    '%j is text in hovers, in pictures and in what completion puts in',
    async (name) => {
      const quoted = JSON.stringify(name);
      const files = {
        'a.json': template({
          parameters: {
            [name]: { type: 'string', defaultValue: name, metadata: { description: name } },
          },
          variables: { [name]: name },
          resources: [vm(name), vm(`[parameters('${name.replaceAll("'", "''")}')]`)],
        }),
        'b.gpuscenario.yaml': scenario(
          `createVm: { name: ${quoted}, size: Standard_NC4as_T4_v3 }`,
          `stop: ${quoted}`,
        ).replace('plan', quoted),
      };
      const { answers, errors, logged } = await everyAnswer(files, 60, {
        device: 'pro-gpu-1',
        release: '2607',
      });
      expect(errors).toEqual([]);
      expect(logged).toEqual([]);
      let hovers = 0;
      for (const [what, answer] of answers) {
        const parsed: unknown = JSON.parse(answer);
        for (const text of textsOf(parsed, 'contents', 'documentation')) {
          hovers++;
          const plain = withoutCode(text);
          expect(plain, what).not.toMatch(/\]\(command:|!\[|(?<!\\)<(?:img|script|svg)/);
        }
        for (const text of textsOf(parsed, 'picture', 'svg')) {
          expect(text, what).not.toMatch(/<(?:img|script|svg onload)/i);
        }
        // Commands are those of the extension alone.
        for (const command of textsOf(parsed, 'command')) {
          if (!command.includes(name))
            expect(command, what).not.toContain('workbench.action.terminal');
        }
      }
      expect(hovers).toBeGreaterThan(0);
    },
  );

  test('is text in what the command line writes', async () => {
    const folder = makeFolder();
    try {
      folder.write({
        'a.json': template({ resources: NAMES.map((name) => vm(name)) }),
        'b.gpuscenario.yaml': scenario(
          ...NAMES.map((name) => `createVm: { name: ${JSON.stringify(name)}, size: Standard_D99 }`),
        ),
      });
      for (const format of ['text', 'github']) {
        const { out, err } = await folder.run('check', '--device', 'pro-gpu-1', '--format', format);
        // What a terminal would obey.
        expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
        expect(out.split('\n').filter((line) => line.startsWith('::error file=x'))).toEqual([]);
      }
      const junit = await folder.run('check', '--device', 'pro-gpu-1', '--format', 'junit');
      expect(junit.out).not.toMatch(/<(?:img|script|svg)/);
    } finally {
      folder.remove();
    }
  });
});

test('files that are no text, and paths that lead out, are named and nothing of them is shown', async () => {
  const folder = makeFolder();
  const outside = mkdtempSync(path.join(os.tmpdir(), 'edge-gpu-outside-'));
  try {
    writeFileSync(path.join(outside, 'private.json'), template({ resources: [vm('hush-hush')] }));
    folder.write({
      'latin.json': new Uint8Array([0x7b, 0xe9, 0x7d]),
      'binary.json': new Uint8Array([0x7b, 0, 0xff, 0xfe]),
      'half.json': Buffer.from(`\uFEFF${template({})}`, 'utf16le').subarray(0, 101),
      'empty.json': '',
      'bom.json': '\uFEFF',
      'a.gpuscenario.yaml': scenario(
        `deploy: ${path.join(outside, 'private.json')}`,
        'deploy: link.json',
        `deploy: ../${path.basename(outside)}/private.json`,
      ),
      'b.json': template({
        resources: [links('link.json'), links(`../${path.basename(outside)}/private.json`)],
      }),
    });
    symlinkSync(path.join(outside, 'private.json'), path.join(folder.path, 'link.json'));
    symlinkSync(folder.path, path.join(folder.path, 'loop'));
    const ran = await folder.run(
      'check',
      '--format',
      'json',
      '.',
      'latin.json',
      'binary.json',
      'half.json',
      'empty.json',
      'bom.json',
    );
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('latin.json: is not UTF-8 text');
    expect(ran.err).toContain('binary.json: is a binary file');
    expect(ran.err).toMatch(/half\.json: is /);
    const expanded = await folder.run('expand', 'b.json');
    const simulated = await folder.run('simulate', 'a.gpuscenario.yaml');
    for (const { out, err } of [ran, expanded, simulated]) {
      expect(out + err).not.toContain('hush-hush');
      expect(out + err).not.toContain('internal-error');
      expect(err).not.toMatch(/\n\s+at /);
    }
  } finally {
    folder.remove();
    rmSync(outside, { recursive: true });
  }
});

/** The strings in an answer below members of these names. */
function textsOf(value: unknown, ...keys: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    keys.includes(key) ? stringsIn(member) : textsOf(member, ...keys),
  );
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Markdown without what stands in code, where nothing is markup. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[^]*?^\1$/gm, '')
    .replace(/(?<!`)(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
}
