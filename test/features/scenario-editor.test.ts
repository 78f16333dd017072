import { describe, expect, it } from 'vitest';
import { codeLens } from '../../server/src/features/code-lens.ts';
import { completion } from '../../server/src/features/completion.ts';
import { definition } from '../../server/src/features/definition.ts';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding-ranges.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { references } from '../../server/src/features/references.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { ROOT, workspaceOf } from '../kit.ts';
import { marked } from './marker.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';
const size = 'Standard_NC4as_T4_v3';

const others = `=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "vmName": { "type": "string" }, "tier": { "type": "string", "allowedValues": ["low", "high"], "defaultValue": "low" } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[parameters('vmName')]",
      "properties": { "hardwareProfile": { "vmSize": "${size}" } }
    }
  ]
}
=== vm.parameters.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "vmName": { "value": "vm9" } } }
`;

const head = `scenario: plan
device: { model: pro-gpu-2, release: "2106" }
images: { myimage: windows-server-2019-core }
steps:
`;

function opened(steps: string, before = head) {
  const { files, uri, offset } = marked(`=== a.gpuscenario.yaml ===\n${before}${steps}${others}`);
  const { analysis, textOf } = workspaceOf(files);
  return { analysis, uri, offset, text: textOf(uri) ?? '' };
}

const clientUri = (uri: string): string => uri;

/** What is offered, and the text after taking an offer. */
function offered(steps: string, before?: string) {
  const { analysis, uri, offset, text } = opened(steps, before);
  const list = completion(analysis, uri, offset, { takesSnippets: false });
  const items = [...(list?.items ?? [])].sort((a, b) =>
    `${a.sortText} ${a.label}` < `${b.sortText} ${b.label}` ? -1 : 1,
  );
  const take = (label: string): string => {
    const edit = items.find((item) => item.label === label)?.textEdit;
    if (!edit || !('range' in edit)) throw new Error(`${label} is not offered`);
    const { start, end } = edit.range;
    const lines = text.split('\n');
    const line = lines[start.line] ?? '';
    return line.slice(0, start.character) + edit.newText + line.slice(end.character);
  };
  return { labels: items.map(({ label }) => label), take };
}

describe('completion in a scenario', () => {
  it('offers the steps', () => {
    const { labels, take } = offered('  - <|>\n');
    expect(labels).toContain('createVm');
    expect(labels).toContain('anyOrder');
    expect(take('reboot')).toBe('  - reboot: {}');
    expect(take('createVm')).toMatch(
      /^ {2}- createVm: \{ name: vm1, size: Standard_\w+_T4_v\d \}$/,
    );
  });

  it('offers sizes, those with the GPU model of the device first', () => {
    const { labels } = offered('  - createVm: { name: vm1, size: St<|> }\n');
    expect(labels[0]).toMatch(/T4/);
    expect(labels.findIndex((label) => label.includes('A2'))).toBeGreaterThan(
      labels.findIndex((label) => label.startsWith('Standard_D')),
    );
  });

  it('goes on while braces are open', () => {
    const { labels, take } = offered(`  - createVm: { name: vm1, si<|>\n  - reboot: {}\n`);
    expect(labels).toContain('size');
    expect(labels).not.toContain('name');
    expect(take('size')).toBe('  - createVm: { name: vm1, size: ');
  });

  it('offers the VMs that are there at the step, those of templates too', () => {
    const made = `  - createVm: { name: vm1, size: ${size} }
  - deploy: vm.json
    with: { vmName: camera }
  - delete: vm1
  - stop: <|>
  - createVm: { name: later, size: ${size} }
`;
    const { labels } = offered(made);
    expect(labels).toContain('camera');
    expect(labels).not.toContain('vm1');
    expect(labels).not.toContain('later');
  });

  it('offers devices, releases, images, versions and outcomes', () => {
    expect(offered('  - reboot: {}\n', 'device: { model: <|> }\nsteps:\n').labels[0]).toMatch(
      /^pro/,
    );
    const release = offered('  - reboot: {}\n', 'device: { release: 21<|> }\nsteps:\n');
    expect(release.take('2106')).toBe('device: { release: "2106" }');
    expect(offered(`  - createVm: { name: a, image: <|> }\n`).labels[0]).toBe('myimage');
    const version =
      '  - installGpuExtension: { vm: a, type: NvidiaGpuDriverLinux, version: <|> }\n';
    expect(offered(version).labels).toEqual(['1.3', '1.8']);
    expect(offered('  - configureKubernetes: {}\n    expect: <|>\n').labels[0]).toBe('succeeds');
  });

  it('offers templates, parameter files and the parameters of the template', () => {
    expect(offered('  - deploy: <|>\n').labels).toEqual(['vm.json']);
    expect(offered('  - deploy: vm.json\n    parameters: <|>\n').labels).toContain(
      'vm.parameters.json',
    );
    expect(offered('  - deploy: vm.json\n    with: { <|> }\n').labels).toEqual(['vmName', 'tier']);
    expect(offered('  - deploy: vm.json\n    with: { tier: <|> }\n').labels).toEqual([
      'low',
      'high',
    ]);
  });

  it('offers what stands beside a deployment', () => {
    expect(offered('  - deploy: vm.json\n    <|>\n').labels.sort()).toEqual([
      'expect',
      'parameters',
      'with',
    ]);
  });

  it('offers nothing in a comment', () => {
    expect(offered('  - reboot: {} # cre<|>\n').labels).toEqual([]);
  });
});

describe('completion in a scenario written as JSON', () => {
  const inJson = (steps: string) => {
    const text = `{ "device": { "model": "pro-gpu-2", "release": "2106" }, "steps": [${steps}] }`;
    const { files, uri, offset } = marked(`=== a.gpuscenario.json ===\n${text}\n${others}`);
    const { analysis, textOf } = workspaceOf(files);
    const list = completion(analysis, uri, offset, { takesSnippets: false });
    const whole = textOf(uri) ?? '';
    /** The text after an offer is taken, and what is found in it. */
    const take = (label: string) => {
      const edit = list?.items.find((item) => item.label === label)?.textEdit;
      if (!edit || !('range' in edit)) throw new Error(`${label} is not offered`);
      const { start, end } = edit.range;
      return whole.slice(0, start.character) + edit.newText + whole.slice(end.character);
    };
    return { labels: list?.items.map((item) => item.label) ?? [], take };
  };

  it.each([
    ['a step', '<|>', 'configureKubernetes'],
    ['a step within quotes', '{ "<|>" }', 'configureKubernetes'],
    ['a VM', `{ "createVm": { "name": "a", "size": "${size}" } }, { "stop": "<|>" }`, 'a'],
    ['a size', '{ "createVm": { "name": "a", "size": "<|>" } }', size],
    ['a size without quotes', '{ "createVm": { "name": "a", "size": <|> } }', size],
    ['a template', '{ "deploy": "<|>" }', 'vm.json'],
    ['an outcome', '{ "reboot": {}, "expect": "<|>" }', 'succeeds'],
  ])('offers %s as JSON', (_, steps, label) => {
    const { labels, take } = inJson(steps);
    expect(labels).toContain(label);
    const written: unknown = JSON.parse(take(label));
    expect(JSON.stringify(written)).toContain(`"${label}"`);
  });
});

const plan = `  - createVm: { name: vm1, size: ${size}, image: myimage }
  - deploy: vm.json
    with: { vmName: camera }
  - stop: VM<|>1
  - start: camera
    expect: { gpus: { vm1: 0, camera: 1 } }
---
scenario: another
device: { model: pro-gpu-1, release: "2106" }
steps:
  - createVm: { name: vm1, size: ${size} }
`;

function targets(steps: string): readonly (string | number)[][] {
  const { analysis, uri, offset } = opened(steps);
  return definition(analysis, uri, offset, clientUri).map((link) => [
    link.targetUri.slice(ROOT.length),
    link.targetSelectionRange.start.line,
  ]);
}

describe('definition in a scenario', () => {
  it.each([
    ['a VM', plan, 'a.gpuscenario.yaml', 4],
    [
      'a VM of a template',
      plan.replace('VM<|>1', 'vm1').replace('start: cam', 'start: ca<|>m'),
      'a.gpuscenario.yaml',
      6,
    ],
    [
      'an image',
      plan.replace('<|>', '').replace('image: my', 'image: m<|>y'),
      'a.gpuscenario.yaml',
      2,
    ],
    ['a path', plan.replace('<|>', '').replace('vm.json', 'vm<|>.json'), 'vm.json', 0],
    ['a parameter', plan.replace('<|>', '').replace('{ vmName', '{ vm<|>Name'), 'vm.json', 2],
  ])('%s', (_, steps, file, line) => {
    expect(targets(steps)).toEqual([[file, line]]);
  });
});

describe('a VM of a scenario', () => {
  it('is found within its document', () => {
    const { analysis, uri, offset } = opened(plan);
    const found = references(analysis, uri, offset, { declaration: 'included', clientUri });
    expect(found.map(({ range }) => range.start.line)).toEqual([4, 7, 9]);
  });

  const renamed = (steps: string, name: string) => {
    const { analysis, uri, offset } = opened(steps);
    const target = {
      document: (of: string) => ({ uri: of, version: null }),
      takes: { documentChanges: false, createFile: false },
    };
    const answer = rename(analysis, uri, offset, name, target);
    if ('problem' in answer) return answer.problem;
    return Object.values(answer.edit.changes ?? {})
      .flat()
      .map(({ range, newText }) => [range.start.line, newText]);
  };

  it('is renamed within its document, in quotes where YAML needs them', () => {
    expect(renamed(plan, 'edge')).toEqual([
      [4, 'edge'],
      [7, 'edge'],
      [9, 'edge'],
    ]);
    expect(renamed(plan, '12')).toContainEqual([7, '"12"']);
    const { analysis, uri, offset } = opened(plan);
    expect(prepareRename(analysis, uri, offset)?.placeholder).toBe('VM1');
  });

  it('is renamed where it is given to a template', () => {
    const steps = plan.replace('VM<|>1', 'vm1').replace('start: cam', 'start: ca<|>m');
    expect(renamed(steps, 'edge')).toEqual([
      [6, 'edge'],
      [8, 'edge'],
      [9, 'edge'],
    ]);
  });

  it('is not given a name that is taken or means something else', () => {
    expect(renamed(plan, 'camera')).toMatch(/already/);
    expect(renamed(plan, 'free')).toMatch(/counts/);
    expect(renamed(plan, ' ')).toMatch(/name/);
  });
});

it('has an outline, links, folds, hints and lenses for each document', () => {
  const { analysis, uri, text } = opened(plan);
  const symbols = documentSymbols(analysis, uri);
  expect(symbols.map(({ name }) => name)).toEqual(['plan', 'another']);
  expect(symbols[0]?.children?.map(({ name }) => name).slice(0, 3)).toEqual([
    'device',
    'images',
    `1. createVm vm1 (${size})`,
  ]);
  expect(documentLinks(analysis, uri, clientUri).map(({ target }) => target)).toEqual([
    `${ROOT}vm.json`,
  ]);
  expect(foldingRanges(analysis, uri).map(({ startLine }) => startLine)).toContain(3);
  const hints = inlayHints(analysis, uri, { start: 0, end: text.length });
  expect(hints.map(({ position, label }) => [position.line, label])).toEqual([
    [4, '1 of 2 free'],
    [5, '0 of 2 free'],
    [7, '1 of 2 free'],
    [8, expect.stringContaining('of 2 free')],
    [14, '0 of 1 free'],
  ]);
  const lenses = codeLens(analysis, uri, clientUri);
  expect(lenses.map(({ range, command }) => [range.start.line, command?.command])).toEqual([
    [0, 'edgeGpu.simulate'],
    [11, 'edgeGpu.simulate'],
  ]);
});

it('a prefix of a scenario has an answer', { timeout: 60_000 }, () => {
  const whole = head + plan.replace('<|>', '');
  for (let end = 0; end <= whole.length; end += 13) {
    const { analysis, uri, offset } = opened(`<|>\n`, whole.slice(0, end));
    completion(analysis, uri, offset, { takesSnippets: true });
    definition(analysis, uri, Math.max(0, offset - 1), clientUri);
    foldingRanges(analysis, uri);
    documentSymbols(analysis, uri);
  }
});
