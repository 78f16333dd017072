import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { defines } from './defines.mjs';
import { cache } from './root.mjs';

/**
 * Bundles a TypeScript file of the project and imports it. Packages are left to Node.
 * @param {string} file relative to the project's folder
 * @returns {Promise<any>} the module
 */
export async function importTypeScript(file) {
  // Inside the project, so that Node finds the packages.
  const outfile = path.join(cache, 'build', file.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'inline',
    define: defines,
    logLevel: 'warning',
  });
  process.setSourceMapsEnabled(true);
  return import(pathToFileURL(outfile).href);
}
