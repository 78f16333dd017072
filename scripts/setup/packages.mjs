import { existsSync, readFileSync } from 'node:fs';
import { npm } from '../run.mjs';

/** Installs the packages of `package-lock.json`, unless exactly these are there already. */
export async function setUpPackages() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    throw new Error(`Node 20 or later is needed; this is ${process.version} (https://nodejs.org)`);
  }
  if (isInstalled()) return;
  console.log('installing packages (npm ci) …');
  await npm(['ci'], { env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } });
}

/** Compares the lock with what npm noted about its last installation. */
function isInstalled() {
  const noted = 'node_modules/.package-lock.json';
  if (!existsSync(noted)) return false;
  const installed = packagesOf(noted);
  return Object.entries(packagesOf('package-lock.json')).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    // npm leaves out optional packages of other platforms.
    return found ? found.integrity === wanted.integrity : wanted.optional === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { readonly integrity?: string, readonly optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
