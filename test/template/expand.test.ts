import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../server/src/syntax/json.ts';
import { evaluateTemplate } from '../../server/src/template/deployment.ts';
import { expandTemplate } from '../../server/src/template/expand.ts';
import { parameterFileBindings } from '../../server/src/template/parameters.ts';
import { kindBySchema } from '../../server/src/workspace/file-kind.ts';

/** Expands a text, with the values that a parameter file gives. */
function expandText(text: string, given: Readonly<Record<string, unknown>> = {}): string {
  const { root } = parseJson(text);
  if (root?.kind !== 'object') throw new Error('not a template');
  const parameters = Object.entries(given).map(([name, value]) => [name, { value }]);
  const file = JSON.stringify({ parameters: Object.fromEntries(parameters) });
  const bindings = parameterFileBindings(parseJson(file).root, {
    uri: 'file:///p.json',
    text: file,
  });
  const document = { uri: 'file:///t.json', text };
  const deployment = evaluateTemplate({
    document,
    root,
    bindings,
    parameterFiles: [],
    context: {},
  });
  return expandTemplate(deployment, document);
}

function expanded(template: object, given?: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(expandText(JSON.stringify(template, undefined, 2), given));
}

const nested = (scope: 'inner' | 'outer', template: object, parameters?: object): object => ({
  type: 'Microsoft.Resources/deployments',
  name: "[concat('n', copyIndex())]",
  copy: { name: 'deployments', count: 2 },
  properties: {
    expressionEvaluationOptions: { scope },
    ...(parameters && { parameters }),
    template,
  },
});

const written = (
  scope: 'inner' | 'outer',
  index: number,
  template: object,
  parameters?: object,
) => ({
  type: 'Microsoft.Resources/deployments',
  name: `n${index}`,
  properties: {
    expressionEvaluationOptions: { scope },
    ...(parameters && { parameters }),
    template,
  },
});

const CASES: readonly (readonly [string, object, object])[] = [
  [
    'a loop of resources, and what depends on it',
    {
      resources: [
        { type: 'A.B/c', name: "[concat('r', copyIndex(1))]", copy: { name: 'loop', count: 2 } },
        { type: 'A.B/c', name: 'last', dependsOn: ['loop', 'other'] },
      ],
    },
    {
      resources: [
        { type: 'A.B/c', name: 'r1' },
        { type: 'A.B/c', name: 'r2' },
        { type: 'A.B/c', name: 'last', dependsOn: ['A.B/c/r1', 'A.B/c/r2', 'other'] },
      ],
    },
  ],
  [
    'a loop of symbolic names',
    {
      languageVersion: '2.0',
      resources: {
        vm: { type: 'A.B/c', name: "[concat('r', copyIndex())]", copy: { name: 'l', count: 2 } },
        last: { type: 'A.B/c', name: 'last', dependsOn: ['vm'] },
      },
    },
    {
      languageVersion: '2.0',
      resources: {
        'vm[0]': { type: 'A.B/c', name: 'r0' },
        'vm[1]': { type: 'A.B/c', name: 'r1' },
        last: { type: 'A.B/c', name: 'last', dependsOn: ['vm[0]', 'vm[1]'] },
      },
    },
  ],
  [
    'conditions that are known, and one that is not',
    {
      parameters: { p: { type: 'string' } },
      resources: [
        { type: 'A.B/c', name: 'no', condition: '[false()]' },
        { type: 'A.B/c', name: 'yes', condition: '[true()]' },
        { type: 'A.B/c', name: "[toLower('MAYBE')]", condition: "[equals(parameters('p'), 'x')]" },
      ],
      outputs: {
        no: { condition: false, type: 'string', value: 'x' },
        yes: { condition: '[not(false())]', type: 'string', value: "[concat('a', 'b')]" },
      },
    },
    {
      parameters: { p: { type: 'string' } },
      resources: [
        { type: 'A.B/c', name: 'yes' },
        { type: 'A.B/c', name: 'maybe', condition: "[equals(parameters('p'), 'x')]" },
      ],
      outputs: { yes: { type: 'string', value: 'ab' } },
    },
  ],
  [
    'loops of variables, properties and outputs; the index in an expression that stays',
    {
      parameters: { p: { type: 'string' } },
      variables: {
        copy: [{ name: 'list', count: 2, input: "[copyIndex('list')]" }],
        inner: { copy: [{ name: 'names', count: 1, input: "[concat('x', copyIndex('names'))]" }] },
      },
      resources: [
        {
          type: 'A.B/c',
          name: 'r',
          properties: {
            copy: [
              { name: 'known', count: 2, input: { lun: "[copyIndex('known')]" } },
              { name: 'stays', count: "[length(parameters('p'))]", input: "[copyIndex('stays')]" },
            ],
          },
        },
      ],
      outputs: {
        o: { type: 'array', copy: { count: 2, input: "[concat(parameters('p'), copyIndex())]" } },
      },
    },
    {
      parameters: { p: { type: 'string' } },
      variables: { list: [0, 1], inner: { names: ['x0'] } },
      resources: [
        {
          type: 'A.B/c',
          name: 'r',
          properties: {
            known: [{ lun: 0 }, { lun: 1 }],
            copy: [
              { name: 'stays', count: "[length(parameters('p'))]", input: "[copyIndex('stays')]" },
            ],
          },
        },
      ],
      outputs: {
        o: {
          type: 'array',
          value: ["[concat(parameters('p'), 0)]", "[concat(parameters('p'), 1)]"],
        },
      },
    },
  ],
  [
    'a loop whose count is not known stays, with what it does',
    {
      parameters: { p: { type: 'array' } },
      resources: [
        {
          type: 'A.B/c',
          name: "[concat('r', copyIndex())]",
          copy: { name: 'loop', count: "[length(parameters('p'))]" },
          location: "[concat('d', 'belocal')]",
        },
        { type: 'A.B/c', name: 'last', dependsOn: ['loop'] },
      ],
    },
    {
      parameters: { p: { type: 'array' } },
      resources: [
        {
          type: 'A.B/c',
          name: "[concat('r', copyIndex())]",
          copy: { name: 'loop', count: "[length(parameters('p'))]" },
          location: 'dbelocal',
        },
        { type: 'A.B/c', name: 'last', dependsOn: ['loop'] },
      ],
    },
  ],
  [
    'nested templates with inner scope, each turn with its own values',
    {
      resources: [
        nested(
          'inner',
          {
            parameters: { i: { type: 'int' } },
            variables: { v: "[mul(parameters('i'), 10)]" },
            resources: [],
            outputs: { o: { type: 'int', value: "[add(variables('v'), 1)]" } },
          },
          { i: { value: '[copyIndex()]' } },
        ),
      ],
    },
    {
      resources: [0, 1].map((index) =>
        written(
          'inner',
          index,
          {
            parameters: { i: { type: 'int' } },
            variables: { v: index * 10 },
            resources: [],
            outputs: { o: { type: 'int', value: index * 10 + 1 } },
          },
          { i: { value: index } },
        ),
      ),
    },
  ],
  [
    'nested templates with outer scope',
    {
      variables: { v: 'outer' },
      resources: [
        nested('outer', {
          resources: [{ type: 'A.B/c', name: "[concat(variables('v'), copyIndex())]" }],
        }),
      ],
    },
    {
      variables: { v: 'outer' },
      resources: [0, 1].map((index) =>
        written('outer', index, { resources: [{ type: 'A.B/c', name: `outer${index}` }] }),
      ),
    },
  ],
  [
    'texts that look like expressions, and names of members',
    {
      variables: {
        escaped: '[[a]',
        made: "[concat('[', 'a]')]",
        "[concat('na', 'me')]": "[concat('va', 'lue')]",
      },
      resources: [],
      metadata: { text: "[concat('a', 'b')]" },
    },
    {
      variables: { escaped: '[[a]', made: '[[a]', name: 'value' },
      resources: [],
      metadata: { text: "[concat('a', 'b')]" },
    },
  ],
  [
    'what is not known or fails stays as it is written',
    {
      resources: [],
      outputs: {
        a: { type: 'string', value: "[reference('vm').id]" },
        b: { type: 'int', value: '[div(1, 0)]' },
        c: { type: 'object', value: "[createObject('id', resourceGroup().location)]" },
      },
    },
    {
      resources: [],
      outputs: {
        a: { type: 'string', value: "[reference('vm').id]" },
        b: { type: 'int', value: '[div(1, 0)]' },
        c: { type: 'object', value: "[createObject('id', resourceGroup().location)]" },
      },
    },
  ],
];

describe('expanding a template', () => {
  it.each(CASES)('%s', (_, template, expected) => {
    expect(expanded(template)).toEqual(expected);
  });

  it('takes the values of a parameter file, which become defaults', () => {
    const template = {
      parameters: { name: { type: 'string' }, size: { type: 'string', defaultValue: 'small' } },
      resources: [{ type: 'A.B/c', name: "[parameters('name')]" }],
      outputs: { size: { type: 'string', value: "[parameters('size')]" } },
    };
    expect(expanded(template, { name: 'vm1', size: 'large' })).toEqual({
      parameters: {
        name: { type: 'string', defaultValue: 'vm1' },
        size: { type: 'string', defaultValue: 'large' },
      },
      resources: [{ type: 'A.B/c', name: 'vm1' }],
      outputs: { size: { type: 'string', value: 'large' } },
    });
  });

  it('shows no secret, from wherever it comes', () => {
    const text = JSON.stringify({
      parameters: {
        given: { type: 'securestring' },
        spelled: { type: 'securestring', defaultValue: 'hush-1' },
        whole: { type: 'secureObject', defaultValue: { key: 'hush-2' } },
        settings: { type: 'object' },
      },
      variables: { adminPassword: 'hush-3', made: "[concat(parameters('given'), '!')]" },
      resources: [
        {
          type: 'A.B/c',
          name: 'r',
          properties: {
            a: "[parameters('given')]",
            b: "[variables('made')]",
            c: "[parameters('whole').key]",
            d: "[parameters('settings')]",
            adminPassword: "[variables('adminPassword')]",
          },
        },
      ],
    });
    const made = expandText(text, { given: 'hush-4', settings: { password: 'hush-5' } });
    expect(made).not.toContain('hush');
    expect(JSON.parse(made)).toMatchObject({
      resources: [{ properties: { a: "[parameters('given')]", d: "[parameters('settings')]" } }],
    });
  });

  it.each([
    ['four blanks and CRLF', '{\r\n    "resources": [\r\n        1\r\n    ]\r\n}\r\n'],
    ['tabs and LF', '{\n\t"resources": [\n\t\t1\n\t]\n}\n'],
  ])('keeps the indentation and line breaks of the template: %s', (_, text) => {
    expect(expandText(text)).toBe(text);
  });

  it('keeps numbers as they are written', () => {
    const text =
      '{\n  "resources": [],\n  "variables": {\n    "a": 1.0,\n    "b": 9007199254740993\n  }\n}\n';
    expect(expandText(text)).toBe(text);
  });

  it('stays within bounds: loops in loops are not unrolled for ever', () => {
    const loop = (name: string, input: unknown): object => ({
      copy: [{ name, count: 800, input }],
    });
    const template = { resources: [], variables: loop('a', loop('b', loop('c', 'x'))) };
    expect(expandText(JSON.stringify(template)).length).toBeLessThan(100_000_000);
  });
});

describe('laws', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.constantFrom("[concat('a', 'b')]", '[add(1, 2)]', '[[text]', "[createArray('x')]", '[['),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), tie('tree'), { maxKeys: 3 }),
    ),
  }));

  it('expanding what has been expanded changes nothing', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), fc.nat(3), (values, count) => {
        const template = {
          variables: Object.fromEntries(values.map((value, index) => [`v${index}`, value])),
          resources: [
            {
              type: 'A.B/c',
              name: "[concat('r', copyIndex())]",
              copy: { name: 'loop', count },
              properties: { values },
            },
          ],
        };
        const once = expandText(JSON.stringify(template));
        expect(() => JSON.parse(once) as unknown).not.toThrow();
        expect(expandText(once)).toBe(once);
      }),
    );
  });
});

const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus');
const isPresent = existsSync(CORPUS);
if (!isPresent) console.warn('../shared/corpus is absent: no real template is expanded');

describe.skipIf(!isPresent)('the real templates', () => {
  function* filesBelow(folder: string): Iterable<string> {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      if (statSync(file).isDirectory()) yield* filesBelow(file);
      else if (/\.jsonc?$/.test(name)) yield file;
    }
  }

  it('are all expanded to JSON, which expands to itself', () => {
    let count = 0;
    for (const file of filesBelow(CORPUS)) {
      const text = readFileSync(file, 'utf8');
      if (kindBySchema(text) !== 'template' || parseJson(text).root?.kind !== 'object') continue;
      const once = expandText(text);
      expect(() => JSON.parse(once) as unknown, file).not.toThrow();
      expect(expandText(once), file).toBe(once);
      count++;
    }
    expect(count).toBeGreaterThan(500);
  });
});
