import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  listFolderRequest,
  readFileRequest,
  type ListFolderParams,
  type ListFolderResult,
  type ReadFileParams,
  type ReadFileResult,
} from '../../server/src/lsp/protocol.ts';

/** Bytes; several times what Azure accepts as a template. */
const largestFile = 32 * 1024 * 1024;

/**
 * Answers the server's requests for files through the editor, so that local, remote and virtual
 * workspaces are one and the same to it.
 */
export function serveFiles(
  client: BaseLanguageClient,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest(readFileRequest, ({ uri }: ReadFileParams) => {
      return orNull(readFile(vscode.Uri.parse(uri), log), log);
    }),
    client.onRequest(listFolderRequest, ({ uri }: ListFolderParams) => {
      return orNull(listFolder(vscode.Uri.parse(uri)), log);
    }),
  );
}

async function readFile(uri: vscode.Uri, log: vscode.LogOutputChannel): Promise<ReadFileResult> {
  const stat = await statInWorkspace(uri);
  if (!stat || !(stat.type & vscode.FileType.File)) return null;
  if (stat.size > largestFile) {
    log.warn(`${uri.toString()} is not read: ${stat.size} bytes are more than ${largestFile}`);
    return null;
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  // A byte order mark is left out, as in the editor's own documents: positions are the same there.
  return { text: new TextDecoder().decode(bytes) };
}

async function listFolder(uri: vscode.Uri): Promise<ListFolderResult> {
  const stat = await statInWorkspace(uri);
  if (!stat || !(stat.type & vscode.FileType.Directory)) return null;
  const entries = await vscode.workspace.fs.readDirectory(uri);
  return entries.flatMap(([name, type]) => {
    if (type === vscode.FileType.Directory) return [`${name}/`];
    return type === vscode.FileType.File ? [name] : [];
  });
}

/**
 * Returns what is at `uri`, or `undefined` when that is outside the workspace. A symbolic link on
 * the way counts as outside, wherever it points: following it could leave the workspace.
 */
async function statInWorkspace(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return undefined;
  const names = uri.path.slice(folder.uri.path.length).split('/').filter(Boolean);
  if (names.includes('..')) return undefined;
  const way = names.map((_, index) =>
    vscode.Uri.joinPath(folder.uri, ...names.slice(0, index + 1)),
  );
  const stats = await Promise.all(
    [folder.uri, ...way].map((place) => vscode.workspace.fs.stat(place)),
  );
  // The folder itself may be a link: it is what the person opened.
  const linked = stats.slice(1).some(({ type }) => type & vscode.FileType.SymbolicLink);
  return linked ? undefined : stats.at(-1);
}

/** What cannot be read is absent to the server; why it cannot is for the log. */
async function orNull<T>(
  answer: Promise<T | null>,
  log: vscode.LogOutputChannel,
): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    if (!missing) log.warn(String(error));
    return null;
  }
}
