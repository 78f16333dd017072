// The files for CI say what the command line takes.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shardOf } from '../server/src/cli/shard.ts';
import { parseYaml } from '../server/src/syntax/yaml.ts';
import { at } from '../server/src/syntax/node.ts';
import { treeValue } from './syntax/tree-value.ts';
import { makeFolder, template } from './cli/kit.ts';

const files = [
  '.pre-commit-hooks.yaml',
  'deploy/indexed-job.yaml',
  'examples/ci/azure-pipelines.yml',
  'examples/ci/github-actions.yml',
];

const textOf = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

test.each(files)('%s is YAML, and its commands are taken', async (file) => {
  const [tree] = parseYaml(textOf(file));
  expect(tree?.problems).toEqual([]);
  const options = [...textOf(file).matchAll(/edge-gpu check((?: --[\w-]+ [a-z]+)*)/g)];
  const folder = makeFolder();
  folder.environment = { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '1' };
  folder.write({ 'vm.json': template('Standard_D2_v2') });
  for (const [, written = ''] of options) {
    const ran = await folder.run('check', ...written.split(' ').filter(Boolean));
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
  }
  expect(options.length).toBeGreaterThan(0);
  folder.remove();
});

test('the Indexed Job tells each pod how many there are', () => {
  const [tree] = parseYaml(textOf('deploy/indexed-job.yaml'));
  const completions = Number(treeValue(at(tree?.root, 'spec', 'completions')));
  const container = at(tree?.root, 'spec', 'template', 'spec', 'containers', 0);
  expect(treeValue(at(container, 'env'))).toEqual([
    { name: 'JOB_COMPLETIONS', value: String(completions) },
  ]);
  const environment = { JOB_COMPLETION_INDEX: '6', JOB_COMPLETIONS: String(completions) };
  expect(shardOf('auto', environment)).toEqual({ index: 7, count: completions });
});
