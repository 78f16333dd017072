import { describe, expect, it } from 'vitest';
import { completion } from '../../server/src/features/completion.ts';
import { beginsByTypedSpace } from '../../server/src/features/completion/typed-space.ts';
import { devices, releases } from '../../server/src/facts/index.ts';
import { rules } from '../../server/src/rules/index.ts';
import { ROOT, workspaceOf } from '../kit.ts';
import { marked } from './marker.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';

const others = `=== templates/vm.json ===
{ "$schema": "${schemas}/deploymentTemplate.json#", "resources": [] }
=== templates/vm.values.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": {} }
`;

function opened(text: string) {
  const { files, uri, offset } = marked(`=== edge-gpu.config.yaml ===\n${text}${others}`);
  const { analysis, textOf } = workspaceOf(files);
  return { analysis, uri, offset, text: textOf(uri) ?? '' };
}

/** What is offered, best first, and the line after taking an offer. */
function offered(before: string) {
  const { analysis, uri, offset, text } = opened(before);
  const list = completion(analysis, uri, offset, { takesSnippets: false });
  const items = [...(list?.items ?? [])].sort((a, b) =>
    `${a.sortText} ${a.label}` < `${b.sortText} ${b.label}` ? -1 : 1,
  );
  const take = (label: string): string => {
    const edit = items.find((item) => item.label === label)?.textEdit;
    if (!edit || !('range' in edit)) throw new Error(`${label} is not offered`);
    const { start, end } = edit.range;
    const line = text.split('\n')[start.line] ?? '';
    return line.slice(0, start.character) + edit.newText + line.slice(end.character);
  };
  return { labels: items.map(({ label }) => label), items, take };
}

describe('completion in a configuration', () => {
  it('offers its keys, each once', () => {
    const { labels, take } = offered('device: {}\n<|>\n');
    expect(labels).toEqual(['images', 'parameterFiles', 'templates', 'rules']);
    expect(take('rules')).toBe('rules: ');
    expect(offered('<|>').labels).toContain('device');
  });

  it('offers what is known of a device', () => {
    expect(offered('device: { <|> }\n').labels).toEqual(['model', 'release', 'kubernetes']);
    expect(offered('device:\n  model: pro-gpu-2\n  <|>\n').labels).toEqual([
      'release',
      'kubernetes',
    ]);
    const models = offered('device: { model: <|> }\n');
    expect(models.labels.toSorted()).toEqual(devices.map(({ id }) => id).toSorted());
    expect(models.take('pro-gpu-2')).toBe('device: { model: pro-gpu-2 }');
    const { labels, take } = offered('device:\n  release: <|>\n');
    expect(labels[0]).toBe(releases.at(-1)?.id);
    expect(take('2106')).toBe('  release: "2106"');
    expect(offered('device: { kubernetes: c<|> }\n').take('configured')).toBe(
      'device: { kubernetes: configured }',
    );
  });

  it('offers systems for images, those that were tested on the release first', () => {
    const { labels, take } = offered('device: { release: "2407" }\nimages: { mine: <|> }\n');
    expect(labels.indexOf('windows-server-2019-core')).toBeLessThan(labels.indexOf('ubuntu-18.04'));
    expect(take('ubuntu-20.04')).toBe('images: { mine: ubuntu-20.04 }');
    expect(offered('images: { mine: { <|> } }\n').labels).toEqual(['os', 'generation']);
    expect(offered('images:\n  mine:\n    <|>\n').labels).toEqual(['os', 'generation']);
    expect(offered('images: { mine: { os: u<|> } }\n').labels).toContain('ubuntu-20.04');
    expect(offered('images: { mine: { generation: <|> } }\n').labels).toEqual(['1', '2']);
  });

  it('offers templates and parameter files by their paths', () => {
    expect(offered('parameterFiles:\n  <|>\n').take('templates/vm.json')).toBe(
      '  templates/vm.json: ',
    );
    const file = 'templates/vm.values.json';
    expect(offered('parameterFiles: { a.json: [<|>] }\n').labels).toEqual([file]);
    expect(offered('parameterFiles: { a.json: <|> }\n').labels).toEqual([file]);
    expect(offered('templates:\n  <|>\n').take('templates/vm.json')).toBe(
      '  templates/vm.json: device',
    );
    expect(offered('templates: { a.json: <|> }\n').labels).toEqual(['device', 'cloud']);
  });

  it('offers rules that are not set yet, and severities with the usual one marked', () => {
    const { labels, take, items } = offered('rules:\n  os-unknown: off\n  <|>\n');
    expect(labels).toEqual(rules.map(({ id }) => id).filter((id) => id !== 'os-unknown'));
    expect(take('unsupported-os')).toBe('  unsupported-os: off');
    const shown = items.find(({ label }) => label === 'unsupported-os');
    expect(shown?.detail).toMatch(/^warning: /);
    const levels = offered('rules: { unsupported-os: <|> }\n');
    expect(levels.labels).toEqual(['error', 'warning', 'information', 'hint', 'off']);
    expect(levels.items.filter(({ detail }) => detail).map(({ label }) => label)).toEqual([
      'warning',
    ]);
    expect(levels.take('off')).toBe('rules: { unsupported-os: off }');
    expect(offered('rules: { unsupported-os: "<|>" }\n').take('off')).toBe(
      'rules: { unsupported-os: "off" }',
    );
  });

  it('offers nothing in a comment or below an unknown key', () => {
    expect(offered('# <|>\n').labels).toEqual([]);
    expect(offered('devise: { <|> }\n').labels).toEqual([]);
    expect(offered('device: { model: { <|> } }\n').labels).toEqual([]);
  });

  it('opens by a typed space', () => {
    const { analysis, uri, offset } = opened('device: <|>');
    expect(beginsByTypedSpace(analysis, uri, offset)).toBe(true);
    expect(beginsByTypedSpace(analysis, `${ROOT}templates/vm.json`, 3)).toBe(false);
  });
});
