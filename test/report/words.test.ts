import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../server/src/report/printable.ts';
import { columnsOf, padded, shortened, wrapped } from '../../server/src/report/words.ts';

test.each([
  ['', 0],
  ['vm1', 3],
  ['日本', 4],
  ['🚀', 2],
  ['e\u0301', 1],
])('columns of %j', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test.each([
  ['inference', 9, 'inference'],
  ['inference', 8, 'inferen…'],
  ['日本語', 5, '日本…'],
  ['🚀🚀', 3, '🚀…'],
])('%j shortened to %i', (text, columns, expected) => {
  expect(shortened(text, columns, '…')).toBe(expected);
});

test.each<[string, number, number, readonly string[]]>([
  ['', 10, 3, []],
  ['needs one GPU', 9, 3, ['needs one', 'GPU']],
  ['needs one GPU', 8, 3, ['needs', 'one GPU']],
  ['aaaaaaaaaaaa', 5, 3, ['aaaaa', 'aaaaa', 'aa']],
  ['one two three four', 5, 2, ['one', 'two…']],
  ['日本', 1, 3, ['日', '本']],
])('%j in lines of %i', (text, columns, lines, expected) => {
  expect(wrapped(text, columns, lines)).toEqual(expected);
});

test('lines are never wider or more than asked', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 2, max: 30 }),
      (text, columns) => {
        const lines = wrapped(printable(text), columns, 3);
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test.each([
  ['a\r\nb\tc', 'a b c'],
  ['\u001B[31mred', '\\u{1b}[31mred'],
  ['\u202Eabc', '\\u{202e}abc'],
  ['\uD800', '\\u{d800}'],
  ['vm-ü-🚀', 'vm-ü-🚀'],
])('%j is printed as %j', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

test('padding counts columns', () => {
  expect(padded('日', 4)).toBe('日  ');
});
