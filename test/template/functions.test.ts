import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { evaluateCase, type EvaluationCase } from '../../server/src/template/evaluate-case.ts';
import { findFunction, functions } from '../../server/src/template/functions/index.ts';
import type { Json } from '../../server/src/template/value.ts';
import ownCases from './functions.cases.json' with { type: 'json' };

const here = dirname(fileURLToPath(import.meta.url));
const reference = join(here, '../../../shared/reference');

/** A case of either table: a value, a refusal, or a reason why it is not known. */
interface Case extends EvaluationCase {
  readonly id?: string;
  readonly expected?: unknown;
  readonly error?: boolean | string;
  readonly unknown?: string;
}

function check(input: Case): void {
  const outcome = evaluateCase(input);
  if (input.error === true) expect(outcome).toHaveProperty('error');
  else if (input.error) expect(outcome).toEqual({ error: input.error });
  else if (input.unknown !== undefined) expect(outcome).toEqual({ unknown: input.unknown });
  else expect(outcome).toEqual({ value: input.expected });
}

function sharedJson(name: string): unknown {
  const path = join(reference, name);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  console.warn(`skipped: ../shared/reference/${name} is not there`);
  return undefined;
}

describe('our own cases', () => {
  test.each(ownCases as unknown as readonly Case[])('$expression', check);
});

describe('cases that Azure has answered', () => {
  const table = sharedJson('expression-cases.json') as { cases: readonly Case[] } | undefined;
  if (!table) test.skip('../shared/reference/expression-cases.json is not there', () => undefined);
  else test.each(table.cases)('$id $expression', check);
});

describe('the table of functions', () => {
  interface Listed {
    readonly name: string;
    readonly category: string;
    readonly minArgs: number;
    readonly maxArgs: number | null;
    readonly returns: string;
    readonly deterministicOffline: boolean;
  }
  const listed = sharedJson('arm-functions.json') as readonly Listed[] | undefined;
  if (!listed) test.skip('../shared/reference/arm-functions.json is not there', () => undefined);
  else {
    test.each(listed)(
      'has $name as documented',
      ({ name, category, minArgs, maxArgs, returns }) => {
        expect(findFunction(name)).toMatchObject({
          name,
          category,
          minArgs,
          maxArgs: maxArgs ?? undefined,
          returns,
        });
      },
    );

    test('has no others', () => {
      const names = listed.map(({ name }) => name.toLowerCase());
      expect([...functions.keys()].sort()).toEqual(names.sort());
    });

    test('answers offline where that is possible', () => {
      const online = [...functions.values()].filter(({ kind }) => kind === 'online');
      const possible = listed.filter((one) => one.deterministicOffline).map(({ name }) => name);
      expect(online.map(({ name }) => name).filter((name) => possible.includes(name))).toEqual([]);
    });
  }

  test.each([...functions.values()])('documents $name', (entry) => {
    expect(entry.documentation).toMatch(/^[A-Z].+\.$/s);
    expect(entry.parameters.length).toBeGreaterThanOrEqual(entry.minArgs);
    for (const { name, type, documentation } of entry.parameters) {
      expect(name).toMatch(/^[a-z]\w*$/i);
      expect(type).toMatch(/^(?:any|(?:string|int|bool|array|object|null|lambda)(?:\|\w+)*)$/);
      expect(documentation).toMatch(/^[A-Z'].+[.]$/s);
    }
    const last = entry.parameters.at(-1)?.presence;
    expect(last === 'repeated').toBe(entry.maxArgs === undefined);
  });

  test.each([...functions.values()].filter(({ members }) => members))(
    'documents what $name() has',
    ({ name, members, kind }) => {
      if (kind === 'online') return;
      const example = { parseCidr: "'10.0.0.0/8'", parseUri: "'https://a.b'" }[name] ?? '';
      for (const member of members ?? []) {
        const outcome = evaluateCase({ expression: `[${name}(${example}).${member.name}]` });
        expect(outcome).not.toHaveProperty('error');
      }
    },
  );

  test('tests every function', () => {
    const written = (ownCases as unknown as readonly Case[])
      .map((one) => one.expression)
      .join('\n');
    const missing = [...functions.values()].filter(
      ({ name }) => !written.toLowerCase().includes(`${name.toLowerCase()}(`),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

test('any list function is unknown, never missing', () => {
  expect(evaluateCase({ expression: "[listSomething('id', '2020-01-01')]" })).toEqual({
    unknown: 'listSomething needs a deployment',
  });
});

test('what is given may nest too deeply', () => {
  let deep: Json = 1;
  for (let depth = 0; depth < 20_000; depth++) deep = [deep];
  const tooLarge = { unknown: 'too large to evaluate offline' };
  const expression = "[string(parameters('deep'))]";
  expect(evaluateCase({ expression, parameters: { deep } })).toEqual(tooLarge);
  expect(evaluateCase({ expression, variables: { deep } })).toEqual(tooLarge);
});

test('what needs each other may go on for too long', () => {
  const variables: Record<string, string> = { v400: 'end' };
  for (let index = 0; index < 400; index++) {
    const next = `variables('v${index + 1}')`;
    variables[`v${index}`] = `[${'concat('.repeat(100)}${next}${')'.repeat(100)}]`;
  }
  expect(evaluateCase({ expression: "[variables('v0')]", variables })).toHaveProperty('unknown');
});
