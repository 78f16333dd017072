import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/rules/index.ts';
import { parseJson } from '../server/src/syntax/json.ts';
import { at, textOf } from '../server/src/syntax/node.ts';
import { allFindings, applyFix, checkFixes, filesOf, workspaceOf, type Files } from './kit.ts';
import { commentsOf, layouts } from './layouts.ts';
import { gpuVmTemplates } from './gpu-vm-templates.ts';

const isJson = (path: string) => path.endsWith('.json');

function inLayout(files: Files, layout: (text: string) => string): Files {
  return new Map([...files].map(([path, text]) => [path, isJson(path) ? layout(text) : text]));
}

function countOf(files: Files, rule: string): number {
  return allFindings(workspaceOf(files), files).filter((one) => one.rule === rule).length;
}

/** Every fix of every finding of the files: the texts stay readable and written as they were. */
function checkTexts(files: Files, rule: string): void {
  for (const finding of allFindings(workspaceOf(files), files)) {
    if (finding.rule !== rule) continue;
    for (const fix of finding.fixes) {
      for (const [path, after] of applyFix(files, fix)) {
        const before = files.get(path);
        if (!isJson(path) || before === undefined || before === after) continue;
        checkText(before, after, fix.title);
      }
    }
  }
}

function checkText(before: string, after: string, title: string): void {
  // What could not be read before need not be readable now.
  if (parseJson(before).problems.length === 0) {
    expect(parseJson(after).problems, title).toEqual([]);
  }
  // What is taken out takes the comments inside it along, and the title says so.
  if (!/\bremove /.test(title)) {
    const kept = commentsOf(after);
    for (const comment of commentsOf(before)) expect(kept, title).toContain(comment);
  }
  if (!/(?<!\r)\n/.test(before)) expect(after, title).not.toMatch(/(?<!\r)\n/);
  if (!before.includes('\r')) expect(after, title).not.toContain('\r');
  if (/^\t/m.test(before) && !/^ /m.test(before)) expect(after, title).not.toMatch(/^ /m);
  if (!before.includes('\n')) expect(after, title).not.toContain('\n');
}

describe.each(Object.entries(layouts))('fixes of templates %s', (_, layout) => {
  it.each(rules.map(({ id, examples }) => [id, examples.wrong] as const))(
    'hold for the examples of %s',
    (id, examples) => {
      for (const example of examples) {
        const files = filesOf(example);
        // Text that is no JSON has no other layout.
        const readable = [...files].every(
          ([path, text]) => !isJson(path) || parseJson(text).problems.length === 0,
        );
        if (!readable) continue;
        const laidOut = inLayout(files, layout);
        // What is found in comments goes with them.
        const keepsComments = commentsOf(layout('{} // x')).length > 0;
        if (!keepsComments && id === 'unused-suppression') continue;
        expect(countOf(laidOut, id)).toBe(countOf(files, id));
        checkFixes(id, laidOut);
        checkTexts(laidOut, id);
      }
    },
  );

  it.each(Object.entries(gpuVmTemplates))('hold for %s', (__, fixture) => {
    const files = inLayout(filesOf(fixture), layout);
    expect(countOf(files, 'missing-gpu-extension')).toBeGreaterThan(0);
    checkFixes('missing-gpu-extension', files);
    checkTexts(files, 'missing-gpu-extension');
  });
});

describe('the driver extension among symbolic names', () => {
  // `vmGpuDriver` is taken, beside the VM or in it.
  it.each(['VMs with symbolic names', 'a VM with symbolic names and a child'] as const)(
    'can be a child resource: %s',
    (name) => {
      const files = filesOf(gpuVmTemplates[name] ?? '');
      const found = allFindings(workspaceOf(files), files);
      const fixes = found.find(({ rule }) => rule === 'missing-gpu-extension')?.fixes ?? [];
      const fix = fixes.find(({ title }) => title.endsWith('as child resource of the VM'));
      if (!fix) throw new Error('there is no such fix');
      const { root } = parseJson(applyFix(files, fix).get('vm.json') ?? '');
      const inserted = at(root, 'resources', 'vm', 'resources', 'vmGpuDriver2');
      expect(textOf(at(inserted, 'type'))).toBe('extensions');
      expect(textOf(at(inserted, 'dependsOn', 0))).toBe('vm');
    },
  );
});

describe('fixes of scenarios and configurations full of comments', () => {
  const isYaml = (path: string) => /\.ya?ml$/.test(path);

  /** A comment of its own behind each line, and above each item. */
  const commented = (text: string): string =>
    text
      .split('\n')
      .map((line, index) => {
        if (/^\s*(?:#|$)|^---/.test(line)) return line;
        const [, indent] = /^(\s*)- /.exec(line) ?? [];
        const above = indent === undefined ? '' : `${indent}# above ${index}.\n`;
        return `${above}${line.includes(' #') ? line : `${line} # behind ${index}.`}`;
      })
      .join('\n');
  const comments = (text: string): readonly string[] =>
    text.match(/# (?:above|behind) \d+\./g) ?? [];

  it.each(rules.map(({ id, examples }) => [id, examples.wrong] as const))(
    'keep them, or say that they remove: %s',
    (id, examples) => {
      for (const example of examples) {
        const files = new Map(
          [...filesOf(example)].map(([path, text]) => [
            path,
            isYaml(path) ? commented(text) : text,
          ]),
        );
        checkFixes(id, files);
        for (const finding of allFindings(workspaceOf(files), files)) {
          if (finding.rule !== id) continue;
          for (const fix of finding.fixes) {
            if (/\bremove /.test(fix.title)) continue;
            for (const [path, after] of applyFix(files, fix)) {
              const kept = isYaml(path) ? comments(after) : [];
              const before = isYaml(path) ? comments(files.get(path) ?? '') : [];
              expect([...kept].sort(), `${fix.title}\n${after}`).toEqual([...before].sort());
            }
          }
        }
      }
    },
  );
});

describe('naming the device', () => {
  const vms = `=== vms.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[concat('vm', copyIndex())]",
      "copy": { "name": "vms", "count": 2 },
      "properties": { "hardwareProfile": { "vmSize": "SIZE" } }
    }
  ]
}
`;

  it.each([
    ['Standard_NC4as_T4_v3', ['pro-gpu-2']],
    ['Standard_NC4as_A2', ['pro-2-256G6T2GPU']],
  ])('offers those that have GPUs as %s claims them', (size, models) => {
    const files = filesOf(vms.replace('SIZE', size));
    const found = allFindings(workspaceOf(files), files);
    const fixes = found.filter(({ rule }) => rule === 'gpu-oversubscription')[0]?.fixes ?? [];
    expect(fixes.map(({ title }) => title)).toEqual(models.map((id) => `name the device: ${id}`));
  });

  it('writes it into the configuration that there is, which keeps what it says', () => {
    const configuration = 'device: { release: "2607" } # ours\nimages: {}\n';
    const files = filesOf(
      `=== edge-gpu.config.yaml ===\n${configuration}${vms.replace('SIZE', 'Standard_NC4as_T4_v3')}`,
    );
    const found = allFindings(workspaceOf(files), files);
    const [fix] = found.filter(({ rule }) => rule === 'gpu-oversubscription')[0]?.fixes ?? [];
    if (!fix) throw new Error('there is no fix');
    expect(applyFix(files, fix).get('edge-gpu.config.yaml')).toBe(
      'device: { release: "2607", model: pro-gpu-2 } # ours\nimages: {}\n',
    );
  });
});
