import fc from 'fast-check';
import { createScanner } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../server/src/base/edit.ts';
import { isList } from '../../server/src/syntax/json-text.ts';
import { parseJson } from '../../server/src/syntax/json.ts';
import { at, type ArrayNode, type Node, type ObjectNode } from '../../server/src/syntax/node.ts';
import {
  insertJsonItem,
  insertJsonMember,
  insertYamlItem,
  insertYamlMember,
  moveYamlItem,
  removeJsonItem,
  removeJsonMember,
  removeYamlItem,
  setJsonMembers,
  setJsonValue,
  type JsonValue,
} from '../../server/src/syntax/write.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { nodesOf, treeValue } from './tree-value.ts';

type Path = readonly (string | number)[];

function arrayAt(root: Node | undefined, path: Path): ArrayNode {
  const node = at(root, ...path);
  if (node?.kind !== 'array') throw new Error('expected an array');
  return node;
}

function objectAt(root: Node | undefined, path: Path): ObjectNode {
  const node = at(root, ...path);
  if (node?.kind !== 'object') throw new Error('expected an object');
  return node;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const result = applyEdits(text, edits);
  if (result === undefined) throw new Error('the edits do not apply');
  return result;
}

function json(text: string): Node | undefined {
  const { root, problems } = parseJson(text);
  expect(problems).toEqual([]);
  return root;
}

function yaml(text: string): Node | undefined {
  const [tree] = parseYaml(text);
  expect(tree?.problems).toEqual([]);
  return tree?.root;
}

describe('JSON', () => {
  const vm = { type: 'vm', tags: ['a'], none: {} };

  test.each<[string, string, Path, number, JsonValue, string]>([
    ['empty', '[]', [], 0, 1, '[1]'],
    [
      'empty, in a file of several lines',
      '{\n  "a": []\n}',
      ['a'],
      0,
      1,
      '{\n  "a": [\n    1\n  ]\n}',
    ],
    [
      'empty, among others on its line',
      '{\n  "x": { "a": [], "b": 1 }\n}',
      ['x', 'a'],
      0,
      1,
      '{\n  "x": { "a": [1], "b": 1 }\n}',
    ],
    ['empty with a comment', '[ /* none */ ]', [], 0, 1, '[ /* none */ 1 ]'],
    ['empty with a line comment', '[ // none\n]', [], 0, 1, '[ // none\n  1\n]'],
    ['one line, first', '[1, 2]', [], 0, 0, '[0, 1, 2]'],
    ['one line, between', '[1, 2]', [], 1, 0, '[1, 0, 2]'],
    ['one line, last', '[1, 2]', [], 2, { a: [3] }, '[1, 2, { "a": [3] }]'],
    ['one line, trailing comma', '[1, 2,]', [], 9, 3, '[1, 2, 3,]'],
    ['minified', '{"a":[1,2]}', ['a'], 2, { b: [3, 4] }, '{"a":[1,2,{"b":[3,4]}]}'],
    [
      'lines, last',
      '[\n\t1,\n\t2\n]',
      [],
      2,
      vm,
      '[\n\t1,\n\t2,\n\t{\n\t\t"type": "vm",\n\t\t"tags": [\n\t\t\t"a"\n\t\t],\n\t\t"none": {}\n\t}\n]',
    ],
    [
      'lines, first, below the header comment',
      '[ // header\n  // one\n  1\n]',
      [],
      0,
      0,
      '[ // header\n  0,\n  // one\n  1\n]',
    ],
    [
      'lines, trailing comma and comment',
      '[\n    1, // one\n    2, // two\n    // end\n]',
      [],
      2,
      3,
      '[\n    1, // one\n    2, // two\n    3,\n    // end\n]',
    ],
    ['lines, comment behind the last item', '[\n  1 // one\n]', [], 1, 2, '[\n  1, // one\n  2\n]'],
    [
      'lines, between with comments',
      '[\n  1, // one\n  // two\n  2\n]',
      [],
      1,
      9,
      '[\n  1, // one\n  9,\n  // two\n  2\n]',
    ],
    ['CRLF', '[\r\n  1\r\n]\r\n', [], 1, [2], '[\r\n  1,\r\n  [\r\n    2\r\n  ]\r\n]\r\n'],
    [
      'brackets on the lines of braces',
      '{\n  "r": [{\n    "a": 1\n  }]\n}',
      ['r'],
      1,
      { a: 2 },
      '{\n  "r": [{\n    "a": 1\n  }, {\n    "a": 2\n  }]\n}',
    ],
    ['leading commas', '[\n  1\n  , 2\n]', [], 2, 3, '[\n  1\n  , 2, 3\n]'],
  ])('insert an item: %s', (_name, text, path, index, value, expected) => {
    expect(applied(text, insertJsonItem(text, arrayAt(json(text), path), index, value))).toBe(
      expected,
    );
  });

  test.each<[string, string, Path, string | undefined, string]>([
    ['last', '{\n  "a": 1\n}', [], undefined, '{\n  "a": 1,\n  "new": true\n}'],
    [
      'behind a member',
      '{\n  "a": 1, // one\n  "b": 2\n}',
      [],
      'a',
      '{\n  "a": 1, // one\n  "new": true,\n  "b": 2\n}',
    ],
    ['behind the last member', '{\n  "a" : 1,\n}', [], 'a', '{\n  "a" : 1,\n  "new" : true,\n}'],
    ['empty', '{}', [], undefined, '{ "new": true }'],
    [
      'empty on its own line',
      '{\n    "a": {}\n}',
      ['a'],
      undefined,
      '{\n    "a": {\n        "new": true\n    }\n}',
    ],
    ['one line', '{"a":1}', [], undefined, '{"a":1,"new":true}'],
    ['one line with spaces', '{ "a": 1 }', [], undefined, '{ "a": 1, "new": true }'],
  ])('insert a member: %s', (_name, text, path, after, expected) => {
    const object = objectAt(json(text), path);
    const property = object.properties.find(({ key }) => key.value === after);
    const edits = property
      ? insertJsonMember(text, object, 'new', true, property)
      : insertJsonMember(text, object, 'new', true);
    expect(applied(text, edits)).toBe(expected);
  });

  test.each<[string, string, number, string]>([
    ['the only one', '[\n  1,\n]', 0, '[]'],
    [
      'the only one, with comments',
      '[\n  // one\n  1 // behind\n]',
      0,
      '[\n  // one\n  // behind\n]',
    ],
    ['first of a line', '[1, 2]', 0, '[2]'],
    ['last of a line', '[1, 2]', 1, '[1]'],
    ['between on a line', '[1, /* two */ 2, 3]', 1, '[1, /* two */ 3]'],
    ['a line', '[\n  1,\n  2,\n  3\n]', 1, '[\n  1,\n  3\n]'],
    ['the last line', '[\n  1,\n  2\n]', 1, '[\n  1\n]'],
    ['the last line with trailing comma', '[\n  1,\n  2,\n]', 1, '[\n  1,\n]'],
    ['a line with comments', '[\n  1, // one\n  2 // two\n]', 1, '[\n  1 // one\n  // two\n]'],
    ['a comment before the comma', '[1 /* one */, 2]', 0, '[/* one */ 2]'],
    ['none there', '[1]', 1, '[1]'],
  ])('remove an item: %s', (_name, text, index, expected) => {
    expect(applied(text, removeJsonItem(text, arrayAt(json(text), []), index))).toBe(expected);
  });

  test.each<[string, string, Path, JsonValue, string]>([
    ['a scalar', '{"a": 1 /* one */}', ['a'], 'x', '{"a": "x" /* one */}'],
    ['the same', '{"a": [1, {"b": null}]}', ['a'], [1, { b: null }], '{"a": [1, {"b": null}]}'],
    [
      'members of the same names',
      '{\n  "a": 1, // one\n  "b": 2\n}',
      [],
      { b: 3, a: 1 },
      '{\n  "a": 1, // one\n  "b": 3\n}',
    ],
    [
      'a scalar by an object',
      '{\n  "a": 1\n}',
      ['a'],
      { b: [] },
      '{\n  "a": {\n    "b": []\n  }\n}',
    ],
    [
      'an object on one line',
      '{\n  "a": { "b": 1 }\n}',
      ['a'],
      { c: 1, d: 2 },
      '{\n  "a": { "c": 1, "d": 2 }\n}',
    ],
    ['in a minified text', '{"a":1}', ['a'], { b: [1, 2] }, '{"a":{"b":[1,2]}}'],
  ])('set %s', (_name, text, path, value, expected) => {
    const node = at(json(text), ...path);
    expect(node && applied(text, setJsonValue(text, node, value))).toBe(expected);
  });

  test.each(['[1, [2]', '[[1]', '{"a": [1, 2}', '['])(
    'nothing is written into the unclosed %j',
    (text) => {
      const { root } = parseJson(text);
      const array = [...nodesOf(root)].find((node) => node.kind === 'array');
      if (array?.kind !== 'array') throw new Error('expected an array');
      expect(insertJsonItem(text, array, 0, 1)).toEqual([]);
      expect(removeJsonItem(text, array, 0)).toEqual([]);
    },
  );

  describe('in any style', () => {
    test('an inserted item is there, and every comment stays', () => {
      fc.assert(
        fc.property(
          styledJson,
          fc.nat(),
          fc.nat(),
          valueArbitrary,
          ({ text, value }, pick, at, item) => {
            const root = json(text);
            const lists = [...nodesOf(root)].filter((node) => node.kind === 'array');
            const list = lists[pick % lists.length];
            fc.pre(list !== undefined);
            const index = at % (list.items.length + 1);
            const result = applied(text, insertJsonItem(text, list, index, item));
            const expected = changed(root, list, (old) => listOf(old).toSpliced(index, 0, item));
            expect(treeValue(json(result))).toEqual(expected);
            expect(value).toEqual(treeValue(root));
            expect(commentsOf(result)).toEqual(commentsOf(text));
          },
        ),
        { numRuns: 300 },
      );
    });

    test('an inserted member is there, and every comment stays', () => {
      fc.assert(
        fc.property(styledJson, fc.nat(), fc.nat(), valueArbitrary, ({ text }, pick, at, item) => {
          const root = json(text);
          const objects = [...nodesOf(root)].filter((node) => node.kind === 'object');
          const object = objects[pick % objects.length];
          fc.pre(object !== undefined);
          const after = object.properties[at % (object.properties.length + 1)];
          const edits = after
            ? insertJsonMember(text, object, 'in\nserted', item, after)
            : insertJsonMember(text, object, 'in\nserted', item);
          const result = applied(text, edits);
          const expected = changed(root, object, (old) => ({
            ...membersOf(old),
            'in\nserted': item,
          }));
          expect(treeValue(json(result))).toEqual(expected);
          expect(commentsOf(result)).toEqual(commentsOf(text));
        }),
        { numRuns: 300 },
      );
    });

    test('a removed item is gone, and only the comments within it', () => {
      fc.assert(
        fc.property(styledJson, fc.nat(), fc.nat(), ({ text }, pick, at) => {
          const root = json(text);
          const lists = [...nodesOf(root)].filter((node) => node.kind === 'array');
          const list = lists[pick % lists.length];
          fc.pre(list !== undefined);
          const index = at % (list.items.length + 1);
          const result = applied(text, removeJsonItem(text, list, index));
          const expected = changed(root, list, (old) => listOf(old).toSpliced(index, 1));
          expect(treeValue(json(result))).toEqual(expected);
          const item = list.items[index];
          const kept = item ? text.slice(0, item.start) + text.slice(item.end) : text;
          expect(commentsOf(result)).toEqual(commentsOf(kept));
        }),
        { numRuns: 300 },
      );
    });

    test('a removed member is gone, and only the comments within it', () => {
      fc.assert(
        fc.property(styledJson, fc.nat(), fc.nat(), ({ text }, pick, at) => {
          const root = json(text);
          const objects = [...nodesOf(root)].filter((node) => node.kind === 'object');
          const object = objects[pick % objects.length];
          const property = object?.properties[at % object.properties.length];
          fc.pre(object !== undefined && property !== undefined);
          const result = applied(text, removeJsonMember(text, object, property));
          const expected = changed(root, object, (old) =>
            Object.fromEntries(
              Object.entries(membersOf(old)).filter(([name]) => name !== property.key.value),
            ),
          );
          expect(treeValue(json(result))).toEqual(expected);
          const kept = text.slice(0, property.start) + text.slice(property.end);
          expect(commentsOf(result)).toEqual(commentsOf(kept));
        }),
        { numRuns: 300 },
      );
    });

    test('a value that is set is there, and every comment outside it stays', () => {
      fc.assert(
        fc.property(styledJson, fc.nat(), valueArbitrary, ({ text }, pick, item) => {
          const root = json(text);
          const keys = new Set(
            [...nodesOf(root)].flatMap((node) =>
              node.kind === 'object' ? node.properties.map(({ key }) => key) : [],
            ),
          );
          const nodes = [...nodesOf(root)].filter(
            (node) => node.kind !== 'string' || !keys.has(node),
          );
          const node = nodes[pick % nodes.length];
          fc.pre(node !== undefined);
          const result = applied(text, setJsonValue(text, node, item));
          expect(treeValue(json(result))).toEqual(changed(root, node, () => item));
          const kept = new Set(commentsOf(result));
          for (const comment of commentsOf(text.slice(0, node.start) + text.slice(node.end))) {
            expect(kept).toContain(comment);
          }
        }),
        { numRuns: 300 },
      );
    });
  });
});

/** Returns what `root` says, with what `target` says replaced. */
function changed(
  root: Node | undefined,
  target: Node,
  change: (old: JsonValue) => JsonValue,
): JsonValue {
  if (!root) return null;
  if (root === target) return change(treeValue(root));
  if (root.kind === 'array') return root.items.map((item) => changed(item, target, change));
  if (root.kind !== 'object') return treeValue(root);
  return Object.fromEntries(
    root.properties.map(({ key, value }) => [key.value, changed(value, target, change)]),
  );
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [];
}

function membersOf(value: JsonValue): { readonly [name: string]: JsonValue } {
  return value !== null && typeof value === 'object' && !isList(value) ? value : {};
}

/** Each comment of a generated text has its own number. */
function commentsOf(text: string): readonly string[] {
  const scanner = createScanner(text, false);
  const comments: string[] = [];
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    const [number] = kind === 12 || kind === 13 ? (/c\d+/.exec(scanner.getTokenValue()) ?? []) : [];
    if (number !== undefined) comments.push(number);
  }
  return comments;
}

const valueArbitrary: fc.Arbitrary<JsonValue> = fc
  .json({ maxDepth: 3 })
  .filter((text) => !text.includes('__proto__'))
  .map((text) => JSON.parse(text) as JsonValue);

/** JSON documents in all sorts of styles, and what they say. */
const styledJson = fc
  .record({
    value: fc
      .oneof(fc.array(valueArbitrary, { maxLength: 4 }), fc.dictionary(fc.string(), valueArbitrary))
      .filter((value) => !Object.hasOwn(value, '__proto__'))
      .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    unit: fc.constantFrom('  ', '    ', '\t'),
    choices: fc.array(fc.nat(99), { minLength: 1, maxLength: 40 }),
  })
  .map(({ value, ...style }) => ({ value, text: styled(value, style) }));

interface Style {
  readonly lineBreak: string;
  readonly unit: string;
  readonly choices: readonly number[];
}

function styled(root: JsonValue, { lineBreak, unit, choices }: Style): string {
  let turn = 0;
  let comments = 0;
  const choose = (): number => choices[turn++ % choices.length] ?? 0;
  const comment = (indent: string): string => {
    const choice = choose();
    if (choice < 70) return '';
    if (choice < 80) return ` /* c${comments++} */ `;
    if (choice < 85) return `${lineBreak}${indent}// c${comments++}${lineBreak}${indent}`;
    if (choice < 90) return `${lineBreak}${indent}/* c${comments++}${lineBreak} */${lineBreak}`;
    return ` // c${comments++}${lineBreak}${indent}`;
  };
  const write = (value: JsonValue, indent: string): string => {
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const isArray = Array.isArray(value);
    const deeper = indent + unit;
    const choice = choose();
    const newLine = choice < 60 ? lineBreak + deeper : choice < 80 ? ' ' : '';
    const parts = Object.entries(value).map(([name, item]) => {
      const label = isArray ? '' : `${JSON.stringify(name)}:${choice % 2 ? ' ' : ''}`;
      return newLine + comment(deeper) + label + write(item, deeper) + comment(deeper);
    });
    const body = parts.map((part, index) =>
      index < parts.length - 1 ? `${part},${comment(deeper)}` : part,
    );
    const trailing = parts.length > 0 && choice % 5 === 0 ? ',' : '';
    const end = newLine.startsWith(lineBreak) && parts.length > 0 ? lineBreak + indent : newLine;
    const [open, close] = isArray ? '[]' : '{}';
    return `${open}${comment(deeper)}${body.join('')}${trailing}${comment(deeper)}${end}${close}`;
  };
  return comment('') + write(root, '') + comment('') + (choose() % 2 ? lineBreak : '');
}

describe('YAML', () => {
  const steps = `steps:
  # first
  - deploy: vm.json # with defaults
    expect: succeeds
    # still of the first

  # about the second
  - stop: vm1
  - start: vm1 # again`;

  test.each<[string, string, Path, number, readonly string[], string]>([
    [
      'first',
      steps,
      ['steps'],
      0,
      ['reboot: {}'],
      steps.replace('  # first', '  - reboot: {}\n  # first'),
    ],
    [
      'between',
      steps,
      ['steps'],
      1,
      ['delete: x', 'expect: fails'],
      steps.replace('  # about', '  - delete: x\n    expect: fails\n  # about'),
    ],
    ['last', steps, ['steps'], 9, ['reboot: {}'], `${steps}\n  - reboot: {}`],
    ['not indented', 'steps:\n- a: 1\n', ['steps'], 1, ['b: 2'], 'steps:\n- a: 1\n- b: 2\n'],
    [
      'CRLF',
      'steps:\r\n  - a: 1\r\n',
      ['steps'],
      1,
      ['b: 2', 'c: 3'],
      'steps:\r\n  - a: 1\r\n  - b: 2\r\n    c: 3\r\n',
    ],
    ['behind a dash', '- - a\n  - b', [0], 0, ['c'], '- - c\n  - a\n  - b'],
    ['flow, first', '[ a, b ]', [], 0, ['c: 1'], '[ { c: 1 }, a, b ]'],
    [
      'flow, last',
      'x: [a, b,]',
      ['x'],
      2,
      ['c: "1"', 'd: a, b'],
      'x: [a, b, { c: "1", d: "a, b" },]',
    ],
    [
      'empty',
      'a: 1\nsteps: [] # none\nb: 2',
      ['steps'],
      0,
      ['reboot: {}'],
      'a: 1\nsteps: # none\n  - reboot: {}\nb: 2',
    ],
    [
      'empty, in a list',
      'steps:\n  - anyOrder: []\n',
      ['steps', 0, 'anyOrder'],
      0,
      ['a: 1'],
      'steps:\n  - anyOrder:\n      - a: 1\n',
    ],
    ['empty, in flow', '{ steps: [] }', ['steps'], 0, ['a: 1'], '{ steps: [{ a: 1 }] }'],
    [
      'JSON',
      '{\n  "steps": [\n    { "a": 1 }\n  ]\n}',
      ['steps'],
      1,
      ['b: x'],
      '{\n  "steps": [\n    { "a": 1 },\n    {\n      "b": "x"\n    }\n  ]\n}',
    ],
    ['an alias', 'a: &x [1]\nb: *x', ['b'], 0, ['2'], 'a: &x [1]\nb: *x'],
  ])('insert an item: %s', (_name, text, path, index, lines, expected) => {
    const array = arrayAt(yaml(text), path);
    const result = applied(text, insertYamlItem(text, array, index, lines));
    expect(result).toBe(expected);
    yaml(result);
  });

  test.each<[string, string, Path, number, string]>([
    [
      'the first',
      steps,
      ['steps'],
      0,
      `steps:
  # first
    # still of the first

  # about the second
  - stop: vm1
  - start: vm1 # again`,
    ],
    ['with a comment behind', steps, ['steps'], 2, steps.replace('- start: vm1 ', '')],
    ['the last, without line break', 'a:\n  - b\n  - c', ['a'], 1, 'a:\n  - b'],
    ['the only one', 'a:\n- b # why\nc: 1', ['a'], 0, 'a: [] # why\nc: 1'],
    ['the only one below a comment', 'a:\n# b:\n- b\nc: 1', ['a'], 0, 'a:\n# b:\n  []\nc: 1'],
    ['behind a dash', '- - a\n  - b\n- c', [0], 0, '- - b\n- c'],
    ['flow, first', '[a, b]', [], 0, '[b]'],
    ['flow, last', '[a, b]', [], 1, '[a]'],
    ['flow, only', '[a]', [], 0, '[]'],
    ['flow, with an anchor', '[a, &x b, c]', [], 1, '[a, c]'],
    ['flow, with comments', '[a, # one\n b # two\n]', [], 1, '[a # one\n  # two\n]'],
    ['JSON', '[1, 2]', [], 0, '[2]'],
  ])('remove an item: %s', (_name, text, path, index, expected) => {
    const result = applied(text, removeYamlItem(text, arrayAt(yaml(text), path), index));
    expect(result).toBe(expected);
    yaml(result);
  });

  test.each<[string, string, Path, number, number, string]>([
    [
      'up',
      steps,
      ['steps'],
      1,
      0,
      `steps:
  # about the second
  - stop: vm1
  # first
  - deploy: vm.json # with defaults
    expect: succeeds
    # still of the first

  - start: vm1 # again`,
    ],
    [
      'down to the end',
      steps,
      ['steps'],
      0,
      2,
      `steps:

  # about the second
  - stop: vm1
  - start: vm1 # again
  # first
  - deploy: vm.json # with defaults
    expect: succeeds
    # still of the first`,
    ],
    [
      'up from the end',
      steps,
      ['steps'],
      2,
      0,
      `steps:
  - start: vm1 # again
  # first
  - deploy: vm.json # with defaults
    expect: succeeds
    # still of the first

  # about the second
  - stop: vm1`,
    ],
    ['behind a dash', '- - a\n  - b\n', [0], 1, 0, '- - b\n  - a\n'],
    ['from behind a dash', '- - a\n  - b\n', [0], 0, 1, '- - b\n  - a\n'],
    ['flow', '[a, [b], { c: 1 }] # x', [], 2, 0, '[{ c: 1 }, a, [b]] # x'],
    ['JSON', '[1,\n 2]', [], 0, 1, '[2,\n 1]'],
    ['nowhere', '- a\n- b', [], 0, 2, '- a\n- b'],
  ])('move an item: %s', (_name, text, path, from, to, expected) => {
    const result = applied(text, moveYamlItem(text, arrayAt(yaml(text), path), from, to));
    expect(result).toBe(expected);
    yaml(result);
  });

  test.each<[string, string, Path, string]>([
    [
      'block',
      'a:\n  b: 1 # one\n  # two\nc: 2',
      ['a'],
      'a:\n  b: 1 # one\n  new: { x: 1 }\n  # two\nc: 2',
    ],
    ['block, deeper comment', 'a: 1\n  # of a\nb: 2', [], 'a: 1\n  # of a\nb: 2\nnew: { x: 1 }'],
    [
      'block in a list',
      '- a: 1\n  b:\n    c: 1\n- d',
      [0],
      '- a: 1\n  b:\n    c: 1\n  new: { x: 1 }\n- d',
    ],
    ['block with an anchor', 'a:\n  &k b: 1\n', ['a'], 'a:\n  &k b: 1\n  new: { x: 1 }\n'],
    ['value missing', 'a:\n', [], 'a:\nnew: { x: 1 }\n'],
    ['flow', '{ a: 1 }', [], '{ a: 1, new: { x: 1 } }'],
    ['flow, empty', 'a: {}', ['a'], 'a: { new: { x: 1 } }'],
    ['flow, comment', '{ # c\n}', [], '{ new: { x: 1 } # c\n}'],
    ['JSON', '{"a": 1}', [], '{"a": 1, "new": { "x": 1 }}'],
    ['an alias', 'a: &x { b: 1 }\nc: *x', ['c'], 'a: &x { b: 1 }\nc: *x'],
  ])('insert a member: %s', (_name, text, path, expected) => {
    const object = objectAt(yaml(text), path);
    const result = applied(text, insertYamlMember(text, object, 'new', '{ x: 1 }'));
    expect(result).toBe(expected);
    yaml(result);
  });

  describe('in any style', () => {
    const item = fc.record({
      above: fc.nat(2),
      blank: fc.boolean(),
      behind: fc.boolean(),
      below: fc.boolean(),
      body: fc.constantFrom(
        ['deploy: vm.json'],
        ['stop: vm1', 'expect: fails'],
        ['createVm: { name: a, size: "b" }', 'expect:', '  gpus: { a: 1 }'],
        ['- 1', '- [2, 3]'],
        ['anyOrder:', '  - reboot: {}', '  # within', '  - stop: x'],
        ['plain'],
        ['"quoted', '  over lines"'],
        [''],
      ),
    });
    const sequence = fc
      .record({
        items: fc.array(item, { minLength: 1, maxLength: 5 }),
        before: fc.constantFrom('', 'steps:', 'a:\n  steps:', '- steps:', '# head\n\n'),
        indent: fc.nat(3),
        lineBreak: fc.constantFrom('\n', '\r\n'),
        after: fc.constantFrom('', '\n', '\n# end\n', '\n\n'),
      })
      .map(({ items, before, indent, lineBreak, after }) => {
        const margin = ' '.repeat(
          before.includes('  ') || before.startsWith('-') ? indent + 2 : indent,
        );
        let comments = 0;
        const lines = items.flatMap(({ above, blank, behind, below, body }) => [
          ...(blank ? [''] : []),
          ...Array.from({ length: above }, () => `${margin}# c${comments++}`),
          ...body.map((line, index) => {
            const isLast = index === body.length - 1;
            return `${margin}${index === 0 ? '- ' : '  '}${line}${isLast && behind ? ` # c${comments++}` : ''}`;
          }),
          ...(below ? [`${margin}  # c${comments++}`] : []),
        ]);
        const head = before === '' || before.endsWith('\n') ? before : `${before}\n`;
        return (head + lines.join('\n') + after).replaceAll('\n', lineBreak);
      });
    const yamlComments = (text: string): readonly string[] => (text.match(/# c\d+/g) ?? []).sort();

    const sequenceIn = (root: Node | undefined): ArrayNode => {
      const found = [at(root, 'a', 'steps'), at(root, 0, 'steps'), at(root, 'steps'), root];
      const array = found.find((node) => node?.kind === 'array');
      if (array?.kind !== 'array') throw new Error('expected a sequence');
      return array;
    };

    test('an inserted item is there, and every comment stays', () => {
      fc.assert(
        fc.property(sequence, fc.nat(5), (text, at) => {
          const root = yaml(text);
          const array = sequenceIn(root);
          const index = at % (array.items.length + 1);
          const result = applied(text, insertYamlItem(text, array, index, ['new: 1', 'more: [2]']));
          const added = { new: 1, more: [2] };
          const expected = changed(root, array, (old) => listOf(old).toSpliced(index, 0, added));
          expect(treeValue(yaml(result))).toEqual(expected);
          expect(yamlComments(result)).toEqual(yamlComments(text));
        }),
        { numRuns: 300 },
      );
    });

    test('a removed item is gone, and every comment outside it stays', () => {
      fc.assert(
        fc.property(sequence, fc.nat(4), (text, at) => {
          const root = yaml(text);
          const array = sequenceIn(root);
          const index = at % array.items.length;
          const result = applied(text, removeYamlItem(text, array, index));
          const expected = changed(root, array, (old) => listOf(old).toSpliced(index, 1));
          expect(treeValue(yaml(result))).toEqual(expected);
          expect(yamlComments(result)).toEqual(yamlComments(text));
        }),
        { numRuns: 300 },
      );
    });

    test('a moved item is at its new place, and every comment stays', () => {
      fc.assert(
        fc.property(sequence, fc.nat(4), fc.nat(4), (text, a, b) => {
          const root = yaml(text);
          const array = sequenceIn(root);
          const from = a % array.items.length;
          const to = b % array.items.length;
          const result = applied(text, moveYamlItem(text, array, from, to));
          const expected = changed(root, array, (old) => {
            const rest = listOf(old).toSpliced(from, 1);
            return rest.toSpliced(to, 0, listOf(old)[from] ?? null);
          });
          expect(treeValue(yaml(result))).toEqual(expected);
          expect(yamlComments(result)).toEqual(yamlComments(text));
        }),
        { numRuns: 300 },
      );
    });

    test('an inserted member is there, and every comment stays', () => {
      fc.assert(
        fc.property(sequence, fc.nat(), (text, pick) => {
          const root = yaml(text);
          const objects = [...nodesOf(root)].filter((node) => node.kind === 'object');
          const object = objects[pick % objects.length];
          fc.pre(object !== undefined);
          const result = applied(text, insertYamlMember(text, object, 'new', '"1"'));
          const expected = changed(root, object, (old) => ({ ...membersOf(old), new: '1' }));
          expect(treeValue(yaml(result))).toEqual(expected);
          expect(yamlComments(result)).toEqual(yamlComments(text));
        }),
        { numRuns: 300 },
      );
    });
  });
});

describe('setJsonMembers', () => {
  const check = (
    before: string,
    wanted: Readonly<Record<string, JsonValue | undefined>>,
    after: string,
  ) => {
    const object = at(parseJson(before).root, 'settings');
    if (object?.kind !== 'object') throw new Error('the test has no object');
    expect(applyEdits(before, setJsonMembers(before, object, wanted))).toBe(after);
  };

  test.each([
    ['{"settings":{}}', { a: '1', b: '2' }, '{"settings":{"a":"1","b":"2"}}'],
    ['{"settings":{"a":"1","c":3}}', { a: '2', c: undefined }, '{"settings":{"a":"2"}}'],
    ['{"settings":{"c":3}}', { c: undefined, a: '1' }, '{"settings":{"a":"1"}}'],
    [
      '{\r\n\t"settings": { // why\r\n\t\t"c": 3, // old\r\n\t\t/* keep */ "a": "1"\r\n\t}\r\n}',
      { c: undefined, b: '2' },
      '{\r\n\t"settings": { // why\r\n\t\t// old\r\n\t\t/* keep */ "a": "1",\r\n\t\t"b": "2"\r\n\t}\r\n}',
    ],
    ['{ "settings": { "A": 1 } }', { a: undefined }, '{ "settings": { "A": 1 } }'],
  ])('%j with %j', check);

  test('gives no edit when nothing changes', () => {
    const text = '{ "settings": { "a": "1" } }';
    const object = at(parseJson(text).root, 'settings');
    expect(object?.kind === 'object' && setJsonMembers(text, object, { a: '1' })).toEqual([]);
  });
});
