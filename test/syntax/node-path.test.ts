import { expect, test } from 'vitest';
import { parseJson } from '../../server/src/syntax/json.ts';
import { nodePath } from '../../server/src/syntax/node-path.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';

const text = `{ "resources": [
  { "type": "T", "name": "a", "x": 1 },
  { "type": "T", "name": "b/[c]", "x": 2 },
  { "type": "T", "name": "a", "x": 3 }
], "list": ["p", "q"] }`;

test.each([
  ['1 }', '/resources[T a]/x'],
  ['2 }', '/resources[T b~47~91c~93]/x'],
  ['3 }', '/resources[T a#1]/x'],
  ['"q"', '/list[q]'],
])('names the place of %s', (place, path) => {
  expect(nodePath(parseJson(text).root, text.indexOf(place))).toBe(path);
});

test('steps are named by what they do and to what', () => {
  const yaml = 'steps:\n  - createVm: { name: vm1 }\n  - stop: vm1\n  - stop: vm1\n';
  const [tree] = parseYaml(yaml);
  expect(nodePath(tree?.root, yaml.lastIndexOf('vm1'))).toBe('/steps[stop vm1#1]/stop');
  expect(nodePath(tree?.root, yaml.indexOf('{'))).toBe('/steps[createVm vm1]/createVm');
});
