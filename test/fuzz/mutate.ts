import type { Random } from './random.ts';

/** Each of these opens, closes or separates something. */
const PUNCTUATION = '{}[]"\',:()/\\#&*!|>%@`$-?. \n\r\t\0'.split('');

/** What breaks a text, or gives it another meaning, in JSON, YAML and expressions. */
export const SCRAPS: readonly string[] = [
  ...PUNCTUATION,
  '\r\n',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '\u2028',
  '😀',
  '//',
  '/*',
  '*/',
  '---\n',
  '- ',
  '? ',
  '<<: *a',
  '&a ',
  '*a',
  '!!binary ',
  '"[',
  ']"',
  '[[',
  "[parameters('vmSize')]",
  "[concat('a', variables('b'))]",
  '[copyIndex()]',
  "[variables('variables')]",
  '[range(0, 2147483647)]',
  '[createArray(1, 2, 3)[9]]',
  "[reference('x').y]",
  "[format('{0:C}', 1)]",
  '"copy": { "name": "loop", "count": 900 },',
  '"condition": false,',
  '"__proto__": {},',
  '"constructor": 1,',
  '"hasOwnProperty": null,',
  'null',
  'true',
  '-0',
  '1e999',
  '9007199254740993',
  '0x10',
  'Standard_NC4as_T4_v3',
  'Standard_NC32as_2T4_v1',
  '  - configureKubernetes: {}\n',
  '  - stop: vm1\n',
  '  - anyOrder: [{ start: vm1 }, { stop: vm1 }]\n',
];

/** Returns `text` with one change: a scrap put in, a part left out, doubled or moved. */
export function mutated(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  const length = random.chance(0.2) ? random.below(200) : random.below(12);
  const end = Math.min(text.length, start + length);
  const part = text.slice(start, end);
  switch (random.below(5)) {
    case 0:
      return text.slice(0, start) + text.slice(end);
    case 1:
      return text.slice(0, end) + part + text.slice(end);
    case 2: {
      const rest = text.slice(0, start) + text.slice(end);
      const place = random.below(rest.length + 1);
      return rest.slice(0, place) + part + rest.slice(place);
    }
    case 3:
      return text.slice(0, start) + random.pick(SCRAPS) + text.slice(end);
    default:
      return text.slice(0, start) + random.pick(SCRAPS) + text.slice(start);
  }
}
