import { PassThrough } from 'node:stream';
import {
  CancellationTokenSource,
  createConnection,
  createProtocolConnection,
  ProgressType,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type Range,
} from 'vscode-languageserver/node';
import { childUri, folderOf, nameOf } from '../server/src/base/uri.ts';
import type { FileAccess } from '../server/src/lsp/file-access.ts';
import {
  deviceStatusChanged,
  listFolderRequest,
  readFileRequest,
} from '../server/src/lsp/protocol.ts';
import { startServer } from '../server/src/lsp/server.ts';

/** The workspace folder of every fake editor. */
export const WORKSPACE = 'file:///w';

/** What a current editor says of itself. */
export const everything: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedDocumentSupport: false },
    completion: { completionItem: { snippetSupport: true } },
    definition: { linkSupport: true },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  experimental: { edgeGpuDeviceStatus: true },
};

export interface EditorOptions {
  /** Files on the disk of the editor, by path in the workspace folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: object;
  readonly initializationOptions?: object;
  /** What it says of its language. */
  readonly locale?: string;
  /** The server's own translations, instead of those that the editor sends. */
  readonly translations?: (locale: string | undefined) => unknown;
  /** The server's own files, instead of those of the editor. */
  readonly serverFiles?: (folders: () => readonly string[]) => FileAccess;
}

/** An editor without a screen, and a real server behind a real connection. */
export interface Editor {
  readonly initialized: InitializeResult;
  /** Files on its disk, by URI; change them and tell the server by `notify`. */
  readonly disk: Map<string, string>;
  settings: object;
  readonly received: Received;
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): Promise<void>;
  /** Starts a request that can be cancelled. */
  begin(
    method: string,
    params: unknown,
  ): { readonly answer: Promise<unknown>; readonly cancel: () => void };
  open(path: string, text: string): Promise<void>;
  change(path: string, version: number, range: Range, text: string): Promise<void>;
  close(path: string): Promise<void>;
  /** Calls `listen` with what the server tells for a token that a request was sent with. */
  onProgress(token: string, listen: (value: unknown) => void): void;
  /** Resolves when `condition` holds after some message of the server. */
  until(condition: () => boolean): Promise<void>;
  dispose(): void;
}

/** What the server has sent besides answers. */
export interface Received {
  readonly logged: string[];
  readonly read: string[];
  readonly listed: string[];
  readonly registered: string[];
  readonly published: { uri: string; version?: number; diagnostics: { code?: unknown }[] }[];
  refreshes: number;
  /** How often it was asked to show the progress of something that it had not asked for. */
  progressCreated: number;
  /** How often it was told that hints and lenses in other documents have changed. */
  readonly refreshed: { inlayHints: number; codeLens: number };
  /** How often it was told that the device or its claims may be others. */
  statusChanges: number;
}

export function uriOf(path: string): string {
  return path.split('/').reduce((folder, name) => childUri(`${folder}/`, name), WORKSPACE);
}

/** Starts a server and an editor, and lets them greet each other. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(ProposedFeatures.all, toServer, toClient);
  startServer(server, {
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    files: options.serverFiles,
    translations: options.translations,
  });
  const client = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const disk = new Map(Object.entries(options.files).map(([path, text]) => [uriOf(path), text]));
  const received: Received = {
    logged: [],
    read: [],
    listed: [],
    registered: [],
    published: [],
    refreshes: 0,
    progressCreated: 0,
    refreshed: { inlayHints: 0, codeLens: 0 },
    statusChanges: 0,
  };
  const waiting = new Set<() => void>();
  const noted = <R>(result: R): R => {
    for (const check of waiting) check();
    return result;
  };
  let settings = options.settings ?? {};

  client.onRequest(readFileRequest, ({ uri }: { uri: string }) => {
    received.read.push(uri);
    const text = disk.get(uri);
    return noted(text === undefined ? null : { text });
  });
  client.onRequest(listFolderRequest, ({ uri }: { uri: string }) => {
    received.listed.push(uri);
    return noted(namesIn(disk, uri));
  });
  client.onRequest('workspace/configuration', () => noted([settings]));
  client.onRequest(
    'client/registerCapability',
    (params: { registrations: { method: string }[] }) => {
      received.registered.push(...params.registrations.map(({ method }) => method));
      return noted(null);
    },
  );
  client.onRequest('workspace/diagnostic/refresh', () => {
    received.refreshes++;
    return noted(null);
  });
  client.onRequest('workspace/inlayHint/refresh', () => {
    received.refreshed.inlayHints++;
    return noted(null);
  });
  client.onRequest('workspace/codeLens/refresh', () => {
    received.refreshed.codeLens++;
    return noted(null);
  });
  client.onRequest('window/workDoneProgress/create', () => {
    received.progressCreated++;
    return noted(null);
  });
  client.onNotification(deviceStatusChanged, () => {
    received.statusChanges++;
    noted(undefined);
  });
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    received.logged.push(message);
    noted(undefined);
  });
  client.onNotification('textDocument/publishDiagnostics', (params: Received['published'][0]) => {
    received.published.push(params);
    noted(undefined);
  });
  client.listen();

  const initialized = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    locale: options.locale,
    rootUri: null,
    workspaceFolders: [{ uri: WORKSPACE, name: 'w' }],
    capabilities: options.capabilities ?? everything,
    initializationOptions: options.initializationOptions,
  });
  await client.sendNotification('initialized', {});

  return {
    initialized,
    disk,
    received,
    get settings() {
      return settings;
    },
    set settings(value) {
      settings = value;
    },
    request: (method, params) => client.sendRequest(method, params),
    notify: (method, params) => client.sendNotification(method, params),
    begin(method, params) {
      const source = new CancellationTokenSource();
      return {
        answer: client.sendRequest(method, params, source.token),
        cancel: () => source.cancel(),
      };
    },
    open: (path, text) =>
      client.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(path), languageId: 'json', version: 1, text },
      }),
    change: (path, version, range, text) =>
      client.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf(path), version },
        contentChanges: [{ range, text }],
      }),
    close: (path) =>
      client.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(path) } }),
    onProgress: (token, listen) => void client.onProgress(new ProgressType(), token, listen),
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    dispose() {
      client.dispose();
      server.dispose();
    },
  };
}

function namesIn(disk: ReadonlyMap<string, string>, folder: string): readonly string[] | null {
  const names = new Set<string>();
  for (const uri of disk.keys()) {
    if (!uri.startsWith(folder)) continue;
    const rest = uri.slice(folder.length);
    names.add(
      rest.includes('/') ? `${nameOf(folder + rest.slice(0, rest.indexOf('/')))}/` : nameOf(uri),
    );
  }
  return names.size === 0 && folder !== folderOf(uriOf('x')) ? null : [...names].sort();
}
