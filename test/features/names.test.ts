// Definition, references, highlights and rename read the same names.
import { describe, expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-types';
import { definition } from '../../server/src/features/definition.ts';
import { documentHighlights } from '../../server/src/features/document-highlights.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { references } from '../../server/src/features/references.ts';
import { offsetIn } from '../../server/src/features/ranges.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { ROOT, workspaceOf, type Workspace } from '../kit.ts';
import { namesTemplate, parameterFileText } from './names.fixture.ts';

const files = new Map([
  ['vm.json', namesTemplate],
  ['vm.parameters.json', parameterFileText('vmName', 'vm1')],
  ['vm.parameters.test.json', parameterFileText('VmName', 'vm2')],
]);
const uri = `${ROOT}vm.json`;
const target = {
  document: (file: string) => ({ uri: file, version: null }),
  takes: { documentChanges: false, createFile: false },
};

/** The offset inside the `nth` (from 0) occurrence of `text`, after `within` of its characters. */
function offsetOf(text: string, within: number, nth = 0): number {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = namesTemplate.indexOf(text, offset + 1);
  expect(offset).toBeGreaterThanOrEqual(0);
  return offset + within;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

function textAt(workspace: Workspace, file: string, range: { start: Place; end: Place }): string {
  const { read } = workspace.analysis;
  const start = offsetIn(read, file, range.start);
  return workspace.textOf(file)?.slice(start, offsetIn(read, file, range.end)) ?? '';
}

/** Renames and returns the new texts by path. */
function renamed(
  offset: number,
  newName: string,
  from = uri,
): ReadonlyMap<string, string> | string {
  const workspace = workspaceOf(files);
  const result = rename(workspace.analysis, from, offset, newName, target);
  if ('problem' in result) return result.problem;
  const texts = new Map(files);
  for (const [file, edits] of Object.entries(result.edit.changes ?? {})) {
    texts.set(file.slice(ROOT.length), applied(workspace, file, edits));
  }
  return texts;
}

function applied(workspace: Workspace, file: string, edits: readonly TextEdit[]): string {
  const { read } = workspace.analysis;
  const made = edits.map(({ range, newText }) => ({
    span: {
      start: offsetIn(read, file, range.start) ?? 0,
      end: offsetIn(read, file, range.end) ?? 0,
    },
    newText,
  }));
  return applyEdits(workspace.textOf(file) ?? '', made) ?? 'the edits overlap';
}

describe('definition', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ["parameters('vmName'), '", 14, '"vmName": { "type": "string" },'],
    ["parameters( 'VMNAME'", 15, '"vmName": { "type": "string" },'],
    ["variables('prefix'), copy", 12, '"prefix": "[concat'],
    ["copyIndex('vms')", 12, 'vms", "count'],
    ["copyIndex('names')", 12, 'names", "count'],
    ['contoso.unique(', 2, 'contoso",'],
    ['contoso.unique(', 10, '"unique": {'],
    ['"dependsOn": ["vms"]', 15, 'vms", "count'],
    ["variables('prefix')]", 12, '"prefix": "[concat'],
    ["lambdaVariables('x')", 17, "x', lambda('y'"],
    ["toLower(parameters('vmName'))", 21, 'vmName", "type": "string" }],'],
  ];
  it.each(cases)('of %s + %i', (text, within, declared) => {
    const workspace = workspaceOf(files);
    const [link] = definition(workspace.analysis, uri, offsetOf(text, within), (file) => file);
    const { start } = link?.targetSelectionRange ?? { start: { line: 0, character: 0 } };
    const offset = offsetIn(workspace.analysis.read, uri, start) ?? 0;
    const quoted = declared.startsWith('"') ? offset - 1 : offset;
    expect(namesTemplate.slice(quoted, quoted + declared.length)).toBe(declared);
  });

  it('of a key of a parameter file is the parameter', () => {
    const workspace = workspaceOf(files);
    const file = `${ROOT}vm.parameters.json`;
    const offset = (workspace.textOf(file) ?? '').indexOf('vmName') + 3;
    expect(definition(workspace.analysis, file, offset, (name) => name)).toMatchObject([
      { targetUri: uri, targetSelectionRange: { start: { line: 3, character: 5 } } },
    ]);
  });

  it('is silent where another extension answers', () => {
    const off = workspaceOf(files, { armToolsActive: true });
    const offset = offsetOf("parameters('vmName'), '", 14);
    expect(definition(off.analysis, uri, offset, (file) => file)).toEqual([]);
    const forced = workspaceOf(files, { armToolsActive: true, templateLanguage: 'on' });
    expect(definition(forced.analysis, uri, offset, (file) => file)).toHaveLength(1);
  });
});

describe('references', () => {
  it('of a parameter are in the template and its parameter files, not in inner scopes', () => {
    const workspace = workspaceOf(files);
    const offset = offsetOf('"vmName"', 3);
    const found = references(workspace.analysis, uri, offset, {
      declaration: 'included',
      clientUri: (file) => file,
    });
    expect(
      found.map((place) => [
        place.uri.slice(ROOT.length),
        place.range.start.line,
        textAt(workspace, place.uri, place.range),
      ]),
    ).toEqual([
      ['vm.json', 3, 'vmName'],
      ['vm.json', 19, 'vmName'],
      ['vm.json', 19, 'VMNAME'],
      ['vm.json', 36, 'vmName'],
      ['vm.parameters.json', 2, 'vmName'],
      ['vm.parameters.test.json', 2, 'VmName'],
    ]);
  });

  it('leave the declaration out when asked to', () => {
    const { analysis } = workspaceOf(files);
    const request = { declaration: 'left out', clientUri: (file: string) => file } as const;
    const found = references(analysis, uri, offsetOf("copyIndex('vms')", 12), request);
    expect(found.map(({ range }) => range.start.line)).toEqual([24, 33]);
  });
});

describe('highlights', () => {
  it('tell the declaration from its uses', () => {
    const { analysis } = workspaceOf(files);
    const found = documentHighlights(analysis, uri, offsetOf("variables('prefix'), copy", 12));
    expect(found.map(({ range, kind }) => [range.start.line, kind])).toEqual([
      [19, 3],
      [24, 2],
      [51, 2],
    ]);
  });
});

describe('rename', () => {
  it('of a parameter edits the parameter files and leaves inner scopes alone', () => {
    const texts = renamed(offsetOf("parameters('vmName'), '", 14), 'machine') as Map<
      string,
      string
    >;
    const template = texts.get('vm.json') ?? '';
    expect(template).toContain('"machine": { "type": "string" },');
    expect(template).toContain(
      `[concat(parameters('machine'), '\\u002d', parameters( 'machine' ))]`,
    );
    expect(template).toContain(
      `"parameters": { "vmName": { "value": "[parameters('machine')]" } }`,
    );
    expect(template).toContain(`"parameters": [{ "name": "vmName"`);
    expect(template).toContain(
      `"outputs": { "o": { "type": "string", "value": "[parameters('vmName')]"`,
    );
    expect(texts.get('vm.parameters.json')).toBe(parameterFileText('machine', 'vm1'));
    expect(texts.get('vm.parameters.test.json')).toBe(parameterFileText('machine', 'vm2'));
  });

  it('from a parameter file is the same', () => {
    const file = 'vm.parameters.test.json';
    const offset = (files.get(file) ?? '').indexOf('VmName') + 1;
    expect(renamed(offset, 'machine', ROOT + file)).toEqual(
      renamed(offsetOf('"vmName"', 3), 'machine'),
    );
  });

  it('of a parameter of a nested template edits what it is given', () => {
    const offset = offsetOf(`"parameters": { "vmName": { "type"`, 18);
    const template = (renamed(offset, 'machine') as Map<string, string>).get('vm.json') ?? '';
    expect(template).toContain(
      `"parameters": { "machine": { "value": "[parameters('vmName')]" } }`,
    );
    expect(template).toContain(`"parameters": { "machine": { "type": "string" } }`);
    expect(template).toContain(`"value": "[parameters('machine')]" } }\n        }`);
  });

  it.each([
    ['a function', 'contoso.unique(', 10, 'lower', ['"lower": {', 'contoso.lower(concat']],
    ['a namespace', 'contoso.unique(', 2, 'fab', ['"namespace": "fab"', '[fab.unique(']],
    ['a loop', "copyIndex('vms')", 12, 'all', ["copyIndex('all')", '"dependsOn": ["all"]']],
    ['a variable loop', "copyIndex('names')", 12, 'l', ["copyIndex('l')", "map(variables('l')"]],
    ['a lambda variable', "lambdaVariables('x')", 17, 'z', ["lambda('z',", "lambdaVariables('z')"]],
    [
      'the parameter of a function',
      "[toLower(parameters('vmName'",
      22,
      'n',
      ['{ "name": "n"', "toLower(parameters('n'))"],
    ],
  ])('of %s changes every use', (_, text, within, newName, expected) => {
    const texts = renamed(offsetOf(text, within), newName) as Map<string, string>;
    for (const part of expected) expect(texts.get('vm.json')).toContain(part);
  });

  it.each([
    ['count', "there is a parameter 'count' already"],
    ['COUNT', "there is a parameter 'COUNT' already"],
    ['', 'a name must not be empty'],
    ["it's", "'it's' has a character that a name must not have"],
  ])('to %j is refused', (newName, problem) => {
    expect(renamed(offsetOf('"vmName"', 3), newName)).toBe(problem);
  });

  it('is refused where a lambda around it has the name', () => {
    const offset = offsetOf("lambdaVariables('x')", 17);
    expect(renamed(offset, 'y')).toBe("there is a lambda variable 'y' already");
  });

  it('is refused for a function name that could not be called', () => {
    expect(renamed(offsetOf('contoso.unique(', 10), 'a b')).toContain('cannot be a name here');
  });

  it('is prepared for a declared name only', () => {
    const { analysis } = workspaceOf(files);
    expect(prepareRename(analysis, uri, offsetOf("variables('prefix'), copy", 12))).toEqual({
      range: { start: { line: 24, character: 49 }, end: { line: 24, character: 55 } },
      placeholder: 'prefix',
    });
    expect(prepareRename(analysis, uri, offsetOf("copyIndex('disks')", 12))).toBeUndefined();
    expect(prepareRename(analysis, uri, offsetOf('toLower(', 2))).toBeUndefined();
    expect(prepareRename(analysis, uri, 0)).toBeUndefined();
  });
});
