// A parameter of a template, and those who give it a value from other files.
import { describe, expect, it } from 'vitest';
import { definition } from '../../server/src/features/definition.ts';
import { hover } from '../../server/src/features/hover.ts';
import { offsetIn } from '../../server/src/features/ranges.ts';
import { references } from '../../server/src/features/references.ts';
import { rename } from '../../server/src/features/rename.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { filesOf, ROOT, workspaceOf } from '../kit.ts';

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01';
const own = (file: string): string => file;

const files = filesOf(`
=== main.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "vmName": { "type": "string" }, "size": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "name": "vm",
      "properties": {
        "templateLink": { "relativePath": "nested/vm.json" },
        "parameters": {
          "vmName": { "value": "[parameters('vmName')]" },
          "other": { "value": 1 }
        }
      }
    },
    {
      "type": "Microsoft.Resources/deployments",
      "name": "disk",
      "properties": {
        "templateLink": { "relativePath": "nested/disk.json" },
        "parameters": { "vmName": { "value": "x" } }
      }
    },
    {
      "type": "Microsoft.Resources/deployments",
      "name": "from-file",
      "properties": {
        "templateLink": { "relativePath": "nested/vm.json" },
        "parametersLink": { "relativePath": "nested/values.json" }
      }
    }
  ]
}
=== nested/vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": {
    "vmName": { "type": "string", "metadata": { "description": "what the VM is called" } },
    "other": { "type": "int", "defaultValue": 0 }
  },
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[parameters('vmName')]" } }
}
=== nested/disk.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "vmName": { "type": "string" } },
  "resources": []
}
=== nested/values.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "vmName": { "value": "a" } } }
=== scenarios/one.gpuscenario.yaml ===
scenario: One
device: { model: pro-gpu-2 }
steps:
  - deploy: ../nested/vm.json
    with: { vmName: one }
  - anyOrder:
      - deploy: ../nested/vm.json
        parameters:
          "vmName": two
  - deploy: ../nested/disk.json
    with: { vmName: three }
  - deploy: ../nested/vm.json
    parameters: ./given.json
=== scenarios/given.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "VMNAME": { "value": "b" } } }
`);

const linked = `${ROOT}nested/vm.json`;
const main = `${ROOT}main.json`;
const scenario = `${ROOT}scenarios/one.gpuscenario.yaml`;

/** The offset within the `nth` (from 0) `vmName` of a file, in its second letter. */
function inName(uri: string, nth: number): number {
  const text = files.get(uri.slice(ROOT.length)) ?? '';
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = text.indexOf('vmName', offset + 1);
  expect(offset).toBeGreaterThanOrEqual(0);
  return offset + 2;
}

const everywhere = [
  'main.json:11',
  'nested/values.json:1',
  'nested/vm.json:4',
  'nested/vm.json:8',
  'scenarios/given.json:1',
  'scenarios/one.gpuscenario.yaml:5',
  'scenarios/one.gpuscenario.yaml:9',
];

/** The places where someone may stand to ask for the same parameter. */
const asked = [
  ['its declaration', linked, 0],
  ['the deployment that links to it', main, 1],
  ['a step', scenario, 0],
  ['a step within anyOrder', scenario, 1],
] as const;

describe.each(asked)('asked at %s', (_, uri, nth) => {
  const { analysis } = workspaceOf(files);
  const offset = inName(uri, nth);

  it('references are found in all files', () => {
    const request = { declaration: 'included', clientUri: own } as const;
    const found = references(analysis, uri, offset, request).map(
      (place) => `${place.uri.slice(ROOT.length)}:${place.range.start.line + 1}`,
    );
    expect(found.sort()).toEqual(everywhere);
  });

  it('the definition is in the linked template', () => {
    expect(definition(analysis, uri, offset, own)).toMatchObject([
      { targetUri: linked, targetSelectionRange: { start: { line: 3, character: 5 } } },
    ]);
  });

  it('renaming changes all of them and nothing else', () => {
    const texts = renamed(uri, offset, "a-name's") as ReadonlyMap<string, string>;
    expect(texts).toBe("'a-name's' has a character that a name must not have");
    const after = renamed(uri, offset, 'true') as ReadonlyMap<string, string>;
    const changed = [...after].flatMap(([path, text]) => {
      const before = (files.get(path) ?? '').split('\n');
      return text
        .split('\n')
        .flatMap((line, index) => (line === before[index] ? [] : [line.trim()]));
    });
    expect(changed).toEqual([
      `"true": { "value": "[parameters('vmName')]" },`,
      '"true": { "type": "string", "metadata": { "description": "what the VM is called" } },',
      `"outputs": { "name": { "type": "string", "value": "[parameters('true')]" } }`,
      expect.stringContaining('"parameters": { "true": { "value": "a" } } }'),
      'with: { "true": one }',
      '"true": two',
      expect.stringContaining('"parameters": { "true": { "value": "b" } } }'),
    ]);
  });
});

it('a hover over the name that a deployment gives says what the linked template declares', () => {
  const { analysis } = workspaceOf(files);
  expect(hover(analysis, main, inName(main, 1))?.contents).toEqual({
    kind: 'markdown',
    value: 'parameter **vmName**: `string`\n\nwhat the VM is called',
  });
});

it('names that are taken where the parameter is declared or given are refused, others are not', () => {
  const offset = inName(linked, 0);
  expect(renamed(linked, offset, 'other')).toBe("there is a parameter 'other' already");
  // `size` is a parameter of the template that links to it, which is no obstacle.
  expect(renamed(linked, offset, 'size')).toBeInstanceOf(Map);
  const { analysis, write } = workspaceOf(files);
  write(
    'scenarios/one.gpuscenario.yaml',
    `device: { model: pro-gpu-2 }
steps:
  - deploy: ../nested/vm.json
    with: { vmName: one, extra: 1 }
`,
  );
  expect(rename(analysis, linked, offset, 'extra', target)).toEqual({
    problem: "one.gpuscenario.yaml gives a value to 'extra' already",
  });
});

const target = {
  document: (file: string) => ({ uri: file, version: null }),
  takes: { documentChanges: false, createFile: false },
};

function renamed(
  uri: string,
  offset: number,
  newName: string,
): ReadonlyMap<string, string> | string {
  const { analysis, textOf } = workspaceOf(files);
  const result = rename(analysis, uri, offset, newName, target);
  if ('problem' in result) return result.problem;
  const texts = new Map(files);
  for (const [file, edits] of Object.entries(result.edit.changes ?? {})) {
    const made = edits.map(({ range, newText }) => ({
      span: {
        start: offsetIn(analysis.read, file, range.start) ?? 0,
        end: offsetIn(analysis.read, file, range.end) ?? 0,
      },
      newText,
    }));
    const after = applyEdits(textOf(file) ?? '', made);
    texts.set(file.slice(ROOT.length), after ?? 'the edits overlap');
  }
  return texts;
}
