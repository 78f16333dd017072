import {
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  type InitializeParams,
} from 'vscode-languageserver';
import { setTranslations } from '../base/l10n.ts';
import { createAnalysis } from '../analysis.ts';
import { createAnswer, type AnswerContext } from './answer.ts';
import { initializeResult } from './capabilities.ts';
import { clientFeatures } from './client-features.ts';
import { followDocuments } from './documents.ts';
import { clientFiles, type FileAccess } from './file-access.ts';
import { FileTable, type ClientDocument } from './file-table.ts';
import { createLoader } from './loader.ts';
import { createPushDiagnostics } from './push-diagnostics.ts';
import { deviceStatusChanged } from './protocol.ts';
import { createRefresh } from './refresh.ts';
import { registerAssistant } from './requests/assistant.ts';
import { registerDiagnostics } from './requests/diagnostics.ts';
import { registerNavigation } from './requests/navigation.ts';
import { registerOwn } from './requests/own.ts';
import { registerReading } from './requests/reading.ts';
import type { RequestContext } from './requests/request-context.ts';
import { registerStructure } from './requests/structure.ts';
import { registerWriting } from './requests/writing.ts';
import { followSettings } from './settings.ts';
import { toDiagnostic } from './to-lsp.ts';
import { followFiles, followFolders, watchFiles } from './watched-files.ts';

/** What differs between the places where the server runs. */
export interface Runtime {
  /** Resolves in a later turn of the event loop, so that waiting messages are taken in first. */
  readonly nextTurn: () => Promise<void>;
  /** The server's own access to the files in the workspace folders; without it the client's. */
  readonly files: ((folders: () => readonly string[]) => FileAccess) | undefined;
  /** The server's own translations for a locale; without it the client sends them. */
  readonly translations: ((locale: string | undefined) => unknown) | undefined;
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
  const { languages } = connection;
  const refreshDiagnostics = createRefresh(() => languages.diagnostics.refresh(), log);
  const refreshInlayHints = createRefresh(() => languages.inlayHint.refresh(), log);
  const refreshCodeLens = createRefresh(
    () => connection.sendRequest(CodeLensRefreshRequest.type),
    log,
  );
  /** What stands in other documents may have changed with one of them. */
  const shownChanged = (): void => {
    if (client.refreshesInlayHints) refreshInlayHints();
    if (client.refreshesCodeLens) refreshCodeLens();
  };
  const tellDeviceStatus = createRefresh(
    () => connection.sendNotification(deviceStatusChanged),
    log,
  );
  const statusChanged = (): void => {
    if (client.showsDeviceStatus) tellDeviceStatus();
  };
  const filesChanged = (): void => {
    shownChanged();
    statusChanged();
    if (!client.pullsDiagnostics) push.changed();
    else if (client.refreshesDiagnostics) refreshDiagnostics();
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
    const { translations, settings: given } = optionsIn(params);
    setTranslations(translations ?? runtime.translations?.(params.locale));
    client = clientFeatures(params.capabilities);
    table.changeFolders(workspaceFolders(params), []);
    settings.initialize(given);
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
      changed: () => {
        // A client that pulls knows of its own changes.
        if (!client.pullsDiagnostics) push.changed();
        statusChanged();
        // It asks again about the document it has changed, but not about the others.
        if (table.openUris().length > 1) shownChanged();
      },
      closed: (uri) => client.pullsDiagnostics || push.closed(uri),
    },
    log,
  );

  const requests: RequestContext = {
    connection,
    answer,
    analysis,
    clientUri: (uri) => table.clientDocument(uri).uri,
    client: () => client,
    editTarget: () => ({ document: clientDocument, takes: client.takes }),
  };
  registerDiagnostics(requests, table, diagnosticsIn);
  registerReading(requests);
  registerWriting(requests);
  registerNavigation(requests);
  registerStructure(requests);
  registerOwn(requests);
  registerAssistant(requests);

  connection.listen();
}

/** What a client sends at the start: its settings, and the translations if it has them itself. */
function optionsIn({ initializationOptions }: InitializeParams): {
  readonly translations?: unknown;
  readonly settings: unknown;
} {
  const options: unknown = initializationOptions;
  if (typeof options !== 'object' || options === null || !('translations' in options)) {
    return { settings: options };
  }
  const { translations, ...settings } = options;
  return { translations, settings };
}

/** Older clients name a single folder, or none when a file alone is open. */
function workspaceFolders(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what such clients send
  const { rootUri } = params;
  return rootUri ? [rootUri] : [];
}
