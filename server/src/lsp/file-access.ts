import type { Connection } from 'vscode-languageserver';
import {
  listFolderRequest,
  readFileRequest,
  type ListFolderParams,
  type ListFolderResult,
  type ReadFileParams,
  type ReadFileResult,
} from './protocol.ts';

/** Reads files and folders; `undefined` when there is none. Rejects when it cannot be told. */
export interface FileAccess {
  readonly readFile: (uri: string) => Promise<string | undefined>;
  /** The names in a folder; those of folders end in `/`. */
  readonly listFolder: (uri: string) => Promise<readonly string[] | undefined>;
}

/** Returns access to files through the client, which sees remote and virtual workspaces too. */
export function clientFiles(connection: Connection): FileAccess {
  return {
    async readFile(uri) {
      const params: ReadFileParams = { uri };
      const result = await connection.sendRequest<ReadFileResult>(readFileRequest, params);
      return result?.text;
    },
    async listFolder(uri) {
      const params: ListFolderParams = { uri };
      const result = await connection.sendRequest<ListFolderResult>(listFolderRequest, params);
      return result ?? undefined;
    },
  };
}
