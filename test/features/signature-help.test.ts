import { expect, it } from 'vitest';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { workspaceOf } from '../kit.ts';
import { marked } from './marker.ts';

const template = (value: string): string => `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "functions": [{ "namespace": "contoso", "members": { "unique": {
    "parameters": [{ "name": "prefix", "type": "string" }, { "name": "n", "type": "int" }],
    "output": { "type": "string", "value": "x" } } } }],
  "resources": [],
  "outputs": { "o": { "type": "string", "value": "${value}" } }
}
`;

/** The label with the active parameter in `«»`. */
function shownAt(value: string, settings = {}): string | undefined {
  const { files, uri, offset } = marked(template(value));
  const help = signatureHelp(workspaceOf(files, settings).analysis, uri, offset);
  const [signature] = help?.signatures ?? [];
  const active = signature?.parameters?.[help?.activeParameter ?? 0]?.label;
  if (!signature || !Array.isArray(active)) return signature?.label;
  const [start, end] = active;
  const { label } = signature;
  return `${label.slice(0, start)}«${label.slice(start, end)}»${label.slice(end)}`;
}

it.each([
  ["[replace(<|>'a', 'b', 'c')]", /^replace\(«\w+: string», \w+: string, \w+: string\): string$/],
  ["[replace('a', <|>", /^replace\(\w+: string, «\w+: string», \w+: string\): string$/],
  ["[replace('a,(', 'b', '<|>c')]", /^replace\(\w+: string, \w+: string, «\w+: string»\): string$/],
  ["[replace(toLower(<|>'A'), 'b', 'c')]", /^toLower\(«\w+: string»\)/],
  ["[replace(toLower('A'),<|> 'b', 'c')]", /^replace\(\w+: string, «/],
  ['[concat(1, 2, 3, <|>4)]', /^concat\(.*«\.\.\.\w+: [^»]+»\)/],
  ["[contoso.unique('a', <|>1)]", /^contoso\.unique\(prefix: string, «n: int»\): string$/],
  ["[map(createArray(1), lambda('x', <|>add(1, 2)))]", /^lambda\(/],
  ["[map(createArray(1), lambda('x', add(1, <|>2)))]", /^add\(\w+: int, «\w+: int»\): int$/],
])('%s', (value, label) => {
  expect(shownAt(value)).toMatch(label);
});

it.each([
  '<|>[concat(1)]',
  '[concat(1)<|>]',
  '[noSuchFunction(<|>1)]',
  'concat(<|>1)',
  '[[concat(<|>1)]',
])('nothing in %s', (value) => expect(shownAt(value)).toBeUndefined());

it('shows none active beyond the last parameter', () => {
  expect(shownAt("[toLower('a', <|>)]")).toMatch(/^toLower\(\w+: string\)/);
});

it('is silent where ARM Tools helps', () => {
  expect(shownAt('[concat(<|>1)]', { armToolsActive: true })).toBeUndefined();
});
