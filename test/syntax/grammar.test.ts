import { beforeAll, describe, expect, test } from 'vitest';
import textmate, { type IGrammar } from 'vscode-textmate';
import { ownGrammar, registryOf, tokensOf } from './textmate.ts';

// The grammars of JSON and YAML belong to the editor and are not at hand here. These stand in for
// them: they know strings, comments and names by the scopes that the editor's grammars give them.
const standIns: Readonly<Record<string, object>> = {
  'source.json': jsonGrammar('source.json', ''),
  'source.json.comments': jsonGrammar('source.json.comments', '.comments'),
  'source.yaml': {
    scopeName: 'source.yaml',
    patterns: [
      { match: '#.*$', name: 'comment.line.number-sign.yaml' },
      { begin: '"', end: '"', name: 'string.quoted.double.yaml' },
      { begin: "'", end: "'", name: 'string.quoted.single.yaml' },
      { begin: '(?=[\\w-]+\\s*:)', end: '(?=\\s*:)', name: 'entity.name.tag.yaml' },
      {
        begin: '(?=[^\\s:,{}\\[\\]#-])',
        end: '(?=[:,{}\\[\\]#])|$',
        name: 'string.unquoted.plain.out.yaml',
      },
    ],
  },
};

function jsonGrammar(scopeName: string, suffix: string): object {
  return {
    scopeName,
    patterns: [
      {
        begin: '"(?=(?:[^"\\\\]|\\\\.)*"\\s*:)',
        end: '"',
        name: `string.json${suffix} support.type.property-name.json${suffix}`,
      },
      {
        begin: '"',
        end: '"',
        name: `string.quoted.double.json${suffix}`,
        patterns: [{ match: '\\\\.', name: `constant.character.escape.json${suffix}` }],
      },
    ],
  };
}

const injection = 'edge-gpu.arm-expression.injection';
const grammars = new Map<string, IGrammar>();

beforeAll(async () => {
  const registry = await registryOf(
    (scope) => {
      if (scope === injection) return ownGrammar('arm-expression.injection.tmLanguage.json');
      if (scope === 'source.gpuscenario') return ownGrammar('gpuscenario.tmLanguage.json');
      const standIn = standIns[scope];
      return standIn && textmate.parseRawGrammar(JSON.stringify(standIn), `${scope}.json`);
    },
    (scope) => (scope.startsWith('source.json') ? [injection] : []),
  );
  for (const scope of ['source.json', 'source.json.comments', 'source.gpuscenario']) {
    const grammar = await registry.loadGrammar(scope);
    if (grammar) grammars.set(scope, grammar);
  }
});

/** Returns the tokens that a grammar of ours has coloured, as `text scope` of the innermost one. */
function coloured(scope: string, text: string): readonly string[] {
  const grammar = grammars.get(scope);
  const tokens = grammar ? tokensOf(grammar, text) : [];
  return tokens.flatMap((token) => {
    const [, own] = /^(.*)\.(?:arm-expression|gpuscenario)$/.exec(token.scopes.at(-1) ?? '') ?? [];
    const written = token.text.trim();
    return own !== undefined && written !== '' && own !== 'source' ? [`${written} ${own}`] : [];
  });
}

describe.each(['source.json', 'source.json.comments'])('ARM expressions in %s', (scope) => {
  test('a function with a parameter and a text', () => {
    expect(coloured(scope, `"name": "[concat(parameters('vmName'), '-it''s')]",`)).toEqual([
      '[ punctuation.section.embedded.begin',
      'concat entity.name.function',
      '( punctuation.section.arguments.begin',
      'parameters support.function',
      '( punctuation.section.arguments.begin',
      "' punctuation.definition.string.begin",
      'vmName variable.other.readwrite',
      "' punctuation.definition.string.end",
      ') punctuation.section.arguments.end',
      ', punctuation.separator.arguments',
      "' punctuation.definition.string.begin",
      '-it string.quoted.single',
      "'' constant.character.escape",
      's string.quoted.single',
      "' punctuation.definition.string.end",
      ') punctuation.section.arguments.end',
      '] punctuation.section.embedded.end',
    ]);
  });

  test('members, items, numbers and own functions', () => {
    expect(coloured(scope, `["[contoso.f(-1.5).a.?b[0]]"]`)).toEqual([
      '[ punctuation.section.embedded.begin',
      'contoso entity.name.namespace',
      '. punctuation.accessor',
      'f entity.name.function',
      '( punctuation.section.arguments.begin',
      '-1.5 constant.numeric',
      ') punctuation.section.arguments.end',
      '. punctuation.accessor',
      'a variable.other.property',
      '.? punctuation.accessor',
      'b variable.other.property',
      '[ punctuation.section.brackets.begin',
      '0 constant.numeric',
      '] punctuation.section.brackets.end',
      '] punctuation.section.embedded.end',
    ]);
  });

  test('an expression of several lines', () => {
    const text = `"a": "[concat(\n  variables('x'),\n  'y')]", "b": "plain"`;
    const tokens = coloured(scope, text);
    expect(tokens).toContain('x variable.other.readwrite');
    expect(tokens).toContain('y string.quoted.single');
    expect(tokens.at(-1)).toBe('] punctuation.section.embedded.end');
  });

  test('what is half-typed does not colour the rest of the file', () => {
    const tokens = coloured(scope, `"a": "[concat('x]",\n"b": "f(1)"`);
    expect(tokens).toContain('concat entity.name.function');
    expect(tokens.some((token) => token.startsWith('f '))).toBe(false);
  });

  test.each([
    '"[[not(an expression)]"',
    '"[a] and [b] more"',
    '"text [f(1)]"',
    '"\\"[f(1)]"',
    '"[f(1)]": 2',
    '["plain"]',
    '[["f(1)"]]',
  ])('nothing in %s', (text) => {
    expect(coloured(scope, text)).toEqual([]);
  });
});

describe('scenarios', () => {
  test('sections, steps and outcomes', () => {
    const text = [
      'scenario: deploy: nothing # steps: none',
      'device: { model: pro-gpu-2, release: "2106" }',
      'steps:',
      '  - deploy: ./CreateVM.json',
      '    parameters: a.json',
      '    expect: succeeds',
      '  - anyOrder:',
      '      - configureKubernetes: {}',
      '      - {stop: vm1}',
      '    expect: { outcome: at-risk, gpus: { free: 0 } }',
      '  - start: vm1',
      '    expect: fails',
    ].join('\n');
    expect(coloured('source.gpuscenario', text)).toEqual([
      'scenario storage.type.section',
      'device storage.type.section',
      'model support.type.property-name.device',
      'release support.type.property-name.device',
      'steps storage.type.section',
      'deploy keyword.control.step',
      'parameters support.type.property-name',
      'expect keyword.other.expect',
      'succeeds constant.language.outcome.succeeds',
      'anyOrder keyword.control.step',
      'configureKubernetes keyword.control.step',
      'stop keyword.control.step',
      'expect keyword.other.expect',
      'outcome keyword.other.expect',
      'at-risk constant.language.outcome.other',
      'gpus keyword.other.expect',
      'start keyword.control.step',
      'expect keyword.other.expect',
      'fails constant.language.outcome.fails',
    ]);
  });

  test.each([
    '# - deploy: x',
    '- redeploy: x',
    '- deploy',
    'x: "expect: fails"',
    '- deploy:x',
    'a-device: 1',
  ])('nothing in %s', (text) => {
    expect(coloured('source.gpuscenario', text)).toEqual([]);
  });
});
