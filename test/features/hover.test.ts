import { describe, expect, it } from 'vitest';
import { MarkupContent } from 'vscode-languageserver-types';
import { hover } from '../../server/src/features/hover.ts';
import { workspaceOf } from '../kit.ts';
import { marked } from './marker.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';
const template = `"$schema": "${schemas}/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid"`;

/** A template that deploys nothing, with an output to hover over. */
function output(value: string, more = ''): string {
  return `
=== vm.json ===
{
  ${template},
  "parameters": {
    "vmName": { "type": "string" },
    "vmSize": { "type": "string", "defaultValue": "Standard_NC4as_T4_v3" },
    "kind": { "type": "string", "allowedValues": ["small", "large"] },
    "hidden": { "type": "securestring", "defaultValue": "hunter2" },
    "adminPassword": { "type": "string", "defaultValue": "hunter2" }
  },
  "variables": { "list": [1, 2], "settings": { "apiToken": "hunter2", "deep": { "a": [] } } },
  "resources": [],
  "outputs": { "o": { "type": "string", "value": "${value}" } }
}
${more}`;
}

const parameterFile = (name: string, vmName: string): string => `=== ${name} ===
{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": { "vmName": { "value": ${JSON.stringify(vmName)} } }
}
`;

/** The text hovered over and the Markdown shown, at the fixture's marker. */
function hoverAt(fixture: string): { text: string; markdown: string } | undefined {
  const { files, uri, offset } = marked(fixture);
  const { analysis } = workspaceOf(files);
  const found = hover(analysis, uri, offset);
  if (!found) return undefined;
  const lines = (analysis.read(uri)?.text ?? '').split('\n');
  const { start, end } = found.range ?? { start: undefined, end: undefined };
  const text =
    start?.line === end?.line
      ? (lines[start?.line ?? 0] ?? '').slice(start?.character, end?.character)
      : 'several lines';
  const { contents } = found;
  return { text, markdown: MarkupContent.is(contents) ? contents.value : '' };
}

describe('over an expression', () => {
  it.each([
    [
      "[<|>concat('a', parameters('vmSize'))]",
      "concat('a', parameters('vmSize'))",
      '"aStandard_NC4as_T4_v3"',
    ],
    ["[concat('a', para<|>meters('vmSize'))]", "parameters('vmSize')", '"Standard_NC4as_T4_v3"'],
    ["[concat(<|>'a', 'b')]", "concat('a', 'b')", '"ab"'],
    ["[variables('list')[<|>1]]", "variables('list')[1]", '2'],
    ["[variables('settings').de<|>ep]", "variables('settings').deep", '"a": []'],
    [
      "[map(variables('list'), lambda('x', add(lambdaVariables('x'), 1<|>)))]",
      "map(variables('list'), lambda('x', add(lambdaVariables('x'), 1)))",
      '2,\n  3',
    ],
  ])('%s shows the value of that part', (value, text, shown) => {
    const found = hoverAt(output(value));
    expect(found?.text).toBe(text);
    expect(found?.markdown).toContain(shown);
    expect(found?.markdown).toContain('with the default values');
  });

  it.each([
    ["[parameters('vmName')<|>]", "unknown: parameter 'vmName' has no value"],
    ["[parameters('kind')<|>]", 'one of'],
    ['[div(1, 0)<|>]', 'fails: '],
    ["[reference('x')<|>]", 'unknown: '],
  ])('%s says why there is no single value', (value, words) => {
    expect(hoverAt(output(value))?.markdown).toContain(words);
  });

  it.each([
    "[parameters('hid<|>den')]",
    "[concat('x', parameters('hidden'))<|>]",
    "[parameters('admin<|>Password')]",
    "[variables('sett<|>ings')]",
    "[variables('settings').apiTo<|>ken]",
  ])('%s never shows a secret', (value) => {
    const found = hoverAt(output(value));
    expect(found?.markdown).toContain('(secure value)');
    expect(found?.markdown).not.toContain('hunter2');
  });

  it('names the parameter files under which values differ', () => {
    const files =
      parameterFile('vm.parameters.json', 'vm1') +
      parameterFile('vm.parameters.test.json', 'vm2') +
      parameterFile('vm.parameters.prod.json', 'vm1');
    const { markdown = '' } = hoverAt(output("[parameters('vmName')<|>]", files)) ?? {};
    const [first, second] = markdown.split('"vm2"');
    expect(first).toContain('"vm1"');
    expect(first).toContain('vm\\.parameters\\.json; vm\\.parameters\\.prod\\.json');
    expect(second).toContain('vm\\.parameters\\.test\\.json');
  });

  it('never lets a value become markup', () => {
    const hostile = '```\n[x](command:evil) <b>';
    const files = parameterFile('vm.parameters.json', hostile);
    const { markdown = '' } = hoverAt(output("[parameters('vmName')<|>]", files)) ?? {};
    const outside = markdown.replace(/(`{3,})json\n[^]*?\n\1/g, '');
    expect(outside).not.toMatch(/command:|<b>/);
  });
});

const vm = (size: string): string => `
=== vm.json ===
{
  ${template},
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "location": "dbelocal",
      "properties": { "hardwareProfile": { "vmSize": "${size}" } }
    },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.6"
      }
    }
  ]
}`;

describe('over names of a template', () => {
  it('a VM size shows its figures with source and date', () => {
    const found = hoverAt(vm('Standard_NC8as<|>_T4_v3'));
    expect(found?.text).toBe('"Standard_NC8as_T4_v3"');
    expect(found?.markdown).toMatch(/8 vCPU, 56 GiB.*T4/);
    expect(found?.markdown).toMatch(/Source: .*\]\(https:\/\/.*\) \(\d{4}/);
  });

  it.each([
    ['"vmSize"', 'Standard\\_NC4as\\_T4\\_v3'],
    ['"dbelocal"', 'dbelocal'],
    ['"apiProfile"', 'hybrid'],
    ['"Microsoft.HpcCompute"', 'publisher'],
    ['"NvidiaGpuDriverLinux"', 'drivers'],
    ['"1.6"', 'public cloud'],
    ['"typeHandlerVersion"', 'public cloud'],
  ])('%s is explained', (text, words) => {
    const fixture = vm('Standard_NC4as_T4_v3').replace(text, `${text.slice(0, -1)}<|>"`);
    const found = hoverAt(fixture);
    expect(found?.text).toBe(text);
    expect(found?.markdown).toContain(words);
  });

  it.each([
    vm('Standard_D99<|>'),
    vm('x').replace('"vm1"', '"v<|>m1"'),
    vm('x').replace('[', '[<|>'),
  ])('says nothing where nothing is known', (fixture) => {
    expect(hoverAt(fixture)).toBeUndefined();
  });

  it('an image of the Marketplace shows its OS', () => {
    const fixture = vm('x').replace(
      '"hardwareProfile"',
      `"storageProfile": { "imageReference": {
        "publisher": "Canonical", "offer": "UbuntuServer", "sku": "18.04-LTS<|>" } },
      "hardwareProfile"`,
    );
    expect(hoverAt(fixture)?.markdown).toContain('Ubuntu');
  });
});

describe('over a parameter file', () => {
  const fixture = (value: string): string => `
=== vm.json ===
{
  ${template},
  "parameters": {
    "vmSize": {
      "type": "string",
      "allowedValues": ["Standard_NC4as_T4_v3", "Standard_NC8as_T4_v3"],
      "metadata": { "description": "Size of the [VM](command:evil)." }
    },
    "adminPassword": { "type": "securestring", "allowedValues": ["Standard_NC4as_T4_v3"] }
  },
  "resources": []
}
=== vm.parameters.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": ${value} }
`;

  it('a value shows its declaration and what it means', () => {
    const found = hoverAt(fixture('{ "vmSize": { "value": "Standard_NC4as<|>_T4_v3" } }'));
    expect(found?.text).toBe('"Standard_NC4as_T4_v3"');
    expect(found?.markdown).toContain('**vmSize**: `string` in vm\\.json');
    expect(found?.markdown).toContain('Size of the \\[VM\\]\\(command\\:evil\\)');
    expect(found?.markdown).toContain(
      'allowed: `"Standard_NC4as_T4_v3"`, `"Standard_NC8as_T4_v3"`',
    );
    expect(found?.markdown).toMatch(/4 vCPU, 28 GiB/);
  });

  it('a name shows its declaration', () => {
    const found = hoverAt(fixture('{ "vm<|>Size": { "value": "Standard_NC4as_T4_v3" } }'));
    expect(found?.text).toBe('"vmSize"');
    expect(found?.markdown).toContain('**vmSize**');
  });

  it('a secret shows its declaration only', () => {
    const found = hoverAt(fixture('{ "adminPassword": { "value": "Standard_NC4as<|>_T4_v3" } }'));
    expect(found?.markdown).toBe('**adminPassword**: `securestring` in vm\\.json');
  });

  it('a name that no template declares says nothing', () => {
    expect(hoverAt(fixture('{ "x": { "value": "y<|>" } }'))).toBeUndefined();
  });
});

describe('over a scenario', () => {
  const scenario = (text: string): string => `
=== plan.gpuscenario.yaml ===
${text}`;

  const plan = `scenario: plan
device:
  model: pro-gpu-1
  release: "2106"
images:
  myimage: ubuntu-18.04
steps:
  - configureKubernetes: {}
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
  - stop: vm1
  - update: { to: "2205" }
`;

  it.each([
    ['pro-gpu-1', /1 T4|one T4/i],
    ['"2106"', /2106/],
    ['ubuntu-18.04', /Ubuntu 18\\\.04/],
    ['Standard_NC4as_T4_v3', /4 vCPU, 28 GiB/],
    ['NvidiaGpuDriverLinux', /drivers/],
    ['"1.3"', /before release 2205/],
    ['"2205"', /2205/],
    ['configureKubernetes', /\*\*succeeds\*\*.*Kubernetes 1, free 0[^]*claims every GPU/],
    ['createVm', /\*\*fails\*\*[^]*Creates one VM/],
    ['installGpuExtension', /\*\*skipped\*\*|\*\*fails\*\*/],
    ['stop', /Stops a VM[^]*2102/],
    ['update', /Updates the software/],
  ])('%s is explained', (text, words) => {
    const found = hoverAt(scenario(plan.replace(text, `${text.slice(0, 2)}<|>${text.slice(2)}`)));
    expect(found?.text).toBe(text);
    expect(found?.markdown).toMatch(words);
  });

  it('a VM is explained where it is named: who makes it, its size and what it claims', () => {
    const text = plan.replace('  - configureKubernetes: {}\n', '');
    const found = hoverAt(scenario(text.replace('stop: vm1', 'stop: v<|>m1')));
    expect(found?.text).toBe('vm1');
    expect(found?.markdown).toMatch(/VM \*\*vm1\*\*[^]*made by step 1[^]*4 vCPU, 28 GiB/);
    expect(found?.markdown).toContain('claims 0 GPUs after this step');
    const made = hoverAt(scenario(text.replace('name: vm1', 'name: v<|>m1')));
    expect(made?.markdown).toContain('claims 1 GPU after this step');
  });

  it('a VM that no step makes says nothing', () => {
    expect(hoverAt(scenario(plan.replace('stop: vm1', 'stop: vm<|>2')))).toBeUndefined();
  });

  describe('that deploys a template', () => {
    const files = `=== vm.json ===
{
  ${template},
  "parameters": {
    "vmName": { "type": "string", "metadata": { "description": "Name of the VM" } },
    "vmSize": { "type": "string" },
    "adminPassword": { "type": "securestring", "allowedValues": ["hunter2"] }
  },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[parameters('vmName')]",
      "properties": { "hardwareProfile": { "vmSize": "[parameters('vmSize')]" } }
    }
  ]
}
${parameterFile('vm.parameters.json', 'vm9')}`;
    const deployed = `device: { model: pro-gpu-2, release: "2106" }
steps:
  - anyOrder:
      - deploy: vm.json
        parameters: vm.parameters.json
        with: { vmName: camera, vmSize: Standard_NC4as_T4_v3, adminPassword: hunter2 }
  - stop: camera
`;
    const over = (text: string, within = text) => {
      const marker = text.slice(0, 3) + '<|>' + text.slice(3);
      const written = deployed.replace(within, within.replace(text, marker));
      return hoverAt(`${scenario(written)}${files}`);
    };

    it.each([
      ['vm.json', 'vm.json', /template \*\*vm\\\.json\*\*[^]*deploys `camera` \(`Standard_NC4/],
      ['vm.parameters.json', 'vm.parameters.json', /gives values to `vmName`/],
      ['vmName', 'vmName', /\*\*vmName\*\*: `string` in vm\\.json[^]*Name of the VM/],
      ['Standard_NC4as_T4_v3', 'Standard_NC4as_T4_v3', /\*\*vmSize\*\*[^]*4 vCPU, 28 GiB/],
      ['camera', 'vmName: camera', /VM \*\*camera\*\*[^]*claims 1 GPU after this step/],
      ['camera', 'stop: camera', /made by step 1[^]*of size `Standard_NC4as_T4_v3`/],
    ])('%s of %s is explained', (text, within, words) => {
      const found = over(text, within);
      expect(found?.text).toBe(text);
      expect(found?.markdown).toMatch(words);
    });

    it('of a secret value no word is said', () => {
      const found = over('hunter2');
      expect(found?.markdown).toContain('adminPassword');
      expect(found?.markdown).not.toContain('hunter2');
    });
  });

  it.each(['plan', 'steps'])('%s says nothing', (text) => {
    expect(hoverAt(scenario(plan.replace(text, `${text}<|>`)))).toBeUndefined();
  });

  it('the second of several scenarios is found too', () => {
    const two = `${plan}---\n${plan.replace('pro-gpu-1', 'pro-<|>gpu-2')}`;
    expect(hoverAt(scenario(two))?.markdown).toMatch(/2 GPUs/);
  });
});

describe('over a configuration', () => {
  const configuration = `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2407" }
images: { myimage: ubuntu-18.04, other: { os: windows-server-2019-core, generation: 1 } }
templates: { a.json: cloud }
rules: { os-unknown: error, unsupported-os: off, windows-2016-tls: false }
`;

  it.each([
    ['pro-gpu-2', /2 GPUs/],
    ['"2407"', /2407/],
    ['ubuntu-18.04', /no longer supported/],
    ['windows-server-2019-core', /Windows Server 2019/],
    ['device', /device that the templates are meant for/],
    ['release', /two digits of the year/],
    ['generation', /Generation of the image/],
    ['cloud', /for the public cloud/],
    ['unsupported-os', /\*\*OS[^]*warning[^]*Source: /],
    ['error', /Findings are errors/],
    ['off', /Nothing is found/],
    ['false', /Nothing is found/],
  ])('%s is explained', (text, words) => {
    const found = hoverAt(configuration.replace(text, `${text.slice(0, 2)}<|>${text.slice(2)}`));
    expect(found?.text).toBe(text);
    expect(found?.markdown).toMatch(words);
  });
});

describe('over names of the template language', () => {
  it.each([
    ["[con<|>cat('a', parameters('vmSize'))]", ['concat(', '"aStandard_NC4as_T4_v3"']],
    ["[concat('a', parameters('vm<|>Size'))]", ['parameter **vmSize**: `string`']],
    ["[variables('li<|>st')]", ['variable **list**']],
    ["[parameters('no<|>ne')]", ['no parameter `none` is declared here']],
  ])('%s tells what it is', (value, parts) => {
    const { markdown = '' } = hoverAt(output(value)) ?? {};
    for (const part of parts) expect(markdown).toContain(part);
  });

  it('a declaration tells its value, but not a secret one', () => {
    const declared = output('x').replace('"vmSize":', '"vm<|>Size":');
    expect(hoverAt(declared)?.text).toBe('vmSize');
    expect(hoverAt(declared)?.markdown).toContain('"Standard_NC4as_T4_v3"');
    const hidden = hoverAt(output('x').replace('"hidden":', '"hid<|>den":'))?.markdown;
    expect(hidden).toContain('(secure value)');
    expect(hidden).not.toContain('hunter2');
  });
});
