import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Composer } from 'yaml';
import { at } from '../../server/src/syntax/node.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { nodesOf, treeValue } from './tree-value.ts';

const scenario = `# Two VMs.
scenario: Two inference VMs
device:
  model: pro-gpu-2 # a device id
  release: "2106"
images:
  "Windows*": { os: windows-server-2019-core, generation: 1 }
steps:
  - deploy: ./CreateVM.json
    with: { vmName: vm1, 'vm''s size': Standard_NC4as_T4_v3, }
    expect: succeeds
  - configureKubernetes: {}
  -
  - stop:
  - start: null
  - note: |
      several
      lines

  - note: folded
      over lines
  # the end
`;

function valueOf(text: string): unknown {
  return treeValue(parseYaml(text)[0]?.root);
}

/** Writes the problems of all documents as a person points at them. */
function problemsOf(text: string): readonly string[] {
  return parseYaml(text)
    .flatMap(({ problems }) => problems)
    .map(({ span, message }) => `${span.start} '${text.slice(span.start, span.end)}' ${message}`);
}

describe('what is right', () => {
  test('a scenario', () => {
    expect(problemsOf(scenario)).toEqual([]);
    expect(valueOf(scenario)).toEqual({
      scenario: 'Two inference VMs',
      device: { model: 'pro-gpu-2', release: '2106' },
      images: { 'Windows*': { os: 'windows-server-2019-core', generation: 1 } },
      steps: [
        {
          deploy: './CreateVM.json',
          with: { vmName: 'vm1', "vm's size": 'Standard_NC4as_T4_v3' },
          expect: 'succeeds',
        },
        { configureKubernetes: {} },
        null,
        { stop: null },
        { start: null },
        { note: 'several\nlines\n' },
        { note: 'folded over lines' },
      ],
    });
  });

  test.each<[readonly (string | number)[], string]>([
    [['device'], 'model: pro-gpu-2 # a device id\n  release: "2106"'],
    [['device', 'model'], 'pro-gpu-2'],
    [['device', 'release'], '"2106"'],
    [['images', 'windows*'], '{ os: windows-server-2019-core, generation: 1 }'],
    [['images', 'windows*', 'generation'], '1'],
    [['steps', 1], 'configureKubernetes: {}'],
    [['steps', 1, 'configureKubernetes'], '{}'],
    [['steps', 2], ''],
    [['steps', 4, 'start'], 'null'],
    [['steps', 5, 'note'], '|\n      several\n      lines'],
    [['steps', 6, 'note'], 'folded\n      over lines'],
  ])('the span of %j', (path, source) => {
    const node = at(parseYaml(scenario)[0]?.root, ...path);
    expect(scenario.slice(node?.start, node?.end)).toBe(source);
  });

  test('spans of sequences, keys and members', () => {
    const root = parseYaml(scenario)[0]?.root;
    const steps = at(root, 'steps');
    expect(scenario.slice(steps?.start, steps?.end)).toMatch(/^- deploy: [^]*over lines$/);
    const first = at(root, 'steps', 0);
    const members = first?.kind === 'object' ? first.properties : [];
    expect(members.map(({ start, end }) => scenario.slice(start, end))).toEqual([
      'deploy: ./CreateVM.json',
      "with: { vmName: vm1, 'vm''s size': Standard_NC4as_T4_v3, }",
      'expect: succeeds',
    ]);
    const key = at(root, 'steps', 0, 'with');
    const quoted = key?.kind === 'object' ? key.properties[1]?.key : undefined;
    expect(scenario.slice(quoted?.start, quoted?.end)).toBe("'vm''s size'");
    expect(quoted?.indent).toBeUndefined();
  });

  test.each<[string, string, number | undefined]>([
    ['plain', 'plain', 0],
    ['"double"', 'double', 1],
    ["'single'", 'single', 1],
    ['"esc\\n"', 'esc\n', undefined],
    ["'it''s'", "it's", undefined],
    ['two\n  lines', 'two lines', undefined],
    ['|\n  block\n', 'block\n', undefined],
  ])('the indent of %j', (text, value, indent) => {
    expect(parseYaml(text)[0]?.root).toMatchObject({ kind: 'string', value, indent });
  });

  test.each<[string, unknown]>([
    ['release: 2106', { release: 2106 }],
    ['release: "2106"', { release: '2106' }],
    ['a: yes', { a: 'yes' }],
    ['a: true', { a: true }],
    ['a: .inf', { a: '.inf' }],
    ['a: 0x1F', { a: 31 }],
    ['2106: x\nnull: y\ntrue: z\n1.50: w', { 2106: 'x', null: 'y', true: 'z', '1.50': 'w' }],
    ['{"a": [1, 2, {"b": null}]}', { a: [1, 2, { b: null }] }],
    ['{\n\t"a": [1,\n\t\t2]\n}', { a: [1, 2] }],
    ['\uFEFFa: 1\r\nb:\r\n  - 2\r\n', { a: 1, b: [2] }],
    ['a: &x { b: 1 }\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
    [
      'base: &b { p: 1, q: 2 }\nown: { <<: *b, q: 3 }',
      { base: { p: 1, q: 2 }, own: { p: 1, q: 3 } },
    ],
    ['<<: [{ p: 1 }, { p: 2, q: 2 }]', { p: 1, q: 2 }],
    ['a: &x k\n*x : v', { a: 'k', k: 'v' }],
    ['{ a, b: }', { a: null, b: null }],
    ['[a: 1]', [{ a: 1 }]],
    ['- - 1\n  - 2\n- 3', [[1, 2], 3]],
    ['!!str 2106', '2106'],
  ])('%j', (text, value) => {
    expect(problemsOf(text)).toEqual([]);
    expect(valueOf(text)).toEqual(value);
  });

  test('a missing value is not a null', () => {
    const root = parseYaml('a:  # comment\nb: null\nc: ~')[0]?.root;
    const members = root?.kind === 'object' ? root.properties : [];
    expect(members.map(({ value }) => value?.kind)).toEqual([undefined, 'null', 'null']);
    expect(members[0]).toMatchObject({ start: 0, end: 4 });
  });

  test('documents keep their places in the text', () => {
    const text = 'a: 1\n---\nb: 2\n--- # nothing\n---\n';
    const trees = parseYaml(text);
    expect(trees.map(({ root }) => root && text.slice(root.start, root.end))).toEqual([
      'a: 1',
      'b: 2',
      undefined,
      undefined,
    ]);
  });

  test.each(['', '\n', '# comment', '---', '\uFEFF'])('%j is one empty document', (text) => {
    expect(parseYaml(text)).toEqual([{ root: undefined, problems: [] }]);
  });

  test('an alias stands where it is written, its members where the anchor is', () => {
    const text = 'a: &x { b: 1 }\nc: *x';
    const alias = at(parseYaml(text)[0]?.root, 'c');
    expect(text.slice(alias?.start, alias?.end)).toBe('*x');
    const inner = at(alias, 'b');
    expect(inner?.start).toBe(text.indexOf('1'));
  });

  test('byte order mark and line ends do not shift places', () => {
    const text = '\uFEFFa: 1\r\nb:\r\n  - two\r\n';
    const node = at(parseYaml(text)[0]?.root, 'b', 0);
    expect(text.slice(node?.start, node?.end)).toBe('two');
  });
});

describe('what is wrong', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['a: 1\na: 2', { a: 2 }, ["5 'a' expected each name only once"]],
    ['a: *nowhere', { a: null }, ["3 '*nowhere' expected an anchor &nowhere before this alias"]],
    ['a: &x [*x]', { a: [] }, ["7 '*x' expected an anchor &x before this alias"]],
    ['? [1, 2]\n: v\nb: 1', { b: 1 }, ["2 '[1, 2]' expected a simple name"]],
    [
      'a: b: c',
      { a: null },
      ["3 'b' expected one value; a mapping in a mapping begins on its own line"],
    ],
    ['a:\n\t- b', { a: ['b'] }, ["3 '\t' expected spaces as indentation, not tabs"]],
    [
      'steps\ndevice: x',
      {},
      ["0 'steps\ndevice' expected a colon after the name, on the same line"],
    ],
  ])('%j', (text, _value, problems) => {
    expect(problemsOf(text).slice(0, problems.length)).toEqual(problems);
  });

  test('messages are in lower case and without a full stop', () => {
    for (const text of [
      'a: "x',
      '[a',
      '{a: 1',
      'a: @b',
      '%X',
      'a: |x\n b',
      '- a\nb: 1',
      'a: "\\q"',
    ]) {
      const problems = problemsOf(text);
      expect(problems.length).toBeGreaterThan(0);
      for (const { message } of parseYaml(text).flatMap((tree) => tree.problems)) {
        expect(message).toMatch(/^[^A-Z].*[^.\s]$/);
      }
    }
  });
});

describe('limits', () => {
  const deep = 50_000;
  test.each([
    ['brackets', '['.repeat(deep)],
    ['dashes', '- '.repeat(deep)],
    ['question marks', '? '.repeat(deep)],
    ['braces', '{a: '.repeat(deep)],
    ['pairs in a list', `[${'"a":'.repeat(deep)}`],
    ['indentation', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('%s nested deep are one problem', (_name, text) => {
    const messages = parseYaml(text).flatMap(({ problems }) => problems.map((p) => p.message));
    expect(messages.filter((message) => message.includes('levels of nesting'))).toEqual([
      'expected no more than 200 levels of nesting',
    ]);
    // A name may be a whole nested tree, which is a mistake of its own.
    expect(messages.filter((message) => message !== 'expected a simple name')).toHaveLength(1);
  });

  test('a billion laughs are one problem', () => {
    const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
    for (let i = 1; i < 20; i++) {
      const alias = `*a${i - 1}`;
      lines.push(`a${i}: &a${i} [${Array(9).fill(alias).join(', ')}]`);
    }
    const [tree] = parseYaml(lines.join('\n'));
    const count = [...nodesOf(tree?.root)].length;
    expect(tree?.problems.map(({ message }) => message)).toEqual([
      'expected aliases that stand for less',
    ]);
    expect(count).toBeLessThan(20_000);
  });

  test('aliases do not make a tree deeper than a text may be', () => {
    const lines = ['a0: &a0 [1]'];
    for (let i = 1; i < 150; i++) lines.push(`a${i}: &a${i} [[*a${i - 1}]]`);
    const [tree] = parseYaml(lines.join('\n'));
    expect(tree?.problems).toHaveLength(1);
  });

  test('of very many documents the first thousand are read', () => {
    const trees = parseYaml('--- a\n'.repeat(5_000));
    expect(trees.length).toBeLessThan(1_010);
    expect(trees.at(-1)?.problems.map(({ message }) => message)).toEqual([
      'expected no more than 1000 documents',
    ]);
  });

  test('too long a text is not read', () => {
    expect(parseYaml(`# ${'x'.repeat(1_000_000)}`)).toEqual([
      {
        root: undefined,
        problems: [
          { span: { start: 0, end: 0 }, message: 'expected a text of at most 1000000 characters' },
        ],
      },
    ]);
  });

  test.each([']', '[,', ',', '&a ', '%Y\n', '"'])(
    'of the problems of very many %j the first hundred are told',
    (bit) => {
      const count = parseYaml(bit.repeat(5_000)).flatMap(({ problems }) => problems).length;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(200);
    },
  );

  test('no more errors are made than told', () => {
    // Pins what the reader relies on: that the composer tells errors through this method.
    expect(Reflect.get(new Composer(), 'onError')).toBeTypeOf('function');
  });
});

describe('any text', () => {
  test('every prefix of a scenario gives an answer, and keeps what was before', () => {
    for (let end = 0; end <= scenario.length; end++) {
      const [tree] = parseYaml(scenario.slice(0, end));
      if (end > scenario.indexOf('images'))
        expect(treeValue(at(tree?.root, 'device', 'model'))).toBe('pro-gpu-2');
    }
  });

  test('nodes lie within the text, whatever the text', () => {
    const bit = fc.constantFrom(
      ...Array.from('{}[]:,"\'-?&*!|>%@#\n\r\t ~a1\uFEFF'),
      '\n  ',
      '- ',
      'a: ',
      '&x ',
      '*x',
      '---\n',
      '...\n',
      '<<: ',
      '!!set ',
      '!!binary ',
      '%YAML 1.1\n',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(bit, { maxLength: 30 }).map((bits) => bits.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const { root, problems } of parseYaml(text)) {
          for (const { start, end } of [...problems.map(({ span }) => span), ...nodesOf(root)]) {
            if (start < 0 || end < start || end > text.length) throw new Error('outside the text');
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('JSON is YAML', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        fc.pre(!json.includes('__proto__'));
        expect(valueOf(json)).toEqual(JSON.parse(json));
      }),
    );
  });
});
