import path from 'node:path';
import type { Machine, VsCode } from './machine.ts';
import { packExtension } from './package.ts';
import { installExtension, startVsCode, type VsCodeServer } from './vscode-server.ts';

export interface OpenOptions {
  readonly vscode: VsCode;
  /** The file that the window shows first. */
  readonly file: string;
  /** See `VsCodeOptions.port`. */
  readonly port: string;
  readonly until: 'answered' | 'stopped';
}

/**
 * Starts the registry's VS Code with the packed extension on `samples` and prints its address;
 * returns the exit code when it was stopped, or once its page has answered.
 */
export async function openSamples(machine: Machine, options: OpenOptions): Promise<number> {
  const { vscode, file, port, until } = options;
  const home = path.join(machine.cache, 'start');
  await installExtension(vscode, home, await packExtension(machine));
  const server = await startVsCode(vscode, {
    home,
    port,
    driver: 'none',
    log: path.join(machine.logs, 'start.log'),
    env: {},
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.stop());

  const openFile = ['openFile', server.uriOf(file)] as const;
  const address = server.address(path.join(machine.root, 'samples'), [openFile]);
  console.log(`open this address in a web browser:\n\n  ${address}\n`);
  if (until === 'answered') {
    try {
      await checkPage(server);
    } finally {
      await server.stop();
    }
    console.log('the page answers');
  } else {
    console.log('Ctrl+C ends it');
    await server.ended;
  }
  return 0;
}

const answerSeconds = 30;

/** Rejects unless the server answers with the page of VS Code. */
async function checkPage({ port, token }: VsCodeServer): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    headers: { cookie: `vscode-tkn=${token}` },
    signal: AbortSignal.timeout(answerSeconds * 1000),
  });
  const text = await response.text();
  if (!response.ok || !text.includes('workbench')) {
    throw new Error(`the page does not answer: ${response.status} ${text.slice(0, 200)}`);
  }
}
