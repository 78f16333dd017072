import { build } from 'esbuild';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { launchBrowser, outsideProblems } from './browser.ts';
import type { Host, Machine, RegistryHost, TestCount } from './machine.ts';
import { countOf, type Ending, type Results } from './results.ts';
import { startVsCode } from './vscode-server.ts';

const suiteSeconds = 180;

/**
 * Runs `test/e2e/suite` in the extension host of a real VS Code, on a copy of
 * `test/e2e/workspace`. A run that breaks off counts as one failure.
 */
export async function runExtensionHostTests(machine: Machine, host: Host): Promise<TestCount> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'edge-gpu-suite-'));
  const run: SuiteRun = {
    machine,
    home,
    suite: await buildSuite(machine),
    workspace: path.join(home, 'workspace'),
    env: { EDGE_GPU_TEST_RESULTS: path.join(home, 'results.json') },
  };
  cpSync(path.join(machine.root, 'test/e2e/workspace'), run.workspace, { recursive: true });
  try {
    const ending =
      host.kind === 'registry' ? await runInBrowser(run, host) : await runOnDesktop(run);
    return countOf(resultsIn(run.env.EDGE_GPU_TEST_RESULTS), ending);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface SuiteRun {
  readonly machine: Machine;
  readonly home: string;
  readonly workspace: string;
  /** The bundled `suite/index.ts`. */
  readonly suite: string;
  readonly env: { readonly EDGE_GPU_TEST_RESULTS: string };
}

async function buildSuite({ root, cache }: Machine): Promise<string> {
  const source = path.join(root, 'test/e2e/suite');
  const outdir = path.join(cache, 'build/suite');
  rmSync(outdir, { recursive: true, force: true });
  const files = readdirSync(source).filter(
    (name) => name === 'index.ts' || name.endsWith('.test.ts'),
  );
  await build({
    entryPoints: files.map((name) => path.join(source, name)),
    outdir,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    define: { EDGE_GPU_TEST_HOST: JSON.stringify('node') },
  });
  return path.join(outdir, 'index.js');
}

async function runInBrowser(run: SuiteRun, host: RegistryHost): Promise<Ending> {
  const { logs, root } = run.machine;
  const server = await startVsCode(host.vscode, {
    home: run.home,
    port: '0',
    driver: 'smoke-test',
    log: path.join(logs, 'suite-server.log'),
    env: run.env,
  });
  try {
    const browser = await launchBrowser(host.chromium);
    const lines: string[] = [];
    try {
      const { page } = browser;
      await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
        lines.push(`[${type}] ${format(...values)}`);
      });
      const exited = new Promise<number>((resolve) => {
        void page.exposeFunction('codeAutomationExit', resolve);
      });
      await page.goto(
        server.address(run.workspace, [
          ['extensionDevelopmentPath', server.uriOf(root)],
          ['extensionTestsPath', server.uriOf(run.suite)],
          ['skipWelcome', 'true'],
          ['skipReleaseNotes', 'true'],
        ]),
      );
      const exitCode = await Promise.race([exited, timeout()]);
      if (exitCode === undefined) {
        await page.screenshot({ path: path.join(logs, 'suite-timeout.png') });
      }
      return { exitCode, problems: outsideProblems(browser), seconds: suiteSeconds };
    } finally {
      writeFileSync(path.join(logs, 'suite.log'), lines.join('\n'));
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

async function runOnDesktop(run: SuiteRun): Promise<Ending> {
  const { cache, root } = run.machine;
  try {
    const exitCode = await runTests({
      cachePath: path.join(cache, 'desktop'),
      extensionDevelopmentPath: root,
      extensionTestsPath: run.suite,
      extensionTestsEnv: run.env,
      launchArgs: [
        run.workspace,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-release-notes',
        '--skip-welcome',
        `--user-data-dir=${path.join(run.home, 'user')}`,
      ],
    });
    return { exitCode, problems: [], seconds: suiteSeconds };
  } catch (error) {
    // Failing tests end here too: they have left results, a VS Code that did not run has not.
    const hasRun = existsSync(run.env.EDGE_GPU_TEST_RESULTS);
    const problems = hasRun ? [] : [`no desktop VS Code: ${String(error)}`];
    return { exitCode: 1, problems, seconds: suiteSeconds };
  }
}

/** Resolves to undefined when the tests have taken too long. */
function timeout(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), suiteSeconds * 1000).unref();
  });
}

function resultsIn(file: string): Results {
  if (!existsSync(file)) return { passed: [], failed: [] };
  return JSON.parse(readFileSync(file, 'utf8')) as Results;
}
