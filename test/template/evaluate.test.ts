import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Location, Span } from '../../server/src/base/span.ts';
import { parseJson } from '../../server/src/syntax/json.ts';
import { budgetOf } from '../../server/src/template/budget.ts';
import { evaluateNode, evaluateText } from '../../server/src/template/evaluate.ts';
import { functions } from '../../server/src/template/functions/index.ts';
import type { DeploymentContext, Scope } from '../../server/src/template/scope.ts';
import { toJson, type OneOf, type Value } from '../../server/src/template/value.ts';

const elsewhere = (start: number): Location => ({
  uri: 'file:params',
  span: { start, end: start + 1 },
});
const here = (span: Span): Location => ({
  uri: 'file:template',
  span: { start: span.start, end: span.end },
});

const parameters: Readonly<Record<string, Value>> = {
  a: { kind: 'string', value: 'alpha', origin: elsewhere(1) },
  b: { kind: 'string', value: 'beta', origin: elsewhere(2) },
  vm: {
    kind: 'object',
    members: new Map([['Size', { kind: 'string', value: 'S', origin: elsewhere(4) }]]),
    origin: elsewhere(3),
  },
  open: {
    kind: 'unknown',
    reason: 'no value',
    shape: "{parameters('open')}",
    origin: elsewhere(5),
  },
  password: { kind: 'string', value: 'hunter2', origin: elsewhere(6), secret: true },
  login: {
    kind: 'object',
    members: new Map<string, Value>([
      ['user', { kind: 'string', value: 'u', origin: elsewhere(7) }],
      ['password', { kind: 'string', value: 'p', origin: elsewhere(8), secret: true }],
    ]),
    origin: elsewhere(9),
  },
  size: choice("parameters('size')", ['small', 'large']),
  env: choice("parameters('env')", ['dev', 'prod']),
  many: choice(
    "parameters('many')",
    Array.from({ length: 20 }, (_, index) => `m${index}`),
  ),
};

function choice(decider: string, values: readonly string[]): Value {
  return {
    kind: 'oneOf',
    origin: elsewhere(10),
    choices: values.map((value, index) => ({
      value: { kind: 'string', value, origin: elsewhere(11 + index) },
      when: new Map([[decider, `'${value}'`]]),
    })),
  };
}

function scopeOf(steps: number, context: DeploymentContext): Scope {
  const scope: Scope = {
    parameter: (name) => parameters[name.toLowerCase()],
    variable: () => undefined,
    userFunction: (namespace, name) =>
      namespace === 'my' && name === 'twice'
        ? {
            parameters: ['text'],
            call: (args, inner) =>
              evaluateText(
                "[concat(parameters('text'), parameters('text'))]",
                {
                  ...inner,
                  parameter: () => args[0],
                },
                (span) => ({ uri: 'file:function', span }),
              ),
          }
        : undefined,
    copyIndex: () => undefined,
    lambdaVariable: () => undefined,
    context,
    budget: budgetOf(steps),
  };
  return scope;
}

function evaluated(text: string): Value {
  return evaluateText(text, scopeOf(100_000, {}), here);
}

describe('the origin of a value', () => {
  const inText = (start: number, end: number): Location => here({ start, end });
  test.each<[string, Location]>([
    ['plain', inText(0, 5)],
    ["['x']", inText(1, 4)],
    ["[concat('x', 'y')]", inText(1, 17)],
    ["[parameters('a')]", elsewhere(1)],
    ["[toUpper(parameters('a'))]", elsewhere(1)],
    ["[concat('x-', toUpper(parameters('a')))]", elsewhere(1)],
    ["[concat(parameters('a'), parameters('b'))]", inText(1, 41)],
    ["[concat(concat(parameters('a'), parameters('b')), parameters('a'))]", inText(1, 66)],
    ["[parameters('vm').size]", elsewhere(4)],
    ["[if(equals(parameters('a'), 'alpha'), parameters('b'), 'z')]", elsewhere(2)],
    ["[if(true(), 'y', 'z')]", inText(12, 15)],
    ["[coalesce(null(), parameters('b'))]", elsewhere(2)],
    ["[first(createArray(parameters('a'), parameters('b')))]", elsewhere(1)],
    ["[createObject('k', parameters('b')).k]", elsewhere(2)],
    ["[split(parameters('a'), 'p')[0]]", elsewhere(1)],
    ["[my.twice(parameters('a'))]", elsewhere(1)],
    ['[noSuch()]', inText(1, 7)],
    ["[concat('x', ]", inText(13, 13)],
    ["[parameters('open').x]", elsewhere(5)],
  ])('%s', (text, origin) => {
    expect(evaluated(text).origin).toEqual(origin);
  });
});

describe('the shape of an unknown text', () => {
  test.each<[string, string | undefined]>([
    ["[concat('vm-', parameters('open'))]", "vm-{parameters('open')}"],
    ["[format('{0}-{1}', 'vm', parameters('open'))]", "vm-{parameters('open')}"],
    ["[join(createArray('a', parameters('open')), '/')]", "a/{parameters('open')}"],
    ["[toUpper(concat('vm-', parameters('open')))]", "VM-{parameters('open')}"],
    ["[concat('x', newGuid())]", 'x{newGuid()}'],
    ["[concat(parameters('open').size, '!')]", "{parameters('open').size}!"],
    ["[parameters('open')[0]]", "{parameters('open')[0]}"],
    [
      "[resourceId('A.B/c', 'n')]",
      '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/A.B/c/n',
    ],
    [
      "[subscriptionResourceId('s', 'A.B/c', parameters('open'))]",
      "/subscriptions/s/providers/A.B/c/{parameters('open')}",
    ],
    ["[split(resourceId('A.B/c', 'n'), '/')[2]]", '{subscriptionId}'],
    ['[resourceGroup().id]', '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}'],
    ["[length(parameters('open'))]", undefined],
    ["[concat(parameters('open'), createArray())]", undefined],
    ["[concat(parameters('open'), parameters('password'))]", undefined],
  ])('%s', (text, shape) => {
    const value = evaluated(text);
    expect(value.kind).toBe('unknown');
    expect(value.kind === 'unknown' && value.shape).toBe(shape);
  });
});

describe('a secret', () => {
  test.each<[string, boolean]>([
    ["[parameters('password')]", true],
    ["[concat('x', parameters('password'))]", true],
    ["[length(parameters('password'))]", true],
    ["[split(parameters('password'), 'u')[0]]", true],
    ["[string(parameters('login'))]", true],
    ["[parameters('login').password]", true],
    ["[parameters('login').user]", false],
    ["[createObject('a', parameters('login')).a.user]", false],
    ["[concat(parameters('open'), parameters('password'))]", true],
    ["[my.twice(parameters('password'))]", true],
    ["[parameters('a')]", false],
  ])('%s: %s', (text, secret) => {
    expect(evaluated(text).secret ?? false).toBe(secret);
  });

  test.each([
    "[int(parameters('password'))]",
    "[fail(parameters('password'))]",
    "[createObject()[parameters('password')]]",
  ])('is not told by the failure of %s', (text) => {
    const value = evaluated(text);
    expect(value.kind).toBe('failure');
    expect(JSON.stringify(value)).not.toContain('hunter2');
  });
});

describe('one of several values', () => {
  const choices = (text: string): readonly (readonly [unknown, Record<string, string>])[] => {
    const value = evaluated(text);
    expect(value.kind).toBe('oneOf');
    return (value as OneOf).choices.map((one) => {
      const json = toJson(one.value);
      return ['json' in json ? json.json : json.obstacle.kind, Object.fromEntries(one.when)];
    });
  };

  test.each<[string, ReturnType<typeof choices>]>([
    [
      "[concat('x-', parameters('size'))]",
      [
        ['x-small', { "parameters('size')": "'small'" }],
        ['x-large', { "parameters('size')": "'large'" }],
      ],
    ],
    [
      "[if(equals(parameters('size'), 'large'), 2, 1)]",
      [
        [1, { "parameters('size')": "'small'" }],
        [2, { "parameters('size')": "'large'" }],
      ],
    ],
    [
      "[concat(parameters('size'), '/', parameters('size'))]",
      [
        ['small/small', { "parameters('size')": "'small'" }],
        ['large/large', { "parameters('size')": "'large'" }],
      ],
    ],
    [
      "[if(empty(newGuid()), 'a', 'b')]",
      [
        ['a', { 'empty(newGuid())': 'true' }],
        ['b', { 'empty(newGuid())': 'false' }],
      ],
    ],
    [
      "[concat(if(empty(newGuid()), 'a', 'b'), if(empty(newGuid()), 'c', 'd'))]",
      [
        ['ac', { 'empty(newGuid())': 'true' }],
        ['bd', { 'empty(newGuid())': 'false' }],
      ],
    ],
    [
      '[if(empty(newGuid()), newGuid(), div(1, 0))]',
      [
        ['unknown', { 'empty(newGuid())': 'true' }],
        ['failure', { 'empty(newGuid())': 'false' }],
      ],
    ],
    [
      "[createObject('small', 1, 'large', 2)[parameters('size')]]",
      [
        [1, { "parameters('size')": "'small'" }],
        [2, { "parameters('size')": "'large'" }],
      ],
    ],
    [
      "[and(equals(parameters('size'), 'small'), equals(parameters('env'), 'dev'))]",
      [
        [true, { "parameters('size')": "'small'", "parameters('env')": "'dev'" }],
        [false, { "parameters('size')": "'small'", "parameters('env')": "'prod'" }],
        [false, { "parameters('size')": "'large'", "parameters('env')": "'dev'" }],
        [false, { "parameters('size')": "'large'", "parameters('env')": "'prod'" }],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(choices(text)).toEqual(expected);
  });

  test('becomes one value when all are equal', () => {
    expect(evaluated("[length(parameters('size'))]")).toMatchObject({ kind: 'number', value: 5 });
  });

  test('is merged where only the result matters, and unknown beyond 32', () => {
    expect(
      choices("[and(equals(parameters('many'), 'm1'), equals(parameters('env'), 'dev'))]"),
    ).toHaveLength(2);
    expect(evaluated("[concat(parameters('many'), parameters('env'))]")).toMatchObject({
      kind: 'unknown',
      reason: 'there are more than 32 possible values',
    });
  });
});

describe('a node', () => {
  const valueOf = (text: string): Value => {
    const { root } = parseJson(text);
    if (!root) throw new Error('the test has no JSON');
    return evaluateNode(root, scopeOf(100_000, {}), {
      node: here,
      text: (node, span) =>
        here({ start: node.start + 1 + span.start, end: node.start + 1 + span.end }),
    });
  };

  test.each<[string, unknown]>([
    ['{"a": "[add(1, 2)]", "b": ["x", null, true, 1.5]}', { a: 3, b: ['x', null, true, 1.5] }],
    ['{"[concat(\'k\', 1)]": 1}', { k1: 1 }],
    ['{"copy": {"name": "x", "count": 2}}', { copy: { name: 'x', count: 2 } }],
    ['{"copy": ["x"]}', { copy: ['x'] }],
    [
      '{"COPY": [{"Name": "d", "Count": "[length(\'ab\')]", "Input": {"lun": "[copyIndex(\'d\')]"}}], "e": 1}',
      { d: [{ lun: 0 }, { lun: 1 }], e: 1 },
    ],
    [
      '{"copy": [{"name": "x", "count": 2, "input": {"copy": [{"name": "y", "count": 2, "input": "[concat(copyIndex(\'x\'), copyIndex(\'y\'))]"}]}}]}',
      { x: [{ y: ['00', '01'] }, { y: ['10', '11'] }] },
    ],
  ])('%s', (text, expected) => {
    expect(toJson(valueOf(text))).toEqual({ json: expected });
  });

  test('says where a loop is wrong', () => {
    const text = '{"copy": [{"name": "d", "count": 801, "input": 1}]}';
    expect(toJson(valueOf(text))).toEqual({
      obstacle: {
        kind: 'failure',
        message: "loop 'd' may have 0 to 800 turns, not 801",
        origin: here({ start: text.indexOf('801'), end: text.indexOf('801') + 3 }),
      },
    });
  });

  test('keeps what is known beside what is not', () => {
    const value = valueOf('{"a": "[newGuid()]", "b": "[fail(\'x\')]", "c": 1}');
    const kinds = value.kind === 'object' && [...value.members.values()].map(({ kind }) => kind);
    expect(kinds).toEqual(['unknown', 'failure', 'number']);
  });
});

describe('evaluation is bounded', () => {
  const range = 'range(0, 10000)';
  test.each([
    `[map(${range}, lambda('x', map(${range}, lambda('y', 1))))]`,
    `[reduce(${range}, 'x', lambda('c', 'n', concat(lambdaVariables('c'), lambdaVariables('c'))))]`,
    `[reduce(${range}, ${range}, lambda('c', 'n', concat(lambdaVariables('c'), lambdaVariables('c'))))]`,
    `[reduce(${range}, createArray(), lambda('c', 'n', createArray(lambdaVariables('c'))))]`,
    `[string(reduce(range(0, 90), createArray(), lambda('c', 'n', createArray(lambdaVariables('c'), lambdaVariables('c')))))]`,
    "[replace(padLeft('', 1000000, 'a'), 'a', padLeft('', 1000000, 'b'))]",
    "[format('{0,1000001}', 1)]",
    `[join(map(${range}, lambda('x', padLeft('', 1000000))), '')]`,
  ])('%s', (text) => {
    const value = evaluateText(text, scopeOf(1_000_000, {}), here);
    const json = toJson(value);
    expect('obstacle' in json && json.obstacle).toMatchObject({
      kind: 'unknown',
      reason: 'too large to evaluate offline',
    });
  });

  test('a budget that is used up gives unknown', () => {
    expect(evaluateText('[concat()]', scopeOf(0, {}), here)).toMatchObject({ kind: 'unknown' });
  });
});

describe('evaluation never throws', () => {
  const literal = fc.oneof(
    fc.constantFrom(
      "''",
      "'a'",
      "'1'",
      "'/'",
      "'{0}'",
      "'10.0.0.0/24'",
      "'P1D'",
      "'http://a/b'",
      "'{'",
    ),
    fc.constantFrom('0', '1', '-1', '2147483647', '9223372036854775807', '1.5'),
    fc.constantFrom(
      "parameters('open')",
      "parameters('size')",
      "parameters('vm')",
      "lambdaVariables('x')",
    ),
    fc.constantFrom(
      'null()',
      'true()',
      "createArray(1, 'b', newGuid())",
      "createObject('k', newGuid())",
      'resourceGroup()',
    ),
  );
  const { call } = fc.letrec<{ call: string; argument: string }>((tie) => ({
    argument: fc.oneof({ depthSize: 'small' }, literal, tie('call')),
    call: fc
      .tuple(
        fc.constantFrom(...[...functions.values()].map(({ name }) => name)),
        fc.array(tie('argument'), { maxLength: 4 }),
        fc.constantFrom('', '.k', '[0]', '.?k', "['k']"),
      )
      .map(([name, args, access]) =>
        ['map', 'filter', 'sort', 'toObject', 'groupBy', 'mapValues', 'reduce'].includes(name)
          ? `${name}(${args[0] ?? 'range(0, 3)'}, ${name === 'reduce' ? '0, ' : ''}lambda('x', 'y', ${args[1] ?? '1'}))${access}`
          : `${name}(${args.join(', ')})${access}`,
      ),
  }));

  test('for any nested calls', () => {
    fc.assert(
      fc.property(call, (text) => {
        const value = evaluateText(`[${text}]`, scopeOf(2_000, { resourceGroup: 'rg' }), here);
        expect(value.origin).toBeDefined();
        toJson(value);
      }),
      { numRuns: 3_000 },
    );
  });

  test('for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        evaluateText(`[${text}]`, scopeOf(1_000, {}), here);
        evaluateText(text, scopeOf(1_000, {}), here);
      }),
      { numRuns: 2_000 },
    );
  });
});
