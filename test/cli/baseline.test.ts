import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, template, type Folder } from './kit.ts';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

test('a baseline hides what it knows, wherever the lines move, and nothing new', async () => {
  folder.write({ 'a/vm.json': template('Standard_X1', 'Standard_X2') });
  const wrote = await folder.run('check', '--write-baseline', 'known.json');
  expect(wrote.code).toBe(0);
  expect(wrote.err).toBe("edge-gpu: baseline 'known.json' knows 2 findings\n");
  folder.write({ 'a/vm.json': folder.read('a/vm.json').replace('{', '// one\n// two\n{') });
  const same = await folder.run('check', 'a', '--baseline', 'known.json');
  expect(same.code).toBe(0);
  expect(same.err).toBe("edge-gpu: 2 findings known by the baseline 'known.json'\n");
  folder.write({ 'a/vm.json': template('Standard_X0', 'Standard_X1', 'Standard_X2') });
  const more = await folder.run('check', '--baseline', 'known.json');
  expect(more.code).toBe(1);
  expect(more.out).toContain('1 error');
});

test('entries without a finding are reported, those of files not looked at are not', async () => {
  folder.write({ 'a.json': template('Standard_X1'), 'b.json': template('Standard_X1') });
  await folder.run('check', '--write-baseline', 'known.json');
  folder.write({ 'a.json': template('Standard_D2_v2') });
  const { code, err } = await folder.run('check', '--baseline', 'known.json', 'a.json');
  expect(code).toBe(0);
  expect(err).toMatch(
    /^edge-gpu: baseline 'known\.json': not found any more: a\.json: unknown-vm-size at \/resources\[.*\n$/,
  );
});

test('a baseline in another folder names files from there', async () => {
  folder.write({ 'a.json': template('Standard_X1'), 'ci/x.txt': '' });
  await folder.run('check', '--write-baseline', 'ci/known.json');
  expect(JSON.parse(folder.read('ci/known.json'))).toMatchObject({
    tool: 'edge-gpu',
    version: 1,
    findings: [{ rule: 'unknown-vm-size', file: '../a.json', count: 1 }],
  });
  expect((await folder.run('check', '--baseline', 'ci/known.json')).code).toBe(0);
});

test.each([
  ['{', 'is not JSON'],
  ['{}', 'is not a baseline that --write-baseline wrote'],
  ['{"version":2,"findings":[]}', 'is a baseline of version 2, expected 1'],
])('a file that is no baseline is refused: %s', async (text, problem) => {
  folder.write({ 'known.json': text });
  expect(await folder.run('check', '--baseline', 'known.json')).toEqual({
    code: 2,
    out: '',
    err: `edge-gpu: baseline 'known.json': ${problem}\n`,
  });
});
