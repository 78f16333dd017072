import { readFileSync } from 'node:fs';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** @typedef {{ readonly layers: readonly string[], readonly packages: readonly string[] }} Layer */

/** @type {Record<string, Layer>} */
const layers = JSON.parse(readFileSync(new URL('server/layers.json', import.meta.url), 'utf8'));

const layerNames = Object.keys(layers).sort((a, b) => a.length - b.length);

export default defineConfig(
  { ignores: ['**/node_modules/', '.tsbuild/', '.vscode-test/', 'coverage/', 'dist/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A leading underscore says that a value must be named, but is not needed.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // Objects here are records of functions; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Code points are what is meant.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `return void` is how an arrow function ends after its one call.
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    files: ['scripts/**', 'test/**', 'bench/**', '*.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    // Their types are checked by the compiler, as far as JSDoc tells them.
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  // A file may be a layer of its own inside a folder: it comes last, for the last one holds.
  layerNames.map((name) => ({
    files: [`server/src/${name.endsWith('.ts') ? name : `${name}/**/*.ts`}`],
    rules: { 'no-restricted-imports': ['error', { patterns: forbiddenImports(name) }] },
  })),
  {
    files: ['client/src/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: 'server/src/(?!lsp/protocol\\.ts$)',
              message: 'The client knows the protocol alone.',
            },
          ],
        },
      ],
    },
  },
);

/**
 * Returns patterns for what a layer may not import.
 * @param {string} name
 */
function forbiddenImports(name) {
  const layer = layers[name] ?? { layers: [], packages: [] };
  const allowed = [name, ...layer.layers];
  const forbidden = layerNames.filter((other) => !allowed.includes(other));
  const packages = layer.packages.map((text) => escape(text).replace('\\*', '.*'));
  return [
    {
      regex: `^(?![./])(?!(?:${packages.join('|')})$)`,
      message: `${name} may not import this package: see server/layers.json.`,
    },
    ...forbidden.map((other) => {
      // Of a forbidden folder some files may be allowed by their own names.
      const exceptions = allowed
        .filter((file) => file.startsWith(`${other}/`))
        .map((file) => `(?!${escape(file.slice(other.length + 1))}$)`);
      return {
        regex: `^${name.endsWith('.ts') ? '\\./' : '(?:\\.\\./)+'}${escape(other)}(?:$|/${exceptions.join('')})`,
        message: `${name} may not import ${other}: see server/layers.json.`,
      };
    }),
  ];
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
