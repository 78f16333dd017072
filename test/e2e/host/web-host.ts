import { build } from 'esbuild';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { launchBrowser, outsideProblems } from './browser.ts';
import type { Machine, RegistryHost, TestCount } from './machine.ts';
import { countOf, type Results } from './results.ts';
import { serveWorkbench, type WorkbenchServer } from './web-workbench.ts';

const suiteSeconds = 120;

/** The path under which the tests send what came out. */
const resultsPath = '/results';

/**
 * Runs `test/e2e/suite` in the web extension host, as vscode.dev has it: no Node and a virtual
 * workspace. A run that breaks off counts as one failure.
 */
export async function runWebHostTests(machine: Machine, host: RegistryHost): Promise<TestCount> {
  const suite = await buildWebSuite(machine);
  const server = await serveWorkbench({
    vscode: path.dirname(path.dirname(host.vscode.server)),
    extension: machine.root,
    tests: suite,
    resultsPath,
  });
  try {
    return await runInWindow(machine, host, server);
  } finally {
    await server.stop();
  }
}

async function runInWindow(
  { logs }: Machine,
  host: RegistryHost,
  server: WorkbenchServer,
): Promise<TestCount> {
  const browser = await launchBrowser(host.chromium);
  const lines: string[] = [];
  try {
    const { page } = browser;
    page.on('console', (message) => lines.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`error: ${error.stack ?? error.message}`));
    await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
      lines.push(`[${type}] ${format(...values)}`);
    });
    const exited = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.goto(server.address);
    const exitCode = await Promise.race([exited, timeout()]);
    if (exitCode === undefined) await page.screenshot({ path: path.join(logs, 'web-timeout.png') });
    const results = JSON.parse(server.results() ?? '{"passed":[],"failed":[]}') as Results;
    return countOf(results, {
      exitCode,
      problems: outsideProblems(browser),
      seconds: suiteSeconds,
    });
  } finally {
    writeFileSync(path.join(logs, 'web.log'), lines.join('\n'));
    await browser.close();
  }
}

/** Bundles the tests into one script for a worker; returns its path. */
async function buildWebSuite({ root, cache }: Machine): Promise<string> {
  const outfile = path.join(cache, 'build/web-suite/index.js');
  rmSync(path.dirname(outfile), { recursive: true, force: true });
  const suite = path.join(root, 'test/e2e/suite');
  const names = readdirSync(suite).filter((name) => name.endsWith('.test.ts'));
  const loads = names.sort().map((name) => `require('../suite/${name}');`);
  await build({
    stdin: {
      contents: `
        import { runSuite } from './run.ts';
        export const run = () => runSuite(() => { ${loads.join(' ')} });
      `,
      resolveDir: path.join(root, 'test/e2e/web'),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    external: ['vscode'],
    alias: { 'node:assert/strict': path.join(root, 'test/e2e/web/assert.ts') },
    platform: 'browser',
    target: 'es2023',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    define: {
      EDGE_GPU_TEST_HOST: JSON.stringify('web-worker'),
      EDGE_GPU_WORKSPACE: JSON.stringify(textsIn(path.join(root, 'test/e2e/workspace'))),
      EDGE_GPU_RESULTS_PATH: JSON.stringify(resultsPath),
    },
  });
  return outfile;
}

/** Returns the text of each file in a folder, by its path in it. */
function textsIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')];
    }),
  );
}

/** Resolves to undefined when the tests have taken too long. */
function timeout(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), suiteSeconds * 1000).unref();
  });
}
