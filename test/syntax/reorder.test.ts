import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import { at, type ArrayNode } from '../../server/src/syntax/node.ts';
import { reorderYamlItems, unfoldYamlItem } from '../../server/src/syntax/write.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { treeValue } from './tree-value.ts';

function stepsOf(text: string): ArrayNode {
  const [tree] = parseYaml(text);
  expect(tree?.problems).toEqual([]);
  const node = at(tree?.root, 'steps');
  if (node?.kind !== 'array') throw new Error('expected an array');
  return node;
}

function reordered(text: string, order: readonly number[]): string {
  return applyEdits(text, reorderYamlItems(text, stepsOf(text), order)) ?? '';
}

test('a comment in another column than its item does not move the others', () => {
  const text = 'steps:\n  - a: 1\n# above\n  - b: 2\n';
  expect(reordered(text, [1, 0])).toBe('steps:\n# above\n  - b: 2\n  - a: 1\n');
});

test('items take the comments above and behind them along', () => {
  const text = `steps: # all
  # first
  - a: 1 # one
  # second, which
  # has two lines
  - b:
      deep: 2
    # inside

  - c # three
`;
  expect(reordered(text, [2, 0, 1])).toBe(`steps: # all
  - c # three
  # first
  - a: 1 # one

  # second, which
  # has two lines
  - b:
      deep: 2
    # inside
`);
});

test('in flow style and in JSON, too', () => {
  expect(reordered('steps: [ a, { b: 1 }, c ]\n', [1, 2, 0])).toBe('steps: [ { b: 1 }, c, a ]\n');
  expect(reordered('{ "steps": ["a", 2] }', [1, 0])).toBe('{ "steps": [2, "a"] }');
});

test('an order that does not name each item once changes nothing', () => {
  const text = 'steps: [a, b]\n';
  for (const order of [[0], [0, 0], [0, 1, 2], []]) {
    expect(reorderYamlItems(text, stepsOf(text), order)).toEqual([]);
  }
});

test('the values are those of the items in that order', () => {
  const item = fc.constantFrom('a', 'b: 1', 'c:\n      d: 2', '{ e: 3 } # f', '"g"');
  const items = fc.array(fc.tuple(item, fc.boolean()), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(items, fc.infiniteStream(fc.nat()), (written, numbers) => {
      const lines = written.map(([text, comment]) => `${comment ? '  # above\n' : ''}  - ${text}`);
      const text = `steps:\n${lines.join('\n')}\n`;
      const keys = new Map(written.map((_, index) => [index, numbers.next().value]));
      const order = [...keys.keys()].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
      const before = treeValue(stepsOf(text)) as readonly unknown[];
      const after = reordered(text, order);
      expect(treeValue(stepsOf(after))).toEqual(order.map((index) => before[index]));
      expect(after.split('# above').length).toBe(text.split('# above').length);
    }),
  );
});

function unfolded(text: string, index: number, order: readonly number[]): string {
  const outer = stepsOf(text);
  const inner = at(outer.items[index], 'anyOrder');
  if (inner?.kind !== 'array') throw new Error('expected an array');
  return applyEdits(text, unfoldYamlItem(text, outer, index, inner, order)) ?? '';
}

test('the items of an inner array take the place of the item that holds it', () => {
  const text = `steps:
  - before
  # nobody fixed it
  - anyOrder:
      # first
      - a:
          deep: 1
      - b # second
  - after
`;
  expect(unfolded(text, 1, [1, 0])).toBe(`steps:
  - before
  # nobody fixed it
  - b # second
  # first
  - a:
      deep: 1
  - after
`);
  expect(unfolded('steps:\n  - anyOrder: [{ a: 1 }, b]\n', 0, [1, 0])).toBe(
    'steps:\n  - b\n  - { a: 1 }\n',
  );
  expect(unfolded('steps: [{ anyOrder: [a, b] }, c]\n', 0, [1, 0])).toBe('steps: [b, a, c]\n');
});

test('a comment that would have no place keeps the steps as they are', () => {
  const text = 'steps:\n  - anyOrder: # nobody fixed it\n      - a\n      - b\n';
  expect(unfolded(text, 0, [1, 0])).toBe(text);
});
