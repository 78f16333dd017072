import fc from 'fast-check';
import { createScanner } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { parseJson, sourceOffset, sourceSpan } from '../../server/src/syntax/json.ts';
import { at, type StringNode } from '../../server/src/syntax/node.ts';
import { nodesOf, treeValue } from './tree-value.ts';

const template = `\uFEFF{
  // A virtual machine.
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "parameters": { "vmSize": { "type": "string", "defaultValue": "Standard_NC4as_T4_v3", }, },
  "variables": { "path": "C:\\\\temp", "quoted": "a \\"b\\" \\u0041" },
  "resources": [
\t{ /* tabs */ "type": "Microsoft.Compute/virtualMachines",\r
      "name": "[concat('vm',
        parameters('x'))]",
      "count": -1.5e2, "on": true, "off": false, "none": null },
    [], {}
  ]
}
`;

/** Writes problems as a person points at them: offset, the text there, the message. */
function problemsOf(text: string): readonly string[] {
  return parseJson(text).problems.map(
    ({ span, message }) => `${span.start} '${text.slice(span.start, span.end)}' ${message}`,
  );
}

describe('what is right', () => {
  test('a template with all that Azure accepts', () => {
    const { root, problems } = parseJson(template);
    expect(problems).toEqual([]);
    expect(treeValue(at(root, 'variables'))).toEqual({ path: 'C:\\temp', quoted: 'a "b" A' });
    expect(treeValue(at(root, 'resources', 0))).toEqual({
      type: 'Microsoft.Compute/virtualMachines',
      name: "[concat('vm',\n        parameters('x'))]",
      count: -150,
      on: true,
      off: false,
      none: null,
    });
  });

  test('spans are those of the source', () => {
    const { root } = parseJson(template);
    const slice = (...path: readonly (string | number)[]): string => {
      const node = at(root, ...path);
      return node ? template.slice(node.start, node.end) : '';
    };
    expect(slice('parameters', 'vmSize', 'type')).toBe('"string"');
    expect(slice('resources', 1)).toBe('[]');
    expect(slice('resources', 2)).toBe('{}');
    expect(slice('resources', 0, 'count')).toBe('-1.5e2');
    expect(slice('resources', 0, 'none')).toBe('null');
    expect(slice('resources', 0, 'name')).toBe(`"[concat('vm',\n        parameters('x'))]"`);
    expect(template.slice(root?.start, root?.end)).toBe(template.slice(1).trimEnd());
  });

  test.each<[string, unknown]>([
    ['"a"', 'a'],
    [' 12 ', 12],
    ['0', 0],
    ['// only\n[1, 2,] // done', [1, 2]],
    ['{"a": 1, "a": 2}', { a: 2 }],
    ['["tab\tin text"]', ['tab\tin text']],
    ['["several\r\nlines"\r\n]', ['several\r\nlines']],
    ['{"several\nlines": 1}', { 'several\nlines': 1 }],
    ['["\\"several\nlines\\t"]', ['"several\nlines\t']],
  ])('%j', (text, value) => {
    expect(problemsOf(text)).toEqual([]);
    expect(treeValue(parseJson(text).root)).toEqual(value);
  });

  test('the values of every JSON text are those of JSON.parse', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, space) => {
        const value: unknown = JSON.parse(json);
        fc.pre(!json.includes('__proto__'));
        const text = JSON.stringify(value, null, space);
        expect(problemsOf(text)).toEqual([]);
        expect(treeValue(parseJson(text).root)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('what is wrong or still being typed', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['', null, ["0 '' expected a value"]],
    [' // nothing\n', null, ["0 '' expected a value"]],
    ['{"a": 1 "b": 2}', { a: 1, b: 2 }, ["7 '' expected a comma"]],
    ['[1 2]', [1, 2], ["2 '' expected a comma"]],
    ['{"a" 1}', { a: 1 }, ["4 '' expected a colon"]],
    ['{"a", "b": 1}', { a: null, b: 1 }, ["4 '' expected a colon"]],
    ['{"a"\n"b": 1}', { a: null, b: 1 }, ["4 '' expected a colon"]],
    ['{"a": , "b": 1}', { a: null, b: 1 }, ["5 '' expected a value"]],
    ['{"vmSize": \n"name": "x"}', { vmSize: null, name: 'x' }, ["10 '' expected a value"]],
    ['{"a": 1, "b": }', { a: 1, b: null }, ["13 '' expected a value"]],
    ['{"a": "open\n"b": 1}', { a: 'open', b: 1 }, [`6 '"open' expected a closing quote`]],
    ['{"a": "open\n}', { a: 'open' }, [`6 '"open' expected a closing quote`]],
    ['{"a": "C:\\\n"b": 1}', { a: 'C:', b: 1 }, ["9 '\\' expected a valid escape"]],
    ['{"op\n"b": 1}', { op: null, b: 1 }, [`1 '"op' expected a closing quote`]],
    ['["\\q\\u12"]', [''], ["2 '\\q' expected a valid escape"]],
    ['{"a": {"b": [1, {"c": 2', { a: { b: [1, { c: 2 }] } }, ["23 '' expected a closing brace"]],
    ['{"a": [1, {"b": 2]}', { a: [1, { b: 2 }] }, ["17 '' expected a closing brace"]],
    ['{"a": [1, 2}', { a: [1, 2] }, ["11 '' expected a closing bracket"]],
    ['{"a": [1, 2, "b": 3}', { a: [1, 2], b: 3 }, ["12 '' expected a closing bracket"]],
    ['{"a": 1]}', { a: 1 }, ["7 ']' expected a name in double quotes"]],
    ['{a: 1}', { a: 1 }, ["1 'a' expected a name in double quotes"]],
    ['{"a": tru, "b": 1}', { a: null, b: 1 }, ["6 'tru' expected a value"]],
    ['[1, oops, 2]', [1, 2], ["4 'oops' expected a value"]],
    ['[,]', [], ["1 ',' expected a value"]],
    ['{,}', {}, ["1 ',' expected a name"]],
    ['{"a": 1,, "b": 2}', { a: 1, b: 2 }, ["8 ',' expected a name"]],
    ['{1, "b": 2}', { b: 2 }, ["1 '1' expected a name in double quotes"]],
    ['[1.]', [1], ["1 '1.' expected a digit"]],
    ['[-]', [], ["1 '-' expected a value"]],
    ['[1, /* open', [1], ["4 '/* open' expected the end of the comment"]],
    ['/*', null, ["0 '/*' expected the end of the comment"]],
    ['{} {}', {}, ["3 '{' expected the end of the file"]],
    ['oops {"a": 1}', { a: 1 }, ["0 'oops' expected a value"]],
    [
      '{"a": {1: {"x": 2}}, "b": 3}',
      { a: { 1: { x: 2 } }, b: 3 },
      ["7 '1' expected a name in double quotes"],
    ],
  ])('%j', (text, value, problems) => {
    expect(problemsOf(text)).toEqual(problems);
    expect(treeValue(parseJson(text).root)).toEqual(value);
  });

  test('a member without value reaches to where the value will be', () => {
    const text = '{\n  "vmSize":  \n}';
    const root = parseJson(text).root;
    const property = root?.kind === 'object' ? root.properties[0] : undefined;
    expect(property?.value).toBeUndefined();
    expect(text.slice(property?.start, property?.end)).toBe('"vmSize":  ');
  });

  test('an unclosed object reaches to the end of the text', () => {
    const text = '{ "a": 1, \n  ';
    expect(parseJson(text).root?.end).toBe(text.length);
  });

  test('every prefix of a template gives an answer, and keeps the members before', () => {
    for (let end = 0; end <= template.length; end++) {
      const { root } = parseJson(template.slice(0, end));
      const schema = template.indexOf('"parameters"');
      if (end > schema) expect(treeValue(at(root, '$schema'))).toContain('deploymentTemplate');
    }
  });

  test('nodes lie within the text and within each other, whatever the text', () => {
    const bit = fc.constantFrom(
      ...Array.from('{}[]:,"\\/*\n\r\t -1au'),
      '"a"',
      '"b":',
      'true',
      '//',
      '\uFEFF',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(bit).map((bits) => bits.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { root, problems } = parseJson(text);
        for (const { span } of problems) {
          expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
        }
        for (const node of nodesOf(root)) {
          expect(0 <= node.start && node.start <= node.end && node.end <= text.length).toBe(true);
          const children =
            node.kind === 'array' ? node.items : node.kind === 'object' ? node.properties : [];
          let previous = node.start;
          for (const child of children) {
            expect(previous <= child.start && child.end <= node.end).toBe(true);
            previous = child.end;
          }
        }
        if (isJson(text)) expect(problems).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('limits', () => {
  test.each([
    ['arrays', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['both, closed', '[{"a":'.repeat(5_000) + '1' + '}]'.repeat(5_000)],
  ])('deep %s are one problem at the place', (_name, text) => {
    const deep = parseJson(text).problems.filter(({ message }) => message.includes('levels'));
    expect(deep).toHaveLength(1);
    expect(deep[0]?.message).toBe('expected no more than 200 levels of nesting');
    expect(text.slice(deep[0]?.span.start, deep[0]?.span.end)).toMatch(/^[[{]$/);
  });

  test('what follows too deep a value is kept', () => {
    const text = `[${'['.repeat(300)}${']'.repeat(300)}, 1]`;
    const { root, problems } = parseJson(text);
    expect(problems.map(({ span }) => span.start)).toEqual([200]);
    expect(treeValue(at(root, 1))).toBe(1);
  });

  test('of very many problems the first hundred are told', () => {
    expect(parseJson(', '.repeat(10_000)).problems).toHaveLength(100);
  });

  test.each([
    ['quotes that stay open', '"\n'.repeat(300_000)],
    ['quotes that stay open behind a backslash', '\\"\\\n'.repeat(200_000)],
    ['one far quote for many open strings', `${'"\\"\n'.repeat(100_000)}${' '.repeat(300_000)}"`],
  ])('many %s take linear time', (_name, text) => {
    expect(parseJson(text).problems.length).toBeGreaterThan(0);
  });
});

describe('places in decoded strings', () => {
  const text = String.raw`["plain", "a\nb\u0041\\\"c", "bad\q!", "open \t`;
  const { root } = parseJson(text);
  const strings = root?.kind === 'array' ? root.items.filter(isString) : [];

  test.each<[number, number, string]>([
    [0, 0, 'plain", "a'],
    [0, 5, '", "a'],
    [1, 0, String.raw`a\nb`],
    [1, 1, String.raw`\nb\u`],
    [1, 2, String.raw`b\u`],
    [1, 3, String.raw`\u0041\\`],
    [1, 4, String.raw`\\\"c`],
    [1, 5, String.raw`\"c`],
    [1, 6, 'c"'],
    [1, 7, '", "bad'],
    [1, 99, '", "bad'],
    [2, 3, '!"'],
    [3, 5, String.raw`\t`],
    [3, 6, ''],
    [0, -1, 'plain'],
  ])('string %i, character %i', (index, character, after) => {
    const node = strings[index];
    expect(node).toBeDefined();
    if (node) expect(text.slice(sourceOffset(text, node, character)).startsWith(after)).toBe(true);
  });

  test('the indent is known where there are no escapes', () => {
    expect(strings.map(({ indent }) => indent)).toEqual([1, undefined, undefined, undefined]);
  });

  test('a span of the value is a span of the source', () => {
    const node = strings[1];
    expect(node?.value).toBe('a\nbA\\"c');
    const span = node && sourceSpan(text, node, { start: 2, end: 5 });
    expect(text.slice(span?.start, span?.end)).toBe(String.raw`b\u0041\\`);
  });

  test('each character of any string maps to the source that stands for it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const source = JSON.stringify(value);
        const node = parseJson(source).root;
        if (node?.kind !== 'string') throw new Error('expected a string');
        expect(node.value).toBe(value);
        for (let i = 0; i < value.length; i++) {
          const { start, end } = sourceSpan(source, node, { start: i, end: i + 1 });
          expect(JSON.parse(`"${source.slice(start, end)}"`)).toBe(value[i]);
        }
      }),
    );
  });
});

function isString(node: { readonly kind: string }): node is StringNode {
  return node.kind === 'string';
}

test('the scanner numbers its tokens as we read them', () => {
  const scanner = createScanner('{}[],:null true false"s"1//c\n/*b*/ x', false);
  const kinds: number[] = [];
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    if (kind !== 14 && kind !== 15) kinds.push(kind);
  }
  expect(kinds).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16]);
});
