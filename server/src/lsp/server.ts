import {
  CodeActionKind,
  DocumentDiagnosticReportKind,
  PositionEncodingKind,
  TextDocumentSyncKind,
  type CodeActionParams,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type HoverParams,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { createAnalysis } from '../analysis.ts';
import { normalizeUri } from '../base/uri.ts';
import { codeActions, fixAllKind } from '../features/code-actions.ts';
import { deviceChoices } from '../features/devices.ts';
import { hover } from '../features/hover.ts';
import { offsetIn, spanIn } from '../features/ranges.ts';
import { simulate } from '../features/simulate.ts';
import { createAnswer, type AnswerContext } from './answer.ts';
import { clientFeatures, type ClientFeatures } from './client-features.ts';
import { clientFiles, type FileAccess } from './file-access.ts';
import { FileTable, type ClientDocument } from './file-table.ts';
import { createLoader } from './loader.ts';
import { devicesRequest, simulateRequest, type SimulateParams } from './protocol.ts';
import { createPushDiagnostics } from './push-diagnostics.ts';
import { createRefresh } from './refresh.ts';
import { followSettings } from './settings.ts';
import { followDocuments } from './documents.ts';
import { followFiles, followFolders, watchFiles } from './watched-files.ts';
import { toDiagnostic } from './to-lsp.ts';

/** What differs between the places where the server runs. */
export interface Runtime {
  /** Resolves in a later turn of the event loop, so that waiting messages are taken in first. */
  readonly nextTurn: () => Promise<void>;
  /** The server's own access to the files in the workspace folders; without it the client's. */
  readonly files: ((folders: () => readonly string[]) => FileAccess) | undefined;
}

/** Serves one client on `connection` until the client ends it. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const log = (message: string): void => {
    try {
      connection.console.error(message);
    } catch {
      // The client has gone; there is nobody to tell.
    }
  };
  const table = new FileTable();
  const analysis = createAnalysis(table.read);
  const clientDocument = (uri: string): ClientDocument => table.clientDocument(uri);
  const diagnosticsIn = (uri: string): Diagnostic[] =>
    analysis
      .findingsIn(uri)
      .flatMap((finding) => toDiagnostic(finding, { read: table.read, clientDocument }) ?? []);

  // Until `initialize` says otherwise.
  let client = clientFeatures({});
  const refresh = createRefresh(connection, log);
  const filesChanged = (): void => {
    if (!client.pullsDiagnostics) push.changed();
    else if (client.refreshesDiagnostics) refresh();
  };
  const settings = followSettings(connection, table, filesChanged, log);
  const files = runtime.files?.(() => table.folders()) ?? clientFiles(connection);
  const context: AnswerContext = {
    table,
    load: createLoader(table, files, log),
    ready: settings.ready,
    nextTurn: runtime.nextTurn,
    log,
  };
  const answer = createAnswer(context);
  const push = createPushDiagnostics(connection, context, diagnosticsIn);

  connection.onInitialize((params) => {
    client = clientFeatures(params.capabilities);
    table.changeFolders(workspaceFolders(params), []);
    settings.initialize(params.initializationOptions);
    return initializeResult(client);
  });
  connection.onInitialized(() => {
    settings.follow(client);
    if (client.registersWatchers) watchFiles(connection, log);
    if (client.hasWorkspaceFolders) followFolders(connection, table, filesChanged);
  });
  followFiles(connection, table, filesChanged);
  followDocuments(
    connection,
    table,
    {
      // A client that pulls knows of its own changes.
      changed: () => client.pullsDiagnostics || push.changed(),
      closed: (uri) => client.pullsDiagnostics || push.closed(uri),
    },
    log,
  );

  connection.languages.diagnostics.on(
    answer('diagnostics', async (params: DocumentDiagnosticParams, settle) => {
      const uri = normalizeUri(params.textDocument.uri);
      const { value: items, version: resultId } = await settle(() => diagnosticsIn(uri));
      return resultId === params.previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    }),
  );

  connection.onHover(
    answer('hover', async ({ textDocument, position }: HoverParams, settle) => {
      const uri = normalizeUri(textDocument.uri);
      const { value } = await settle(() => {
        const offset = offsetIn(table.read, uri, position);
        return offset === undefined ? undefined : hover(analysis, uri, offset);
      });
      return value ?? null;
    }),
  );

  connection.onCodeAction(
    answer(
      'code actions',
      async ({ textDocument, range, context: asked }: CodeActionParams, settle) => {
        const uri = normalizeUri(textDocument.uri);
        const { value } = await settle(() => {
          const span = spanIn(table.read, uri, range);
          if (!span) return [];
          return codeActions(analysis, {
            uri,
            span,
            diagnostics: asked.diagnostics,
            only: asked.only,
            target: { document: clientDocument, takes: client.takes },
          });
        });
        return value;
      },
    ),
  );

  connection.onRequest(
    devicesRequest,
    answer('devices', () => Promise.resolve(deviceChoices())),
  );

  connection.onRequest(
    simulateRequest,
    answer('simulate', async ({ uri, assume }: SimulateParams, settle) => {
      const { value } = await settle(() => simulate(analysis, normalizeUri(uri), assume));
      return value;
    }),
  );

  connection.listen();
}

function initializeResult(client: ClientFeatures): InitializeResult {
  const everywhere = { filters: [{ pattern: { glob: '**' } }] };
  return {
    serverInfo: { name: 'edge-gpu' },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: {
          identifier: 'edge-gpu',
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
      }),
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { didCreate: everywhere, didRename: everywhere, didDelete: everywhere },
      },
    },
  };
}

/** Older clients name a single folder, or none when a file alone is open. */
function workspaceFolders(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what such clients send
  const { rootUri } = params;
  return rootUri ? [rootUri] : [];
}
