// node esbuild.mjs [--dev] [--outdir FOLDER]: bundles everything that is shipped into dist/, or into
// another folder. Nothing is read from node_modules at run time.
import { build } from 'esbuild';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defines } from './scripts/defines.mjs';
import { root } from './scripts/root.mjs';
import { withoutExamples } from './scripts/without-examples.mjs';

/** No bundle may be larger; in bytes. */
const largest = 900 * 1024;

const { dev: isDev, outdir } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;
const dist = path.resolve(root, outdir);

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  define: defines,
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  minify: !isDev,
  sourcemap: isDev,
  target: 'es2023',
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  // The CommonJS builds of some packages load their parts in ways that no bundler can follow, and
  // nothing unused can be left out of them.
  mainFields: ['module', 'main'],
  alias: { yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js') },
};

/** @type {import('esbuild').BuildOptions} */
const web = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

const bundles = [
  {
    entry: 'client/src/node.ts',
    file: 'client.js',
    options: { ...node, external: ['vscode'] },
  },
  {
    entry: 'server/src/node.ts',
    file: 'server.js',
    options: { ...node, plugins: [withoutExamples] },
  },
  { entry: 'server/src/cli.ts', file: 'cli.js', options: node },
  { entry: 'server/src/mcp/serve.ts', file: 'mcp.js', options: node },
  {
    entry: 'client/src/browser.ts',
    file: 'web/client.js',
    options: { ...web, external: ['vscode'] },
  },
  {
    entry: 'server/src/browser.ts',
    file: 'web/server.js',
    options: { ...web, format: /** @type {const} */ ('iife'), plugins: [withoutExamples] },
  },
];

rmSync(dist, { recursive: true, force: true });
const results = await Promise.all(
  bundles.map(({ entry, file, options }) =>
    build({ ...options, entryPoints: [entry], outfile: path.join(dist, file) }),
  ),
  // esbuild has said what is wrong.
).catch(() => process.exit(1));
chmodSync(path.join(dist, 'cli.js'), 0o755);
writeFileSync(path.join(dist, 'third-party-notices.txt'), notices());

for (const { file } of bundles) {
  const { size } = statSync(path.join(dist, file));
  console.log(`${file.padEnd(20)} ${(size / 1000).toFixed(1).padStart(8)} kB`);
  if (!isDev && size > largest) {
    console.error(`${file} is larger than ${largest / 1000} kB`);
    process.exitCode = 1;
  }
}

/** Returns the licences of all packages that went into a bundle, as these licences ask for. */
function notices() {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  const folders = inputs.map(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? '',
  );
  return [...new Set(folders)].filter(Boolean).sort().map(noticeOf).join('\n');
}

/** @param {string} folder */
function noticeOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
  );
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License.txt', 'license']
    .map((candidate) => path.join(root, folder, candidate))
    .find((candidate) => existsSync(candidate));
  const text = file ? readFileSync(file, 'utf8').trim() : `License: ${license}`;
  return `${'='.repeat(80)}\n${name} ${version}\n\n${text}\n`;
}
