import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskFiles } from '../../server/src/cli/disk-files.ts';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edge-gpu-'));
  const workspace = join(folder, 'w');
  await mkdir(join(workspace, 'sub'), { recursive: true });
  await writeFile(join(folder, 'secret.json'), 'secret');
  await writeFile(join(workspace, 'a b.json'), 'text');
  await symlink(join(folder, 'secret.json'), join(workspace, 'link.json'));
  root = `${pathToFileURL(workspace).href}/`;
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['a%20b.json', 'text'],
  ['link.json', undefined],
  ['../secret.json', undefined],
  ['missing.json', undefined],
  ['sub', undefined],
])('reads %s as %s', async (path, text) => {
  expect(await diskFiles(() => [root]).readFile(root + path)).toBe(text);
});

it('reads nothing but files', async () => {
  expect(await diskFiles(() => [root]).readFile('untitled:x')).toBeUndefined();
});

it.each([
  ['', ['a b.json', 'link.json', 'sub/']],
  ['sub/', []],
  ['missing/', undefined],
  ['../', undefined],
])('lists %j', async (path, names) => {
  const listed = await diskFiles(() => [root]).listFolder(root + path);
  expect(listed && [...listed].sort()).toEqual(names);
});
