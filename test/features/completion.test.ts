import { describe, expect, it } from 'vitest';
import { InsertTextFormat, type CompletionItem, type TextEdit } from 'vscode-languageserver-types';
import { completion } from '../../server/src/features/completion.ts';
import { offsetIn } from '../../server/src/features/ranges.ts';
import { workspaceOf } from '../kit.ts';
import { marked } from './marker.ts';

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01';

interface Answer {
  readonly items: readonly CompletionItem[];
  readonly labels: readonly string[];
  /** The text with the item chosen, `$0` and placeholders as in the snippet. */
  readonly choose: (label: string) => string;
}

function completionAt(fixture: string, settings?: Readonly<Record<string, unknown>>): Answer {
  const { files, uri, offset } = marked(fixture);
  const { analysis } = workspaceOf(files, settings);
  const items = completion(analysis, uri, offset, { takesSnippets: true })?.items ?? [];
  const text = analysis.read(uri)?.text ?? '';
  const labels = [...items]
    .sort((a, b) => order(a).localeCompare(order(b)))
    .map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  for (const item of items) {
    const { range } = item.textEdit as TextEdit;
    expect(range.start.line).toBe(range.end.line);
    expect(offsetIn(analysis.read, uri, range.start)).toBeLessThanOrEqual(offset);
    expect(offsetIn(analysis.read, uri, range.end)).toBeGreaterThanOrEqual(offset);
  }
  const choose = (label: string): string => {
    const item = items.find((candidate) => candidate.label === label);
    if (!item) return `${label} is not offered`;
    const { range, newText } = item.textEdit as TextEdit;
    const start = offsetIn(analysis.read, uri, range.start) ?? 0;
    const end = offsetIn(analysis.read, uri, range.end) ?? 0;
    return text.slice(0, start) + newText + text.slice(end);
  };
  return { items, labels, choose };
}

function order({ sortText, label }: CompletionItem): string {
  return `${sortText ?? ''} ${label}`;
}

/** A template with an output whose value is JSON text. */
function template(value: string, more = ''): string {
  return `
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": {
    "vmName": { "type": "string", "metadata": { "description": "the VM's name" } },
    "o": { "type": "object", "defaultValue": { "size": 4, "deep": { "a-b": 1, "apiToken": "x" } } }
  },
  "functions": [
    { "namespace": "contoso", "members": { "unique": {
      "parameters": [{ "name": "prefix", "type": "string" }, { "name": "n", "type": "int" }],
      "output": { "type": "string", "value": "[parameters('prefix')]" } } } }
  ],
  "variables": { "list": [1, 2], "vmSettings": { "deep": { "b": 1 } } },
  "resources": [
    { "type": "Contoso.Things/thing", "name": "[parameters('vmName')]", "copy": { "name": "things", "count": 2 } }
  ],
  "outputs": { "out": { "type": "string", "value": ${value} } }
}
${more}`;
}

/** The line of the output, after a completion was chosen. */
function outputLine(text: string): string {
  return text.split('\n').find((line) => line.includes('"outputs"')) ?? '';
}

const shownFor = (value: string): string =>
  `  "outputs": { "out": { "type": "string", "value": ${value} } }`;

describe('in an expression', () => {
  it.each([
    ['"[<|>]"', 'concat', `"[concat($1)]"`],
    ['"[conc<|>]"', 'concat', `"[concat($1)]"`],
    ['"[con<|>cat(1)]"', 'contains', '"[contains(1)]"'],
    ['"[concat(<|>, 1)]"', 'resourceGroup', '"[concat(resourceGroup(), 1)]"'],
    ['"[concat(vmN<|>)]"', "parameters('vmName')", `"[concat(parameters('vmName'))]"`],
    ['"[con<|>]"', 'contoso', '"[contoso.]"'],
    ['"[contoso.<|>]"', 'unique', `"[contoso.unique(\${1:prefix}, \${2:n})]"`],
    [`"[parameters('<|>')]"`, 'vmName', `"[parameters('vmName')]"`],
    [`"[parameters('vm<|>Size')]"`, 'vmName', `"[parameters('vmName')]"`],
    [`"[variables('<|>')]"`, 'vmSettings', `"[variables('vmSettings')]"`],
    [`"[parameters('o').<|>]"`, 'size', `"[parameters('o').size]"`],
    [
      `"[concat(parameters('o').deep.ap<|>, 'x')]"`,
      'apiToken',
      `"[concat(parameters('o').deep.apiToken, 'x')]"`,
    ],
    [`"[variables('vmSettings').?<|>]"`, 'deep', `"[variables('vmSettings').?deep]"`],
    ['"[resourceGroup().<|>]"', 'managedBy', '"[resourceGroup().managedBy]"'],
    ['"[deployment().properties.<|>]"', 'templateLink', '"[deployment().properties.templateLink]"'],
    [
      `"[map(variables('list'), lambda('x', lambdaVariables('<|>')))]"`,
      'x',
      `"[map(variables('list'), lambda('x', lambdaVariables('x')))]"`,
    ],
    [
      `"[resourceId('<|>', 'a')]"`,
      'Contoso.Things/thing',
      `"[resourceId('Contoso.Things/thing', 'a')]"`,
    ],
  ])('%s offers %s', (value, label, result) => {
    expect(outputLine(completionAt(template(value)).choose(label))).toBe(shownFor(result));
  });

  it.each([
    [`"[parameters('<|>`, `"[parameters('vmName')`],
    [`"[concat(parameters('vm<|>`, `"[concat(parameters('vmName')`],
    [`"[parameters('<|>]"`, `"[parameters('vmName')]"`],
    [`"[parameters('<|>)]"`, `"[parameters('vmName')]"`],
  ])('half typed as %s it closes what is open', (value, result) => {
    expect(completionAt(template(value)).choose('vmName')).toContain(`"value": ${result}`);
  });

  it('works where nothing after it is JSON', () => {
    const [before = ''] = template('').split('"outputs"');
    const found = completionAt(`${before}"outputs": { "o": { "value": "[parameters('<|>`);
    expect(found.labels).toEqual(['o', 'vmName']);
  });

  it('offers no parameter where a variable is wanted, and no function where a name is', () => {
    expect(completionAt(template(`"[variables('<|>')]"`)).labels).toEqual(['list', 'vmSettings']);
    expect(completionAt(template(`"[concat('<|>')]"`)).labels).toEqual([]);
    expect(completionAt(template(`"[concat(1)<|> ]"`)).labels).toEqual([]);
  });

  it('offers the arguments of a user function in its body alone', () => {
    const inBody = template('""').replace("[parameters('prefix')]", "[parameters('<|>')]");
    expect(completionAt(inBody).labels).toEqual(['n', 'prefix']);
  });

  it('offers the loops around it', () => {
    const looped = template('""').replace(
      `"[parameters('vmName')]", "copy"`,
      `"[copyIndex('<|>')]", "copy"`,
    );
    expect(completionAt(looped).labels).toEqual(['things']);
  });

  it('puts names before functions and tells their types', () => {
    const { items, labels } = completionAt(template('"[<|>]"'));
    expect(labels.slice(0, 2)).toEqual(["parameters('o')", "parameters('vmName')"]);
    expect(items.find(({ label }) => label === "parameters('vmName')")).toMatchObject({
      detail: 'parameter: string',
      documentation: { kind: 'markdown', value: "the VM's name" },
    });
    expect(items.find(({ label }) => label === 'concat')).toMatchObject({
      insertTextFormat: InsertTextFormat.Snippet,
      detail: expect.stringMatching(/^concat\(/),
    });
  });

  it('shows no secret', () => {
    const { items } = completionAt(template(`"[parameters('o').deep.<|>]"`));
    expect(items.map(({ detail }) => detail)).toEqual(['string']);
  });

  it('is silent where ARM Tools completes, unless asked to', () => {
    const armTools = { armToolsActive: true };
    expect(completionAt(template('"[<|>]"'), armTools).labels).toEqual([]);
    const asked = { ...armTools, templateLanguage: 'on' };
    expect(completionAt(template('"[<|>]"'), asked).labels).toContain('concat');
  });
});

const vm = (properties: string, device = ''): string => `
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "vmSize": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      ${properties}
    }
  ]
}
${device}`;

const configuration = `
=== edge-gpu.config.yaml ===
device: { model: pro-2-256G6T2GPU, release: "2607" }
`;

describe('of values the device decides about', () => {
  it("offers the sizes of the device's GPU model first, with what they have", () => {
    const place = '"properties": { "hardwareProfile": { "vmSize": "<|>" } }';
    const { items, labels, choose } = completionAt(vm(place, configuration));
    const first = items.find(({ label }) => label === labels[0]);
    expect(first?.detail).toMatch(/^1 × A2, \d+ vCPU, \d+ GiB/);
    expect(labels.findIndex((label) => /T4/.test(label))).toBeGreaterThan(
      labels.findLastIndex((label) => /A2/.test(label)),
    );
    expect(labels).toContain('Standard_D1_v2');
    expect(choose('Standard_NC4as_T4_v3')).toContain('"vmSize": "Standard_NC4as_T4_v3"');
    const documentation = items.map((item) => JSON.stringify(item.documentation)).join();
    expect(documentation).toContain('Source:');
  });

  it.each([
    ['"properties": { "hardwareProfile": { "vmSize": <|> } }', '"vmSize": "Standard_D1_v2" }'],
    ['"properties": { "hardwareProfile": { "vmSize": "Stan<|>', '"vmSize": "Standard_D1_v2'],
  ])('half typed as %s', (place, result) => {
    expect(completionAt(vm(place)).choose('Standard_D1_v2')).toContain(result);
  });

  it('offers sizes for the parameter that is a size', () => {
    const used = vm(`"properties": { "hardwareProfile": { "vmSize": "[parameters('vmSize')]" } }`);
    const fixture = used.replace(
      '{ "type": "string" }',
      '{ "type": "string", "allowedValues": ["Standard_D1_v2", "<|>"] }',
    );
    expect(completionAt(fixture).labels).toContain('Standard_NC4as_T4_v3');
  });

  it.each([
    ['publisher', '"sku": "2019-Datacenter", "publisher": "<|>"', 'MicrosoftWindowsServer'],
    ['offer', '"publisher": "MicrosoftWindowsServer", "offer": "<|>"', 'WindowsServer'],
    [
      'sku',
      '"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "<|>"',
      '2019-Datacenter',
    ],
  ])('offers the %s of images', (_, members, label) => {
    const place = `"properties": { "storageProfile": { "imageReference": { ${members} } } }`;
    expect(completionAt(vm(place)).labels).toContain(label);
  });

  it.each([
    ['2607', '1.8'],
    ['2106', '1.3'],
  ])('offers the version of the extension for release %s', (release, version) => {
    const place = `"properties": { "publisher": "Microsoft.HpcCompute", "type": "NvidiaGpuDriverLinux", "typeHandlerVersion": "<|>" }`;
    const file = `=== edge-gpu.config.yaml ===\ndevice: { model: pro-gpu-1, release: "${release}" }\n`;
    expect(completionAt(vm(place, file)).labels).toEqual([version]);
  });

  it('stays where ARM Tools is active', () => {
    const place = '"properties": { "hardwareProfile": { "vmSize": "<|>" } }';
    expect(completionAt(vm(place), { armToolsActive: true }).labels).toContain('Standard_D1_v2');
  });
});

describe('of images that are declared', () => {
  const declared = `
=== edge-gpu.config.yaml ===
images:
  ubuntu18: ubuntu-18.04
  it's: { os: windows-server-2019, generation: 1 }
  any-*: ubuntu-20.04
`;
  const named = (parameters: string, name: string, more = ''): string => `
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "imageName": { "type": "string"${parameters} } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "storageProfile": { "imageReference": { "id": ${name} } } }
    }
  ]
}
${declared}${more}`;
  const byParameter = `"[resourceId('Microsoft.Compute/images', parameters('imageName'))]"`;

  it.each([
    [`"[resourceId('Microsoft.Compute/images', '<|>')]"`, "'ubuntu18')]"],
    [`"[resourceId('rg', 'Microsoft.Compute/images', 'ub<|>untu')]"`, "'ubuntu18')]"],
    [`"[resourceId('Microsoft.Compute/images', '<|>`, "'ubuntu18')"],
  ])('%s', (name, result) => {
    const { choose, labels } = completionAt(named('', name));
    expect(labels).toEqual(['ubuntu18', "it's"]);
    expect(choose('ubuntu18')).toContain(result);
    expect(choose("it's")).toContain("'it''s')");
  });

  it('offers none for the name of something else', () => {
    const disk = `"[resourceId('Microsoft.Compute/disks', '<|>')]"`;
    expect(completionAt(named('', disk)).labels).not.toContain('ubuntu18');
  });

  it.each(['"<|>"', '<|>'])('as an id: %s', (value) => {
    const id = `[resourceId('Microsoft.Compute/images', 'ubuntu18')]`;
    const { choose, items } = completionAt(named('', value));
    expect(choose(id)).toContain(`"id": "${id}"`);
    expect(items[0]?.detail).toBe('image with Ubuntu 18.04 LTS');
  });

  it('for a parameter and a variable that are names of images', () => {
    const asDefault = named(', "defaultValue": "<|>"', byParameter);
    expect(completionAt(asDefault).labels).toEqual(['ubuntu18', "it's"]);
    const asVariable = named('', byParameter.replace('parameters', 'variables')).replace(
      '"resources"',
      '"variables": { "imageName": "<|>" }, "resources"',
    );
    expect(completionAt(asVariable).labels).toEqual(['ubuntu18', "it's"]);
  });

  it('in a parameter file, and for the image that a template makes, ARM Tools or not', () => {
    const file = `
=== vm.parameters.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "imageName": { "value": "<|>" } } }
`;
    const settings = { armToolsActive: true };
    expect(completionAt(named('', byParameter, file), settings).labels).toContain('ubuntu18');
    const made = named('', byParameter).replace('"vm1"', '"<|>"');
    expect(completionAt(made).labels).toEqual([]);
    const image = made.replace('virtualMachines', 'images');
    expect(completionAt(image, settings).labels).toEqual(['ubuntu18', "it's"]);
    const within = named('', `"[resourceId('Microsoft.Compute/images', '<|>')]"`);
    expect(completionAt(within, settings).labels).toEqual(['ubuntu18', "it's"]);
  });
});

describe('of keys', () => {
  it.each([
    ['a resource', '<|>', '"apiVersion": "$1"'],
    ['a half-typed key', '"api<|>"', '"apiVersion": "$1"'],
    ['a VM', '"properties": { <|> }', '"hardwareProfile": {\n\t"vmSize": "$1"\n}'],
    ['a key that has its value', '"api<|>": "2017-03-30"', '"apiVersion": "2017-03-30"'],
  ])('of %s', (_, place, result) => {
    const label = result.split('"')[1] ?? '';
    expect(completionAt(vm(place)).choose(label)).toContain(result);
  });

  it('leaves out those that are there and separates those that follow', () => {
    const fixture = vm('"location": "dbelocal"').replace('"name": "vm1"', '<|>\n "name": "vm1"');
    const { labels, choose } = completionAt(fixture);
    expect(labels).not.toContain('name');
    expect(labels).not.toContain('type');
    expect(choose('apiVersion')).toContain('"apiVersion": "$1",\n "name"');
  });

  it('offers resources to depend on', () => {
    const { choose } = completionAt(
      vm(`"dependsOn": ["<|>"] }, { "type": "A.B/c", "name": "[concat('x', 1)]"`),
    );
    const id = `[resourceId('A.B/c', concat('x', 1))]`;
    expect(choose(id)).toContain(`"dependsOn": ["${id}"]`);
  });
});

describe('in a parameter file', () => {
  const parameterFile = (parameters: string, settings?: Readonly<Record<string, unknown>>) =>
    completionAt(
      `
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": {
    "late": { "type": "string", "defaultValue": "x" },
    "vmSize": { "type": "string" },
    "kind": { "type": "string", "allowedValues": ["small", "la,rge"] },
    "count": { "type": "int", "allowedValues": [1, 2] },
    "on": { "type": "bool" },
    "tags": { "type": "object" }
  },
  "resources": [{ "type": "Microsoft.Compute/virtualMachines", "name": "vm1", "properties": { "hardwareProfile": { "vmSize": "[parameters('vmSize')]" } } }]
}
=== vm.parameters.json ===
{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": ${parameters}
}
`,
      settings,
    );

  it('offers what is missing, required first, with typed placeholders', () => {
    const { labels, choose } = parameterFile('{ "tags": { "value": {} }, <|> }');
    expect(labels).toEqual(['vmSize', 'kind', 'count', 'on', 'late']);
    expect(choose('vmSize')).toContain(`"vmSize": {\n\t"value": "$1"\n}`);
    expect(choose('kind')).toContain(`"value": \${1|"small","la\\,rge"|}`);
    expect(choose('count')).toContain('"value": ${1|1,2|}');
    expect(choose('on')).toContain('"value": ${1|true,false|}');
  });

  it.each([
    ['{ "kind": { "value": "<|>" } }', ['small', 'la,rge']],
    ['{ "count": { "value": <|> } }', ['1', '2']],
    ['{ "on": { "value": <|> } }', ['true', 'false']],
    ['{ "on": { <|> } }', ['value', 'reference']],
  ])('%s offers %j', (parameters, labels) => {
    expect(parameterFile(parameters).labels).toEqual(labels);
  });

  it('offers sizes for a size, ARM Tools or not', () => {
    const { choose } = parameterFile('{ "vmSize": { "value": <|> } }', { armToolsActive: true });
    expect(choose('Standard_D1_v2')).toContain('"value": "Standard_D1_v2"');
  });
});
