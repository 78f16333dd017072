import {
  DidChangeWatchedFilesNotification,
  DidCreateFilesNotification,
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  FileChangeType,
  WatchKind,
  type Connection,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import type { FileTable } from './file-table.ts';

/** Keeps what was loaded from disk current; `changed` is called when any of it is concerned. */
export function followFiles(connection: Connection, table: FileTable, changed: () => void): void {
  const existence = (uris: readonly string[]): void => {
    // Every URI must be noted, so `some` alone would not do.
    const concerned = uris.map((uri) => table.changedOnDisk(uri, 'existence'));
    if (concerned.includes(true)) changed();
  };

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const concerned = changes.map(({ uri, type }) =>
      table.changedOnDisk(uri, type === FileChangeType.Changed ? 'content' : 'existence'),
    );
    if (concerned.includes(true)) changed();
  });
  connection.onNotification(DidCreateFilesNotification.type, ({ files }) => {
    existence(files.map(({ uri }) => uri));
  });
  connection.onNotification(DidDeleteFilesNotification.type, ({ files }) => {
    existence(files.map(({ uri }) => uri));
  });
  connection.onNotification(DidRenameFilesNotification.type, ({ files }) => {
    existence(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
  });
}

/** Asks the client to tell of changes on disk. */
export function watchFiles(connection: Connection, log: (message: string) => void): void {
  const watchers: FileSystemWatcher[] = [
    { globPattern: '**/*.{json,jsonc,yaml,yml}', kind: WatchKind.Change },
    // A folder that comes or goes is told of without the files in it.
    { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
  ];
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers })
    .catch((error: unknown) => log(`files cannot be watched: ${String(error)}`));
}

/** Keeps the workspace folders of the table as the client has them. */
export function followFolders(connection: Connection, table: FileTable, changed: () => void): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    table.changeFolders(
      added.map(({ uri }) => uri),
      removed.map(({ uri }) => uri),
    );
    changed();
  });
}
