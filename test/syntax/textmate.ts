import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';

/** Returns a grammar of the project by the name of its file. */
export function ownGrammar(name: string): IRawGrammar {
  return grammarIn(new URL(`../../syntaxes/${name}`, import.meta.url));
}

export function grammarIn(file: URL): IRawGrammar {
  return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file.pathname);
}

/** Returns a registry as the editor has one, with the grammars that it is told. */
export async function registryOf(
  grammarOf: (scope: string) => IRawGrammar | undefined,
  injectionsInto: (scope: string) => string[] = () => [],
): Promise<InstanceType<typeof textmate.Registry>> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => Promise.resolve(grammarOf(scope) ?? null),
    getInjections: injectionsInto,
  });
}

export interface Token {
  readonly text: string;
  /** From the outermost one, that of the grammar, to the innermost. */
  readonly scopes: readonly string[];
}

/** Returns the tokens of a text, line after line. */
export function tokensOf(grammar: IGrammar, text: string): readonly Token[] {
  let state = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}
