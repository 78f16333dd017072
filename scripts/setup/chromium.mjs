import { existsSync } from 'node:fs';
import { findProgram } from '../find-program.mjs';
import { mustRun } from '../run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Returns the path of a Chromium. Installs Debian's where that is possible; throws an Error that
 * says what to do where it is not. `EDGE_GPU_CHROMIUM` names another one.
 * @returns {Promise<string>}
 */
export async function setUpChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('installing chromium (apt-get) …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
    await mustRun('apt-get', ['update', ...quiet], { env });
    await mustRun(
      'apt-get',
      ['install', '-y', '--no-install-recommends', ...quiet, 'chromium', 'fonts-dejavu-core'],
      { env },
    );
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'The tests in VS Code need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium),\n' +
      'or set EDGE_GPU_CHROMIUM to the path of a Chromium or Chrome.',
  );
}

function findChromium() {
  return process.env['EDGE_GPU_CHROMIUM'] || findProgram(names);
}
