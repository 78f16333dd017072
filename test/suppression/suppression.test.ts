import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import { jsonComments, yamlComments } from '../../server/src/syntax/comments.ts';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { suppress } from '../../server/src/suppression/suppress.ts';
import { commentStyleOf } from '../../server/src/suppression/suppression.ts';
import { allFindings, applyFix, ROOT, workspaceOf, type Files } from '../kit.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#';
const PARAMETERS =
  'https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#';

/** A device template with VMs of the given sizes, one a line. */
function template(sizes: readonly string[], extra = ''): string {
  const vms = sizes.map(
    (size, index) => `    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm${index}",
      "location": "dbelocal",
      "properties": { "hardwareProfile": { "vmSize": "${size}" } }
    }`,
  );
  return `{
  "$schema": "${SCHEMA}",${extra}
  "resources": [
${vms.join(',\n')}
  ]
}
`;
}

/** What is found, as `rule line`, sorted. */
function found(files: Files): readonly string[] {
  return allFindings(workspaceOf(files), files)
    .map(({ rule, at }) => {
      const text = files.get(at.uri.slice(ROOT.length)) ?? '';
      return `${rule} ${text.slice(0, at.span.start).split('\n').length}`;
    })
    .sort();
}

function one(path: string, text: string): Files {
  return new Map([[path, text]]);
}

const wrong = template(['Standard_X1', 'Standard_X2']);

describe('comments', () => {
  test('without suppression both sizes are found', () => {
    expect(found(one('vm.json', wrong))).toEqual(['unknown-vm-size 14', 'unknown-vm-size 8']);
  });

  test.each([
    ['on the line before', '// edge-gpu-disable-next-line unknown-vm-size -- why\n      $1'],
    ['in a block', '/* edge-gpu-disable-next-line unknown-vm-size */\n      $1'],
    ['on the same line', '$1 // edge-gpu-disable-line unknown-vm-size'],
    ['above another comment and an empty line', '// edge-gpu-disable-next-line\n// why\n\n $1'],
    ['with several rules', '// edge-gpu-disable-next-line unknown-vm-size, os-unknown\n $1'],
  ])('suppress one line %s', (_, replacement) => {
    const text = wrong.replace(/("properties": .*X1.*)/, replacement);
    const rules = found(one('vm.json', text)).map((line) => line.split(' ')[0]);
    expect(rules.filter((rule) => rule === 'unknown-vm-size')).toHaveLength(1);
  });

  test('suppress a rule in the whole file, wherever the comment stands', () => {
    const text = `${wrong}// edge-gpu-disable-file unknown-vm-size\n`;
    expect(found(one('vm.json', text))).toEqual([]);
  });

  test('in a string are none', () => {
    const text = wrong.replace('"vm0"', '"// edge-gpu-disable-file"');
    expect(found(one('vm.json', text))).toEqual(['unknown-vm-size 14', 'unknown-vm-size 8']);
  });

  test('with a misspelt word are reported', () => {
    const text = wrong.replace('{', '{ // edge-gpu-disable-nextline unknown-vm-size');
    expect(found(one('vm.json', text))).toContain('unused-suppression 1');
  });

  test('work in scenarios and configurations', () => {
    const scenario = `device: { model: pro-gpu-1, release: "2106" }
steps:
  # edge-gpu-disable-next-line scenario-reference -- vm1 is made by hand
  - stop: vm1
`;
    expect(found(one('plan.gpuscenario.yaml', scenario))).toEqual([]);
    const json = `{ "device": { "model": "pro-gpu-1", "release": "2106" },
  // edge-gpu-disable-next-line scenario-reference
  "steps": [{ "stop": "vm1" }] }`;
    expect(found(one('plan.gpuscenario.json', json))).toEqual([]);
  });

  test('do not silence a rule that broke', () => {
    const text = '# edge-gpu-disable-file\ndevice: { model: pro-gpu-1 }\n';
    expect(found(one('edge-gpu.config.yaml', text))).toEqual(['unused-suppression 1']);
  });

  test('are found where the language has them', () => {
    const json = '{ "a//b": "/* c */" /* d */, // e\n "f": 1 }//';
    expect(jsonComments(json).map(({ content: { start, end } }) => json.slice(start, end))).toEqual(
      [' d ', ' e', ''],
    );
    const yaml = '# a\nb: "# c" # d\ne: |\n  # f\ng: h#i\n"#j": [1, # k\n 2]\n';
    expect(yamlComments(yaml).map(({ content: { start, end } }) => yaml.slice(start, end))).toEqual(
      [' a', ' d', ' k'],
    );
  });
});

describe('metadata', () => {
  const disable = '"metadata": { "edgeGpu": { "disable": ["unknown-vm-size"] } },';

  test('of a resource suppresses within it alone', () => {
    const text = wrong.replace('"name": "vm0",', `"name": "vm0", ${disable}`);
    expect(found(one('vm.json', text))).toEqual(['unknown-vm-size 14']);
  });

  test('of the template suppresses everywhere', () => {
    expect(found(one('vm.json', template(['Standard_X1', 'Standard_X2'], disable)))).toEqual([]);
  });
});

describe('findings of several deployments', () => {
  const parameterised = template(["[parameters('size')]"]).replace(
    '"resources"',
    '"parameters": { "size": { "type": "string" } },\n  "resources"',
  );
  const values = (size: string, comment = '') => `{
  "$schema": "${PARAMETERS}",
  "parameters": {${comment}
    "size": { "value": "${size}" }
  }
}
`;

  test('are suppressed where they lie: in the parameter file', () => {
    const files = new Map([
      ['vm.json', parameterised],
      ['vm.parameters.a.json', values('Standard_X1')],
      [
        'vm.parameters.b.json',
        values('Standard_X2', '\n    // edge-gpu-disable-next-line unknown-vm-size'),
      ],
    ]);
    const findings = allFindings(workspaceOf(files), files);
    expect([...new Set(findings.map(({ rule, at }) => `${rule} ${at.uri}`))]).toEqual([
      `unknown-vm-size ${ROOT}vm.parameters.a.json`,
    ]);
  });

  test('count as used when any of them is there', () => {
    const text = template(["[parameters('size')]"]).replace(
      '  "resources"',
      `  "parameters": {
    // edge-gpu-disable-next-line unknown-vm-size
    "size": { "type": "string", "defaultValue": "Standard_X1" }
  },
  "resources"`,
    );
    const files = new Map([
      ['vm.json', text],
      ['vm.parameters.b.json', values('Standard_D2_v2')],
    ]);
    // With its only parameter file the default is never used.
    expect(found(files)).toEqual(['unused-suppression 4']);
    expect(found(one('vm.json', text))).toEqual([]);
  });
});

describe('unused suppressions', () => {
  test.each([
    ['a comment of its own line', '\n  // edge-gpu-disable-file os-unknown -- old\n  "resources"'],
    ['a comment behind text', '// edge-gpu-disable-line os-unknown\n  "resources"'],
    ['metadata', '"metadata": { "edgeGpu": { "disable": ["os-unknown"] } },\n  "resources"'],
  ])('are removed as if they had never been: %s', (_, replacement) => {
    const clean = template(['Standard_D2_v2']);
    const files = one('vm.json', clean.replace('"resources"', replacement));
    const [finding] = allFindings(workspaceOf(files), files);
    expect(finding?.rule).toBe('unused-suppression');
    const after = applyFix(files, finding!.fixes[0]!);
    expect(found(after)).toEqual([]);
    expect(JSON.parse(after.get('vm.json')!)).toEqual(JSON.parse(clean));
  });

  test('keep what else the comment names', () => {
    const text = wrong.replace(
      '"$schema"',
      '// edge-gpu-disable-file os-unknown, unknown-vm-size\n"$schema"',
    );
    const files = one('vm.json', text);
    const [finding] = allFindings(workspaceOf(files), files);
    const after = applyFix(files, finding!.fixes[0]!);
    expect(after.get('vm.json')).toContain('// edge-gpu-disable-file unknown-vm-size\n');
    expect(found(after)).toEqual([]);
  });
});

describe('suppressing a finding', () => {
  const twoOnALine = wrong.replace(/\n {4}/g, ' ');
  const nested = template(['Standard_D2_v2']).replace(
    '"vmSize": "Standard_D2_v2"',
    '"vmSize":\n"Standard_X1"',
  );
  const withMetadata = wrong.replace('"vm0",', '"vm0", "metadata": { "who": "me" },');
  const withList = wrong.replace(
    '"vm0",',
    '"vm0", "metadata": { "edgeGpu": { "disable": ["os-unknown"] } },',
  );
  test.each<[string, string, string, number]>([
    ['by metadata in JSON without comments', 'vm.json', wrong, 0],
    ['in metadata that is there', 'vm.json', withMetadata, 0],
    ['in a list that is there', 'vm.json', withList, 0],
    ['by a comment in JSON with comments', 'vm.jsonc', wrong, 0],
    ['by a comment where there are some', 'vm.json', `// mine\n${wrong}`, 0],
    ['with Windows line breaks', 'vm.jsonc', wrong.replaceAll('\n', '\r\n'), 0],
    ['behind a byte order mark', 'vm.jsonc', `\uFEFF${twoOnALine}`, 1],
    ['on a line of its own', 'vm.jsonc', nested, 0],
    ['in a configuration', 'edge-gpu.config.yaml', 'device:\n  model: pro-gpu-9\n', 0],
    ['in YAML in flow style', 'edge-gpu.config.yaml', 'device: {\n model: pro-gpu-9 }\n', 0],
  ])('%s removes exactly it', (_, path, text, others) => {
    const files = one(path, text);
    const workspace = workspaceOf(files);
    const uri = ROOT + path;
    const before = allFindings(workspace, files);
    const finding = before.find(({ rule }) => rule !== 'unused-suppression')!;
    const result = suppress(
      {
        text,
        style: commentStyleOf(path),
        trees: workspace.analysis.treesOf(uri),
        metadata: path.startsWith('vm') ? 'template' : 'none',
        comments: path.endsWith('.jsonc') ? 'welcome' : 'avoided',
      },
      { rule: finding.rule, span: finding.at.span },
      before.map(({ rule, at: { span } }) => ({ rule, span })),
    );
    expect(result?.others).toBe(others);
    const after = one(path, applyEdits(text, result!.edits)!);
    const left = allFindings(workspaceOf(after), after);
    const expected = before
      .filter((one) => one !== finding)
      .slice(others)
      .map(({ rule, message }) => `${rule} ${message}`);
    expect(left.map(({ rule, message }) => `${rule} ${message}`)).toEqual(expected);
    // Line breaks stay of one kind.
    if (text.includes('\r\n')) expect(after.get(path)).not.toMatch(/[^\r]\n/);
  });
});

describe('the quick fix', () => {
  test.each([
    ['vm.json', wrong, ['suppress `unknown-vm-size` here by metadata']],
    ['vm.jsonc', wrong, ['suppress `unknown-vm-size` on this line']],
    [
      'vm.jsonc',
      wrong.replace(/\n {4}/g, ' '),
      ['suppress all 2 findings of `unknown-vm-size` on this line'],
    ],
  ])('is offered last, and says how far it reaches: %s', (path, text, titles) => {
    const { analysis } = workspaceOf(one(path, text));
    const start = text.indexOf('Standard_X1');
    const actions = codeActions(analysis, {
      uri: ROOT + path,
      span: { start, end: start },
      diagnostics: [],
      only: undefined,
      target: {
        document: (uri) => ({ uri, version: null }),
        takes: { documentChanges: true, createFile: true },
      },
    });
    expect(actions.map(({ title }) => title).slice(-1)).toEqual(titles);
    expect(actions.at(-1)?.isPreferred).toBeUndefined();
  });
});
