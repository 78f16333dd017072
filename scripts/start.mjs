// npm start: sets everything up, shows what the command line says about the samples, then opens
// them in VS Code with the extension. Options, after `npm start --`:
//   --browser     the VS Code of the npm registry in a web browser, also where `code` is installed
//   --check       as --browser, but stops as soon as the page has answered
//   --port PORT   where the web browser finds it; a free one from 8920 on when not given
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from './find-program.mjs';
import { cache, logs, root } from './root.mjs';
import { heading, mustRun, run, runMain } from './run.mjs';
import { setUpPackages } from './setup/packages.mjs';
import { isVsCodeAvailable, setUpVsCode } from './setup/vscode.mjs';

await runMain(async () => {
  const options = readOptions();
  heading('Setup');
  await setUpPackages();
  await mustRun(process.execPath, ['esbuild.mjs']);

  const scenarios = sampleScenarios();
  heading('edge-gpu check samples');
  await runCli(['check', 'samples']);
  heading('edge-gpu simulate samples');
  await runCli(['simulate', ...scenarios]);

  heading('VS Code');
  const file = path.join(root, scenarios[0] ?? '');
  const code = options.browser || options.check ? undefined : desktopCode();
  if (code) {
    console.log(`opening samples with ${code}`);
    return run(code, [`--extensionDevelopmentPath=${root}`, path.join(root, 'samples'), file]);
  }
  if (!isVsCodeAvailable()) {
    throw new Error('Install VS Code and its command `code` (https://code.visualstudio.com).');
  }
  const vscode = await setUpVsCode();
  const { importTypeScript } = await import('./import-ts.mjs');
  const { openSamples } = await importTypeScript('test/e2e/host/open-samples.ts');
  return openSamples(
    { root, cache, logs },
    { vscode, file, port: options.port, until: options.check ? 'answered' : 'stopped' },
  );
});

function readOptions() {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      port: { type: 'string', default: '8920-8999' },
    },
  });
  return values;
}

/** Returns the paths of the sample scenarios, relative to the project's folder. */
function sampleScenarios() {
  const names = readdirSync('samples', { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.gpuscenario\.ya?ml$/.test(name))
    .sort()
    .map((name) => `samples/${name.replaceAll(path.sep, '/')}`);
}

/**
 * Exit code 1 means findings, which samples are meant to have.
 * @param {readonly string[]} args
 */
async function runCli(args) {
  const code = await run(process.execPath, ['dist/cli.js', ...args]);
  if (code > 1) throw new Error(`edge-gpu ${args[0]}: exit code ${code}`);
}

/**
 * Returns the command of a desktop VS Code that can load an extension from a folder. The command
 * inside a remote window cannot, and as root VS Code refuses to start.
 */
function desktopCode() {
  if (process.env['VSCODE_IPC_HOOK_CLI'] || process.getuid?.() === 0) return undefined;
  return findProgram([process.platform === 'win32' ? 'code.cmd' : 'code']);
}
