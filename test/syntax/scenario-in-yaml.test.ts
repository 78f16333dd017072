import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { grammarIn, ownGrammar, registryOf, tokensOf, type Token } from './textmate.ts';

// VS Code's own grammar of YAML, read where the tests in a real VS Code have put it.
const yaml = new URL(
  '../../.vscode-test/registry/code-server/lib/vscode/extensions/yaml/',
  import.meta.url,
);
const manifest = new URL('package.json', yaml);
const isThere = existsSync(manifest);
if (!isThere) console.log('not run: VS Code is not in .vscode-test (npm run e2e puts it there)');

interface Manifest {
  readonly contributes: { readonly grammars: readonly { scopeName: string; path: string }[] };
}

const grammars = new Map<string, IGrammar>();

beforeAll(async () => {
  if (!isThere) return;
  const { contributes } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const files = new Map(contributes.grammars.map(({ scopeName, path }) => [scopeName, path]));
  const registry = await registryOf((scope) => {
    if (scope === 'source.gpuscenario') return ownGrammar('gpuscenario.tmLanguage.json');
    const path = files.get(scope);
    return path === undefined ? undefined : grammarIn(new URL(path, yaml));
  });
  for (const scope of ['source.yaml', 'source.gpuscenario']) {
    const grammar = await registry.loadGrammar(scope);
    if (grammar) grammars.set(scope, grammar);
  }
});

function tokens(scope: 'source.yaml' | 'source.gpuscenario', text: string): readonly Token[] {
  const grammar = grammars.get(scope);
  if (!grammar) throw new Error(`${scope} is not loaded`);
  return tokensOf(grammar, text);
}

/** Of each character the scopes that YAML gives it; the grammar's own name is another one. */
function scopesOfYaml(found: readonly Token[]): readonly string[] {
  return found.flatMap(({ text, scopes }) => {
    const given = scopes.slice(1).filter((scope) => !scope.endsWith('.gpuscenario'));
    return [...text].map((character) => `${character} ${given.join(' ')}`);
  });
}

const steps = `device: { model: pro-gpu-2, release: "2106" }
images:
  Linuximage1: ubuntu-18.04
  "Windows*": { os: windows-server-2019-core, generation: 1 }
steps:
  # a comment between
  - deploy: ./CreateVM.json   # and one behind
    parameters: [a.json, 'b.json']
    with: { vmName: vm1 }
    expect: succeeds
  - anyOrder:
      - createVm:
          name: vm2
          size: Standard_NC4as_T4_v3
      - { configureKubernetes: {} }
      - stop: { vm: vm1, stayProvisioned: true }
    expect: { outcome: at-risk, gpus: { vm1: 1, free: 0 } }
  - "start": vm1
    expect: fails
`;

const samples = new URL('../../samples/', import.meta.url);
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.gpuscenario\.ya?ml$/.test(name))
  .map((name) => [name, readFileSync(new URL(name, samples), 'utf8')] as const);

describe.runIf(isThere)("beside VS Code's grammar of YAML", () => {
  test.each<readonly [string, string]>([
    ['a scenario', `scenario: Two VMs\n${steps}`],
    ['a comment first', `# A comment\nscenario: Two VMs\n${steps}`],
    ['an empty line first', `\n\nscenario: Two VMs\n${steps}`],
    ['a mark of a document first', `---\nscenario: Two VMs\n${steps}`],
    ['several documents', `# one\nscenario: a\n${steps}---\n# two\nscenario: b\n${steps}`],
    ['a directive', `%YAML 1.2\n---\nscenario: a\n${steps}`],
    ['what is half-typed', `# A comment\n${steps}  - deploy: \n  - createVm: { name: vm3,`],
    ...files,
  ])('%s: its names are coloured, and all else is as YAML', (_, text) => {
    const own = tokens('source.gpuscenario', text);
    expect(scopesOfYaml(own)).toEqual(scopesOfYaml(tokens('source.yaml', text)));
    expect(own.filter(({ scopes }) => scopes.some((scope) => scope.includes('invalid')))).toEqual(
      [],
    );
    expect(own.filter(({ scopes }) => scopes.at(-1)?.includes('.section.'))).not.toEqual([]);
  });

  test('sections, steps, properties and outcomes are coloured', () => {
    const found = tokens('source.gpuscenario', `# A comment\nscenario: a\n${steps}`).flatMap(
      ({ text, scopes }) => {
        const innermost = scopes.at(-1) ?? '';
        return innermost.endsWith('.gpuscenario') && scopes.length > 1 ? [text] : [];
      },
    );
    expect(found.join(' ')).toBe(
      'scenario device model release images steps deploy parameters with expect succeeds anyOrder createVm configureKubernetes stop expect outcome at-risk gpus expect fails',
    );
  });
});
