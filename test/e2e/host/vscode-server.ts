import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VsCode } from './machine.ts';
import { quietSettings } from './settings.ts';

export interface VsCodeOptions {
  /** Folder for settings, extensions and state; made where it is missing. */
  readonly home: string;
  /** A port, a range `from-to` of which a free one is taken, or `0` for any. */
  readonly port: string;
  /**
   * `smoke-test` lets a page name an extension under development and its tests, but hides
   * notifications and answers dialogs itself.
   */
  readonly driver: 'none' | 'smoke-test';
  readonly log: string;
  /** Added to the environment, which the extension host sees. */
  readonly env: Readonly<Record<string, string>>;
}

export interface VsCodeServer {
  readonly port: number;
  /** What a browser must send as cookie `vscode-tkn`; addresses carry it as well. */
  readonly token: string;
  /** Returns the address of a window on a folder; `payload` are options of that window. */
  readonly address: (folder: string, payload: Payload) => string;
  /** Returns how a window on this server names a file. */
  readonly uriOf: (file: string) => string;
  /** Resolves when the server has ended by itself or was stopped. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

export type Payload = readonly (readonly [key: string, value: string])[];

const startSeconds = 60;
const stopSeconds = 5;

/** Starts a VS Code server on 127.0.0.1; rejects with what it printed when it does not start. */
export async function startVsCode(vscode: VsCode, options: VsCodeOptions): Promise<VsCodeServer> {
  writeSettings(options.home);
  // Without a token any page in the user's browser could reach the server.
  const token = randomBytes(16).toString('hex');
  const tokenFile = path.join(options.home, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });

  const child = spawn(
    vscode.node,
    [
      vscode.server,
      ...commonArguments(options.home),
      ...['--host', '127.0.0.1', '--port', options.port, '--connection-token-file', tokenFile],
      ...['--disable-telemetry', '--disable-experiments', '--disable-workspace-trust'],
      ...(options.driver === 'smoke-test' ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      env: { ...serverEnvironment(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that its extension hosts can be ended with it.
      detached: true,
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const port = await listeningPort(child, options.log);
  const authority = `127.0.0.1:${port}`;
  return {
    port,
    token,
    address: (folder, payload) => {
      const query = new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(payload) });
      return `http://${authority}/?${query.toString()}`;
    },
    uriOf: (file) => `vscode-remote://${authority}${file}`,
    ended,
    stop: () => stop(child, ended),
  };
}

/** Installs a packed extension; rejects with what VS Code printed when that fails. */
export async function installExtension(vscode: VsCode, home: string, vsix: string): Promise<void> {
  const child = spawn(
    vscode.node,
    [vscode.server, ...commonArguments(home), '--install-extension', vsix, '--force'],
    { env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      // The exit code is 0 for a broken package too.
      if (printed.includes('successfully installed')) resolve();
      else reject(new Error(`${vsix} was not installed\n${printed}`));
    });
  });
}

function commonArguments(home: string): readonly string[] {
  const folder = (name: string): string => path.join(home, name);
  return [
    '--accept-server-license-terms',
    ...['--server-data-dir', folder('server')],
    ...['--user-data-dir', folder('user')],
    ...['--extensions-dir', folder('extensions')],
  ];
}

/** The user's own changes to the settings are kept. */
function writeSettings(home: string): void {
  for (const folder of ['user/User', 'user/Machine', 'extensions', 'server']) {
    mkdirSync(path.join(home, folder), { recursive: true });
  }
  const file = path.join(home, 'user/User/settings.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(quietSettings, null, 2));
}

/** The environment without what a surrounding VS Code or Node has set, and without a gallery. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('VSCODE_') && name !== 'NODE_OPTIONS',
  );
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' };
}

function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string): void => reject(new Error(`VS Code ${why}\n${printed}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`did not start within ${startSeconds} s`);
    }, startSeconds * 1000);
    const onData = (chunk: Buffer): void => {
      log.write(chunk);
      if (printed.length > 100_000) return;
      printed += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with exit code ${String(code)}`);
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopSeconds * 1000);
    await ended;
    clearTimeout(timer);
  }
  endGroup(child);
}

/** An extension host outlives its server by hours, in case a window comes back. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
