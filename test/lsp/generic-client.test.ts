// A session as any editor holds it: `edge-gpu lsp --stdio`, plain JSON-RPC, none of VS Code's ways.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildBundles, buildTime, type Built } from '../built.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'edge-gpu-lsp-'));
const samples = path.join(home, 'samples');
let built: Built;
let session: Session;

beforeAll(async () => {
  cpSync('samples', samples, { recursive: true });
  built = await buildBundles();
}, buildTime);

afterEach(() => session.child.kill());

afterAll(async () => {
  await built.remove();
  rmSync(home, { recursive: true, force: true });
});

describe('an editor that knows the protocol alone', () => {
  test('is told who the server is and what it offers', async () => {
    session = start();
    const { result } = await session.request('initialize', parameters());
    expect(result).toMatchObject({
      serverInfo: { name: 'edge-gpu' },
      capabilities: {
        textDocumentSync: { openClose: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.edgeGpu'] },
      },
    });
    // It does not pull, so the server pushes.
    expect(result).not.toHaveProperty('capabilities.diagnosticProvider');
  });

  test('is pushed the findings of a file, and of what it changes there', async () => {
    session = await initialized();
    const opened = session.notified('textDocument/publishDiagnostics');
    open('gpu-vm-fleet.json');
    const { uri, diagnostics } = (await opened) as Published;
    expect(uri).toBe(uriOf('gpu-vm-fleet.json'));
    const found = diagnostics.find(({ code }) => code === 'gpu-oversubscription');
    expect(found).toMatchObject({ severity: 1, source: 'edge-gpu' });

    const changed = session.notified('textDocument/publishDiagnostics');
    session.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: found?.range, text: '1' }],
    });
    const { diagnostics: left } = (await changed) as Published;
    expect(left.map(({ code }) => code)).not.toContain('gpu-oversubscription');

    const closed = session.notified('textDocument/publishDiagnostics');
    session.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await closed).toMatchObject({ uri, diagnostics: [] });
  });

  test('reads the other files itself: parameter files, templates, the configuration', async () => {
    session = await initialized();
    const opened = session.notified('textDocument/publishDiagnostics');
    open('kubernetes-first.gpuscenario.yaml');
    const { diagnostics } = (await opened) as Published;
    expect(diagnostics.map(({ code }) => code)).toContain('kubernetes-takes-gpus');
    expect(session.unanswered).toEqual([]);
  });

  test('gets a hover, and a quick fix whose edit it can apply', async () => {
    session = await initialized();
    const opened = session.notified('textDocument/publishDiagnostics');
    const text = open('gpu-vm-fleet.json');
    const { uri, diagnostics } = (await opened) as Published;
    const hover = await session.request('textDocument/hover', {
      textDocument: { uri },
      position: positionOf(text, 'Standard_NC4as_T4_v3'),
    });
    expect(hover.result).toMatchObject({ contents: { value: expect.stringMatching(/1 T4 GPU/) } });

    const found = diagnostics.find(({ code }) => code === 'gpu-oversubscription');
    const { result } = await session.request('textDocument/codeAction', {
      textDocument: { uri },
      range: found?.range,
      context: { diagnostics: [found] },
    });
    const fix = (result as { title: string; edit?: { changes?: object } }[]).find(({ title }) =>
      title.startsWith('make only'),
    );
    // Without `documentChanges` an editor takes the old form alone.
    expect(fix?.edit?.changes).toHaveProperty([uri]);
  });

  test('is answered with an error for what the server does not know', async () => {
    session = await initialized();
    expect((await session.request('edgeGpu/nothing', {})).error).toMatchObject({ code: -32601 });
  });
});

describe('the end', () => {
  test('is exit code 0 after a shutdown', async () => {
    session = await initialized();
    expect(await session.request('shutdown', undefined)).toMatchObject({ result: null });
    session.notify('exit', undefined);
    expect(await session.exitCode).toBe(0);
  });

  test('is exit code 1 without one', async () => {
    session = await initialized();
    session.notify('exit', undefined);
    expect(await session.exitCode).toBe(1);
  });
});

interface Diagnostic {
  readonly code: string;
  readonly range: object;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Answer {
  readonly result?: unknown;
  readonly error?: unknown;
}

interface Session {
  readonly child: ChildProcessWithoutNullStreams;
  readonly exitCode: Promise<number | null>;
  readonly request: (method: string, params: unknown) => Promise<Answer>;
  readonly notify: (method: string, params: unknown) => void;
  /** Resolves to the parameters of the next notification of this method. */
  readonly notified: (method: string) => Promise<unknown>;
  /** Methods that the server has asked for and a client need not have. */
  readonly unanswered: readonly string[];
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Starts the server and speaks to it as the base protocol says. */
function start(): Session {
  const child = spawn(process.execPath, [built.cli, 'lsp', '--stdio'], { cwd: home });
  const answers = new Map<number, (answer: Answer) => void>();
  const listeners = new Map<string, (params: unknown) => void>();
  const unanswered: string[] = [];
  let lastId = 0;
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const receive = ({ id, method, params, result, error }: Message): void => {
    if (method === undefined) return answers.get(id ?? 0)?.({ result, error });
    listeners.get(method)?.(params);
    listeners.delete(method);
    if (id !== undefined) unanswered.push(method);
  };
  readMessages(child, receive);
  return {
    child,
    unanswered,
    exitCode: new Promise((resolve) => child.once('exit', resolve)),
    request: (method, params) =>
      new Promise((resolve) => {
        answers.set(++lastId, resolve);
        send({ id: lastId, method, params });
      }),
    notify: (method, params) => send({ method, params }),
    notified: (method) => new Promise((resolve) => listeners.set(method, resolve)),
  };
}

function readMessages(
  child: ChildProcessWithoutNullStreams,
  receive: (message: Message) => void,
): void {
  let waiting = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n(?:.+\r\n)*?\r\n/.exec(waiting.toString('latin1'));
      if (!header) return;
      const end = header[0].length + Number(header[1]);
      if (waiting.length < end) return;
      const text = waiting.subarray(header[0].length, end).toString('utf8');
      waiting = waiting.subarray(end);
      receive(JSON.parse(text) as Message);
    }
  });
}

async function initialized(): Promise<Session> {
  const started = start();
  await started.request('initialize', parameters());
  started.notify('initialized', {});
  return started;
}

/** What an editor with the plainest of clients says of itself. */
function parameters(): object {
  return {
    processId: process.pid,
    rootUri: pathToFileURL(samples).href,
    capabilities: {
      textDocument: {
        publishDiagnostics: {},
        hover: { contentFormat: ['markdown'] },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
      },
    },
  };
}

function open(name: string): string {
  const text = readFileSync(path.join(samples, name), 'utf8');
  const languageId = name.endsWith('.yaml') ? 'yaml' : 'json';
  session.notify('textDocument/didOpen', {
    textDocument: { uri: uriOf(name), languageId, version: 1, text },
  });
  return text;
}

function uriOf(name: string): string {
  return pathToFileURL(path.join(samples, name)).href;
}

function positionOf(text: string, wanted: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(wanted)).split('\n');
  return { line: before.length - 1, character: (before.at(-1) ?? '').length + 1 };
}
