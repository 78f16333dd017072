import type { Connection } from 'vscode-languageserver';

/**
 * Returns a function that asks the client to pull diagnostics again. While it has not answered,
 * further calls become one more question.
 */
export function createRefresh(connection: Connection, log: (message: string) => void): () => void {
  let isAsking = false;
  let hasChanged = false;

  const ask = async (): Promise<void> => {
    isAsking = true;
    while (hasChanged) {
      hasChanged = false;
      await connection.languages.diagnostics
        .refresh()
        .catch((error: unknown) => log(`diagnostics cannot be refreshed: ${String(error)}`));
    }
    isAsking = false;
  };

  return () => {
    hasChanged = true;
    if (!isAsking) void ask();
  };
}
