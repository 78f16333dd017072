import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../../server/src/cli/shard.ts';
import { makeFolder, template, type Folder } from './kit.ts';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
  const parameterised = template("[parameters('size')]").replace(
    '"resources"',
    '"parameters": { "size": { "type": "string" } },\n  "resources"',
  );
  folder.write({
    'a/vm.json': parameterised,
    'a/vm.parameters.one.json': parameters('Standard_X1'),
    'a/vm.parameters.two.json': parameters('Standard_X1'),
    'b/x y.json': template('Standard_X2', 'Standard_NC4as_T4_v3', 'Standard_X3'),
    'b/clean.json': template('Standard_D2_v2'),
    'c/broken.json': template('Standard_X4').replace('1.0.0.0', '1.0.0.0" x "'),
    'c/plan.gpuscenario.yaml': 'device: { model: pro-gpu-9 }\nsteps: []\n',
    'edge-gpu.config.yaml': 'devise: {}\n',
    // Every shard meets a link that leads nowhere, one report names it.
    'd/.keep': '',
  });
});
afterEach(() => folder.remove());

function parameters(size: string): string {
  const schema =
    'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
  return JSON.stringify({ $schema: schema, parameters: { size: { value: size } } }, undefined, 1);
}

describe.each([1, 2, 7])('%i shards', (count) => {
  test.each(['json', 'sarif'])('merge to the report of one check, in %s', async (format) => {
    const check = ['check', '--format', format, '.', 'missing.json'];
    const whole = await folder.run(...check);
    expect(whole.code).toBe(2);
    const parts: string[] = [];
    for (let index = 1; index <= count; index++) {
      const part = await folder.run(...check, '--shard', `${index}/${count}`);
      folder.write({ [`reports/${index}.txt`]: part.out });
      parts.push(`reports/${index}.txt`);
    }
    // In whatever order they arrive.
    const merged = await folder.run('merge', ...parts.reverse());
    expect(JSON.parse(merged.out)).toEqual(JSON.parse(whole.out));
    expect(merged.out).toBe(whole.out);
    expect(merged.code).toBe(whole.code);
  });

  test('share the files: each is checked by one', async () => {
    const files: string[] = [];
    for (let index = 0; index < count; index++) {
      folder.environment = { JOB_COMPLETION_INDEX: String(index), JOB_COMPLETIONS: String(count) };
      const { out } = await folder.run('check', '--format', 'json', '--shard', 'auto');
      files.push(
        ...(JSON.parse(out) as { files: { file: string }[] }).files.map(({ file }) => file),
      );
    }
    const whole = await folder.run('check', '--format', 'json');
    const all = (JSON.parse(whole.out) as { files: { file: string }[] }).files;
    expect(files.sort()).toEqual(all.map(({ file }) => file));
  });
});

test('merge exits as the check would have', async () => {
  folder.write({ 'one.txt': (await folder.run('check', '--format', 'json', 'a')).out });
  expect((await folder.run('merge', 'one.txt')).code).toBe(1);
  folder.write({ 'two.txt': (await folder.run('check', '--format', 'sarif', 'b/clean.json')).out });
  expect((await folder.run('merge', 'two.txt')).code).toBe(0);
  expect(await folder.run('merge', 'one.txt', 'two.txt')).toEqual({
    code: 2,
    out: '',
    err: 'edge-gpu: reports in JSON and in SARIF cannot be merged with each other\n',
  });
  expect((await folder.run('merge', 'a/vm.json')).err).toMatch(/is not a report of 'check/);
});

test.each([
  ['1/1', {}, { index: 1, count: 1 }],
  ['7/7', {}, { index: 7, count: 7 }],
  ['auto', { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '3' }, { index: 1, count: 3 }],
  ['auto', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '3' }, { index: 3, count: 3 }],
  [
    'auto',
    { SYSTEM_JOBPOSITIONINPHASE: '2', SYSTEM_TOTALJOBSINPHASE: '4' },
    { index: 2, count: 4 },
  ],
])('%s with %o', (text, environment, shard) => {
  expect(shardOf(text, environment)).toEqual(shard);
});

test.each([
  ['0/2', {}],
  ['3/2', {}],
  ['1', {}],
  ['auto', {}],
  ['auto', { JOB_COMPLETION_INDEX: '1' }],
  ['auto', { JOB_COMPLETION_INDEX: '3', JOB_COMPLETIONS: '3' }],
  ['auto', { JOB_COMPLETION_INDEX: 'x', JOB_COMPLETIONS: '3' }],
])('%s with %o is refused', (text, environment) => {
  expect(shardOf(text, environment)).toHaveProperty('problem');
});

test('a shard neither fixes nor writes a baseline', async () => {
  const { code, err } = await folder.run('check', '--shard', '1/2', '--fix');
  expect(code).toBe(2);
  expect(err).toMatch(/--shard reports only/);
});
