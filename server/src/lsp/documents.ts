import type { Connection } from 'vscode-languageserver';
import type { FileTable } from './file-table.ts';

/** What wants to know of open documents. */
export interface DocumentListener {
  readonly changed: () => void;
  readonly closed: (clientUri: string) => void;
}

/** Keeps the open documents of the table as the client has them. */
export function followDocuments(
  connection: Connection,
  table: FileTable,
  listener: DocumentListener,
  log: (message: string) => void,
): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    table.open(uri, languageId, version, text);
    listener.changed();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    if (table.change(uri, version, contentChanges)) listener.changed();
    else log(`${uri} was changed but is not open`);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    table.close(uri);
    listener.closed(uri);
    listener.changed();
  });
}
