// What package.json says agrees with what is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };
import { contributedTools } from '../scripts/contributed-tools.ts';

const root = path.dirname(import.meta.dirname);
const { contributes } = manifest;

describe('files', () => {
  const shipped = [
    ...contributes.grammars.map((grammar) => grammar.path),
    ...contributes.languages.map((language) => language.configuration),
    ...contributes.jsonValidation.map((validation) => validation.url),
    ...contributes.yamlValidation.map((validation) => validation.url),
  ];
  test.each([...new Set(shipped)])('%s is there and is JSON', (file) => {
    expect(() => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown).not.toThrow();
  });

  const bundles = [manifest.main, manifest.browser, manifest.bin['edge-gpu']];
  test.each(bundles)('%s is built', (file) => {
    const name = path.posix.relative('dist', file);
    expect(readFileSync(path.join(root, 'esbuild.mjs'), 'utf8')).toContain(`file: '${name}'`);
  });

  test('each grammar has the scope that the manifest names', () => {
    for (const { scopeName, path: file } of contributes.grammars) {
      const text = readFileSync(path.join(root, file), 'utf8');
      expect(JSON.parse(text)).toMatchObject({ scopeName });
    }
  });
});

describe('activation', () => {
  const languages = contributes.languages.map(({ id }) => id);
  test.each(languages)('happens for the language %s', (id) => {
    expect(manifest.activationEvents).toContain(`onLanguage:${id}`);
  });

  test('never happens for everything', () => {
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents).not.toContain('onStartupFinished');
  });
});

describe('commands', () => {
  const commands = contributes.commands.map(({ command }) => command);
  const entries = Object.values(contributes.menus).flat();
  test.each(entries)('$command in a menu exists', ({ command }) => {
    expect(commands).toContain(command);
  });

  test.each(commands)('%s is registered by the client', (command) => {
    expect(sourcesContain('client/src', command)).toBe(true);
  });
});

describe('tools of language models', () => {
  test('are described as the server runs them, by `npm run generate`', () => {
    expect(contributes.languageModelTools).toEqual(contributedTools());
  });
});

describe('settings', () => {
  const settings = Object.entries(contributes.configuration.properties);
  test.each(settings)('%s is in our section and described', (name, setting) => {
    expect(name).toMatch(/^edgeGpu\./);
    const described = 'description' in setting ? setting.description : setting.markdownDescription;
    expect(described).toMatch(/^\w.*\.$/s);
  });
});

describe('versions', () => {
  test('the API that the client is compiled against is the oldest VS Code it runs in', () => {
    const types = lock.packages['node_modules/@types/vscode'].version;
    const [major, minor] = types.split('.');
    expect(manifest.engines.vscode).toBe(`^${major}.${minor}.0`);
  });

  test('nothing is installed with the extension: everything is bundled', () => {
    expect(manifest).not.toHaveProperty('dependencies');
  });

  test('the lock is of this version', () => {
    expect(lock.version).toBe(manifest.version);
  });

  test('the licence is shipped', () => {
    expect(existsSync(path.join(root, 'LICENSE'))).toBe(true);
    expect(readFileSync(path.join(root, '.vscodeignore'), 'utf8')).toContain('!LICENSE');
  });
});

function sourcesContain(folder: string, text: string): boolean {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .some((name) => readFileSync(path.join(root, folder, name), 'utf8').includes(`'${text}'`));
}
