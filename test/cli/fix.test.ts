import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, template, type Folder } from './kit.ts';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const wrong = template('Standard_D2v2', 'Standard_D3v2');
const commented = wrong.replace('{', '{ // stays\n');

test('makes the preferred fixes, keeps everything else, and reports what is left', async () => {
  folder.write({ 'vm.json': commented });
  const { code, out, err } = await folder.run('check', '--fix');
  expect(err).toMatch(/^edge-gpu: \d findings? fixed in 1 file\n$/);
  expect(code).toBe(0);
  expect(out).toContain('1 file checked');
  const after = folder.read('vm.json');
  expect(after).toContain('// stays');
  expect(after).toContain('"Standard_D2_v2"');
  expect(after.replaceAll(/Standard_\w+/g, '')).toBe(commented.replaceAll(/Standard_\w+/g, ''));
});

test('done twice changes nothing more', async () => {
  folder.write({ 'vm.json': wrong });
  await folder.run('check', '--fix');
  const once = folder.read('vm.json');
  const { err } = await folder.run('check', '--fix');
  expect(err).toBe('edge-gpu: 0 findings fixed in 0 files\n');
  expect(folder.read('vm.json')).toBe(once);
});

test.each([
  ['a byte order mark', Buffer.from(`\uFEFF${wrong}`)],
  ['Windows line breaks', Buffer.from(wrong.replaceAll('\n', '\r\n'))],
  ['UTF-16', Buffer.from(`\uFEFF${wrong}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\uFEFF${wrong}`, 'utf16le').swap16()],
])('keeps %s', async (_, bytes) => {
  folder.write({ 'vm.json': bytes });
  await folder.run('check', '--fix');
  const after = readFileSync(join(folder.path, 'vm.json'));
  const [swapped, encoding] =
    bytes[0] === 0xfe
      ? [Buffer.from(after).swap16(), 'utf16le' as const]
      : [after, bytes[0] === 0xff ? ('utf16le' as const) : ('utf8' as const)];
  const before = bytes[0] === 0xfe ? Buffer.from(bytes).swap16() : bytes;
  expect(swapped.toString(encoding)).toBe(
    before
      .toString(encoding)
      .replace('Standard_D2v2', 'Standard_D2_v2')
      .replace('Standard_D3v2', /Standard_D3\w*/.exec(swapped.toString(encoding))?.[0] ?? ''),
  );
});

test('keeps the mode of a file, and a link a link', async () => {
  folder.write({ 'real/vm.json': wrong });
  chmodSync(join(folder.path, 'real/vm.json'), 0o640);
  symlinkSync('real/vm.json', join(folder.path, 'link.json'));
  await folder.run('check', '--fix', 'link.json', 'real');
  expect(statSync(join(folder.path, 'real/vm.json')).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(folder.path, 'link.json')).isSymbolicLink()).toBe(true);
  expect(folder.read('real/vm.json')).toContain('Standard_D2_v2');
  // Nothing temporary is left.
  expect(readdirSync(join(folder.path, 'real'))).toEqual(['vm.json']);
});

test('does not touch what is not certain', async () => {
  const possible = template("[parameters('size')]").replace(
    '"resources"',
    '"parameters": { "size": { "type": "string", "allowedValues": ["Standard_D2v2", "Standard_D2_v2"] } },\n  "resources"',
  );
  folder.write({ 'vm.json': possible });
  const { err } = await folder.run('check', '--fix', '--min-severity', 'hint');
  expect(err).toBe('edge-gpu: 0 findings fixed in 0 files\n');
  expect(folder.read('vm.json')).toBe(possible);
});

test('mends a configuration and removes unused suppressions', async () => {
  folder.write({
    'edge-gpu.config.yaml': '# edge-gpu-disable-file os-unknown\nrules: { os-unknow: off } # x\n',
  });
  const { err } = await folder.run('check', '--fix');
  expect(err).toContain('2 findings fixed in 1 file');
  expect(folder.read('edge-gpu.config.yaml')).toBe('rules: { os-unknown: off } # x\n');
});
