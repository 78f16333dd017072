import { beforeEach, describe, expect, it } from 'vitest';
import { FileTable } from '../../server/src/lsp/file-table.ts';

const vm = 'file:///w/a/vm.json';

function load(table: FileTable, uri: string, text: string | undefined): void {
  table.endLoad(table.beginLoad(uri), text);
}

describe('FileTable', () => {
  let table: FileTable;
  beforeEach(() => {
    table = new FileTable();
    table.changeFolders(['file:///w'], []);
  });

  it('wants what it lacks, once it knows it no more, also when it is absent', () => {
    const read = () => table.observe(() => table.read(vm)?.text);
    expect(read()).toMatchObject({ value: undefined, wanted: [vm] });
    load(table, vm, undefined);
    expect(read()).toMatchObject({ value: undefined, wanted: [] });
    table.changedOnDisk(vm, 'existence');
    expect(read().wanted).toEqual([vm]);
    load(table, vm, '{}');
    expect(read()).toMatchObject({ value: '{}', wanted: [] });
  });

  it.each([
    'file:///other/vm.json',
    'file:///w2/vm.json',
    'file:///w/../secret.json',
    'dir:file:///',
    'untitled:Untitled-1',
  ])('never wants %s, which is outside the workspace', (uri) => {
    expect(table.observe(() => table.read(uri)).wanted).toEqual([]);
  });

  it('reads an open document instead of the file, and the file again when it is closed', () => {
    load(table, vm, 'on disk');
    table.open(vm, 'json', 1, 'open');
    expect(table.read(vm)?.text).toBe('open');
    table.close(vm);
    expect(table.observe(() => table.read(vm)?.text)).toMatchObject({
      value: 'on disk',
      wanted: [vm],
    });
  });

  it('applies changes to parts of an open document', () => {
    table.open(vm, 'json', 1, 'one\r\ntwo 😀\r\nthree');
    const start = { line: 1, character: 4 };
    const range = { start, end: { line: 2, character: 1 } };
    expect(table.change(vm, 2, [{ range, text: 'T' }])).toBe(true);
    expect(table.read(vm)?.text).toBe('one\r\ntwo Three');
    expect(table.clientDocument(vm)).toEqual({ uri: vm, version: 2 });
    expect(table.change('file:///w/b.json', 2, [])).toBe(false);
  });

  it('knows a document under every spelling of its URI, and gives back that of the client', () => {
    const spelt = 'file:///w/a/%76m.json';
    table.open(spelt, 'json', 7, 'open');
    expect(table.read(vm)?.text).toBe('open');
    expect(table.clientDocument(vm)).toEqual({ uri: spelt, version: 7 });
    expect(table.clientDocument('file:///w/b.json')).toEqual({
      uri: 'file:///w/b.json',
      version: null,
    });
  });

  it('keeps the stamp of a text that is loaded again, and only of that', () => {
    load(table, vm, 'same');
    const stamp = table.read(vm)?.stamp;
    table.changedOnDisk(vm, 'content');
    load(table, vm, 'same');
    expect(table.read(vm)?.stamp).toBe(stamp);
    load(table, vm, 'other');
    expect(table.read(vm)?.stamp).not.toBe(stamp);
  });

  it('drops a load that was overtaken by a change', () => {
    const ticket = table.beginLoad(vm);
    table.changedOnDisk(vm, 'content');
    table.endLoad(ticket, 'old');
    expect(table.observe(() => table.read(vm)?.text)).toMatchObject({
      value: undefined,
      wanted: [vm],
    });
  });

  it.each([
    [vm, 'content', [vm]],
    [vm, 'existence', [vm, 'dir:file:///w/a/', 'dir:file:///w/']],
    ['file:///w/a', 'existence', [vm, 'dir:file:///w/a/', 'dir:file:///w/']],
    ['file:///w/a/', 'existence', [vm, 'dir:file:///w/a/', 'dir:file:///w/']],
    ['file:///w/b/c/new.json', 'existence', ['dir:file:///w/']],
    ['file:///w/b/c/new.json', 'content', []],
    ['file:///w/a/vm', 'existence', ['dir:file:///w/a/', 'dir:file:///w/']],
  ] as const)('a change of %s (%s) concerns %j', (changed, what, stale) => {
    const known = [vm, 'dir:file:///w/a/', 'dir:file:///w/'];
    for (const uri of known) load(table, uri, 'text');
    expect(table.changedOnDisk(changed, what)).toBe(stale.length > 0);
    expect(table.observe(() => known.forEach(table.read)).wanted).toEqual(stale);
  });

  it('gives a new version exactly when something that was read has changed', () => {
    table.open(vm, 'json', 1, 'one');
    load(table, 'file:///w/b.json', 'b');
    const version = () => table.observe(() => table.read(vm)).version;
    const before = version();
    load(table, 'file:///w/b.json', 'changed');
    expect(version()).toBe(before);
    table.change(vm, 2, [{ text: 'two' }]);
    expect(version()).not.toBe(before);
  });

  it('forgets what lies in a folder that leaves the workspace', () => {
    load(table, vm, 'text');
    table.setSettings('{"a":1}');
    table.changeFolders(['file:///w2/'], ['file:///w']);
    expect(table.read(vm)).toBeUndefined();
    expect(table.read('settings:')?.text).toBe('{"a":1}');
    const other = 'file:///w2/vm.json';
    expect(table.observe(() => table.read(other)).wanted).toEqual([other]);
  });
});
