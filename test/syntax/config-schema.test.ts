import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import schema from '../../syntaxes/config.schema.json' with { type: 'json' };
import {
  configurationKeys,
  configurationOf,
  kubernetesStates,
  ruleLevels,
} from '../../server/src/device/configuration.ts';
import { platforms } from '../../server/src/device/evidence.ts';
import { devices } from '../../server/src/facts/index.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
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

  test('has the keys, devices and severities of the code', () => {
    const { properties, definitions } = schema;
    expect(Object.keys(properties)).toEqual(configurationKeys.root);
    expect(Object.keys(properties.device.properties)).toEqual(configurationKeys.device);
    expect(properties.device.properties.model.enum).toEqual(devices.map(({ id }) => id));
    expect(properties.device.properties.kubernetes.enum).toEqual(kubernetesStates);
    expect(properties.templates.additionalProperties.enum).toEqual(platforms);
    expect(definitions.level.enum).toEqual([...ruleLevels, false]);
  });
});
