import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import schema from '../../syntaxes/config.schema.json' with { type: 'json' };
import { configurationSchema } from '../../scripts/contributed-schema.ts';
import { configurationOf } from '../../server/src/device/configuration.ts';
import { rules } from '../../server/src/rules/index.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { ROOT, workspaceOf } from '../kit.ts';
import { treeValue } from './tree-value.ts';

const takes = new Ajv({ strict: false }).compile(schema);

/** What the schema and the reader each make of a configuration; they have to agree. */
function judged(text: string): readonly ['right' | 'wrong', 'right' | 'wrong'] {
  const [tree] = parseYaml(text);
  const { problems } = configurationOf(tree, { uri: 'file:///w/edge-gpu.config.yaml', text });
  return [
    takes(treeValue(tree?.root)) ? 'right' : 'wrong',
    problems.length === 0 ? 'right' : 'wrong',
  ];
}

describe('the schema of configurations', () => {
  test.each([
    'device: { model: pro-gpu-2, release: "2607", kubernetes: none }',
    'device: { release: 2607 }',
    'images: { "Win*": windows-server-2019-core, b: { os: ubuntu-18.04, generation: 1 } }',
    'parameterFiles: { "a/*.json": ["p/*.json"], b.json: p.json }',
    'templates: { "cloud/**/*.json": cloud, vm.json: device }',
    'rules: { os-unknown: off, unsupported-os: hint, unknown-vm-size: false }',
  ])('takes %s, and so does the reader', (text) => {
    expect(judged(text)).toEqual(['right', 'right']);
  });

  test.each([
    'devise: {}',
    'device: { model: pro-gpu-3 }',
    'device: { modell: pro-gpu-2 }',
    'device: { model: pro-gpu-2, release: "21" }',
    'device: { model: pro-gpu-2, kubernetes: maybe }',
    'images: { a: { generation: 3 } }',
    'parameterFiles: { a.json: 1 }',
    'templates: { a.json: azure }',
    'templates: { a.json: [device] }',
    'rules: { os-unknown: fatal }',
    'rules: []',
  ])('refuses %s, and so does the reader', (text) => {
    expect(judged(text)).toEqual(['wrong', 'wrong']);
  });

  test('refuses a rule that there is not, as the analysis does', () => {
    const text = 'rules: { os-unknow: off }';
    expect(judged(text)[0]).toBe('wrong');
    const uri = 'edge-gpu.config.yaml';
    const found = workspaceOf(new Map([[uri, text]])).analysis.findingsIn(ROOT + uri);
    expect(found.map(({ rule }) => rule)).toEqual(['configuration-syntax']);
  });

  test('is what `npm run generate` makes of the code: keys, devices, rules, severities', () => {
    expect(schema).toEqual(configurationSchema());
  });

  test('names every rule', () => {
    expect(Object.keys(schema.properties.rules.properties)).toEqual(rules.map(({ id }) => id));
  });
});
