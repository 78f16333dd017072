import type { Connection, Diagnostic } from 'vscode-languageserver';
import { settle, type AnswerContext } from './answer.ts';

/** Tells a client that does not ask. */
export interface PushDiagnostics {
  /** Something has changed: every open document is looked at again. */
  readonly changed: () => void;
  /** A document was closed: what is shown of it is taken back. */
  readonly closed: (clientUri: string) => void;
}

/** Returns what pushes diagnostics, one document after the other, the newest state only. */
export function createPushDiagnostics(
  connection: Connection,
  context: AnswerContext,
  diagnosticsIn: (uri: string) => Diagnostic[],
): PushDiagnostics {
  const { table, log } = context;
  /** What each document was last told, by version of all that it depends on. */
  const told = new Map<string, string>();
  let isRunning = false;
  let hasChanged = false;

  const tell = async (uri: string): Promise<void> => {
    const { value, version } = await settle(
      context,
      () => ({ diagnostics: diagnosticsIn(uri), document: table.clientDocument(uri) }),
      undefined,
    );
    const { diagnostics, document } = value;
    if (document.version === null || told.get(document.uri) === version) return;
    told.set(document.uri, version);
    await connection.sendDiagnostics({
      uri: document.uri,
      version: document.version,
      diagnostics,
    });
  };

  const tellAll = async (): Promise<void> => {
    for (const uri of table.openUris()) {
      if (hasChanged) return;
      await tell(uri).catch((error: unknown) => log(`diagnostics failed: ${String(error)}`));
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    while (hasChanged) {
      hasChanged = false;
      await tellAll();
    }
    isRunning = false;
  };

  return {
    changed() {
      hasChanged = true;
      if (!isRunning) void run();
    },
    closed(clientUri) {
      told.delete(clientUri);
      connection
        .sendDiagnostics({ uri: clientUri, diagnostics: [] })
        .catch((error: unknown) => log(`diagnostics failed: ${String(error)}`));
    },
  };
}
