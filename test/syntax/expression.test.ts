import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isExpression,
  literalText,
  parseExpression,
  printExpression,
  type Expression,
} from '../../server/src/syntax/expression.ts';

describe('which strings are expressions', () => {
  test.each<[string, boolean, string]>([
    ['', false, ''],
    ['[', false, '['],
    ['[]', true, '[]'],
    ['text', false, 'text'],
    ["[concat('a')]", true, "[concat('a')]"],
    ['[test] value', false, '[test] value'],
    ['[[test value]', false, '[test value]'],
    ['[[x]]', false, '[x]]'],
    ['[[ -f x ]] && y', false, '[[ -f x ]] && y'],
    ["[concat('a'", false, "[concat('a'"],
    [' [x]', false, ' [x]'],
  ])('%s', (text, expected, literal) => {
    expect(isExpression(text)).toBe(expected);
    expect(literalText(text)).toBe(literal);
  });
});

describe('a well-formed expression', () => {
  test.each<[string, string]>([
    ["['it''s']", "'it''s'"],
    ['[ -12 ]', '-12'],
    ['[1.5e3]', '1500'],
    ['[9007199254740993]', '9007199254740993'],
    ["[concat('a',\n\t'b')]", "concat('a', 'b')"],
    ['[a()]', 'a()'],
    ["[contoso.unique('a')]", "contoso.unique('a')"],
    ["[parameters('x').a.b]", "parameters('x').a.b"],
    ["[parameters('x')['a'][ 0 ]]", "parameters('x')['a'][0]"],
    ["[parameters('x').?a[?0]]", "parameters('x').?a[?0]"],
    ["[a(b(c('d')), 1)[a()].e]", "a(b(c('d')), 1)[a()].e"],
  ])('%s', (text, printed) => {
    const { expression, problems } = parseExpression(text);
    expect(problems).toEqual([]);
    expect(printExpression(expression)).toBe(printed);
  });

  test('knows its spans', () => {
    const text = "[ my.join( 'a''b' , x(1)[?-2].size ) ]";
    const found: [string, string][] = [];
    collect(parseExpression(text).expression, (kind, start, end) => {
      found.push([kind, text.slice(start, end)]);
    });
    expect(found).toEqual([
      ['call', "my.join( 'a''b' , x(1)[?-2].size )"],
      ['name', 'my'],
      ['name', 'join'],
      ['string', "'a''b'"],
      ['property', 'x(1)[?-2].size'],
      ['index', 'x(1)[?-2]'],
      ['call', 'x(1)'],
      ['name', 'x'],
      ['number', '1'],
      ['number', '-2'],
      ['name', 'size'],
    ]);
  });
});

describe('a broken expression', () => {
  test.each<[text: string, printed: string, ...problems: [string, number, number][]]>([
    ['[]', '', ['expected an expression', 1, 1]],
    ["[concat('a', ]", "concat('a', )", ['expected an expression', 13, 13]],
    ["[concat('a']", "concat('a')", ["expected ')'", 11, 11]],
    ["[concat('a'", "concat('a')", ["expected ')'", 11, 11], ["expected ']'", 11, 11]],
    ["[concat('a' 'b')]", "concat('a', 'b')", ["expected ','", 12, 15]],
    ['[f(,)]', 'f(, )', ['expected an expression', 3, 4], ['expected an expression', 4, 5]],
    ["[concat('a)]", "concat('a)')", ['string is not closed', 8, 11], ["expected ')'", 11, 11]],
    ['[concat]', 'concat()', ["expected '(' after 'concat'", 1, 7]],
    ['[a.b]', 'a().b', ["expected '(' after 'a'", 1, 2]],
    ["[parameters('x').]", "parameters('x').", ['expected a name', 17, 17]],
    ["[parameters('x')[]]", "parameters('x')[]", ['expected an expression', 17, 18]],
    ["[parameters('x')[0]", "parameters('x')[0]", ["expected ']'", 18, 18]],
    ['[a() b()]', 'a()', ["unexpected 'b'", 5, 6]],
    ['[a())]', 'a()', ["unexpected ')'", 4, 5]],
    ["[a('x' % 'y')]", "a('x', 'y')", ["unexpected '%'", 7, 8], ["expected ','", 9, 12]],
    ['[-]', '', ['expected an expression', 1, 2]],
  ])('%s', (text, printed, ...expected) => {
    const { expression, problems } = parseExpression(text);
    expect(problems.map(({ message, span }) => [message, span.start, span.end])).toEqual(expected);
    expect(printExpression(expression)).toBe(printed);
  });

  test('may be too long', () => {
    const longest = `['${'a'.repeat(24_576 - 4)}']`;
    expect(parseExpression(longest).problems).toEqual([]);
    const { problems } = parseExpression(`['${'a'.repeat(24_576 - 3)}']`);
    expect(problems.map(({ message }) => message)).toEqual([
      'expression is longer than 24576 characters',
    ]);
  });

  test.each([
    ['calls', `[${'f('.repeat(5_000)}${')'.repeat(5_000)}]`],
    ['accesses', `[a()${'.b'.repeat(5_000)}]`],
    ['indices', `[${'a()['.repeat(5_000)}]`],
  ])('may nest %s too deeply', (_, text) => {
    const { problems } = parseExpression(text);
    expect(problems.map(({ message }) => message)).toContain('expression is nested too deeply');
  });
});

describe('for any text', () => {
  const pieces = fc.constantFrom(
    ...[
      "'",
      "''",
      '(',
      ')',
      '[',
      ']',
      ',',
      '.',
      '?',
      '-',
      ' ',
      '\n',
      'a',
      'parameters',
      '1',
      '1.5',
      'é',
      '\u0000',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((parts) => `[${parts.join('')}]`),
  );

  test('parsing ends, and spans lie in the text and in each other', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { expression, problems } = parseExpression(given);
        for (const { span } of problems) expectWithin(span, { start: 0, end: given.length });
        checkSpans(expression);
      }),
      { numRuns: 3_000 },
    );
  });

  test('what is printed means the same', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { expression, problems } = parseExpression(given);
        if (problems.length > 0) return;
        const printed = printExpression(expression);
        const again = parseExpression(`[${printed}]`);
        expect(again.problems).toEqual([]);
        expect(printExpression(again.expression)).toBe(printed);
      }),
      { numRuns: 3_000 },
    );
  });
});

interface Spanned {
  readonly start: number;
  readonly end: number;
}

function expectWithin(inner: Spanned, outer: Spanned): void {
  expect(inner.start).toBeGreaterThanOrEqual(outer.start);
  expect(inner.end).toBeGreaterThanOrEqual(inner.start);
  expect(inner.end).toBeLessThanOrEqual(outer.end);
}

function childrenOf(expression: Expression): readonly (Expression | Spanned)[] {
  switch (expression.kind) {
    case 'call': {
      const { namespace, name, args } = expression;
      return [...(namespace ? [namespace] : []), name, ...args];
    }
    case 'property':
      return [expression.object, expression.name];
    case 'index':
      return [expression.object, expression.index];
    default:
      return [];
  }
}

function checkSpans(expression: Expression): void {
  for (const child of childrenOf(expression)) {
    expectWithin(child, expression);
    if ('kind' in child) checkSpans(child);
  }
}

function collect(
  expression: Expression,
  add: (kind: string, start: number, end: number) => void,
): void {
  add(expression.kind, expression.start, expression.end);
  for (const child of childrenOf(expression)) {
    if ('kind' in child) collect(child, add);
    else add('name', child.start, child.end);
  }
}
