import type {
  CreateFile,
  OptionalVersionedTextDocumentIdentifier,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { FileEdit } from '../base/edit.ts';
import type { Read } from '../base/source.ts';
import { rangeIn } from './ranges.ts';

/** How the client names documents, and which edits it takes. */
export interface EditTarget {
  readonly document: (uri: string) => OptionalVersionedTextDocumentIdentifier;
  readonly takes: {
    readonly documentChanges: boolean;
    readonly createFile: boolean;
  };
}

/**
 * Returns edits as the client takes them; `undefined` when it cannot take them or one of the files
 * cannot be read.
 */
export function workspaceEdit(
  read: Read,
  edits: readonly FileEdit[],
  { document, takes }: EditTarget,
): WorkspaceEdit | undefined {
  const created: CreateFile[] = [];
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    if (edit.create) {
      if (!takes.documentChanges || !takes.createFile) return undefined;
      created.push({ kind: 'create', uri: edit.uri, options: { ignoreIfExists: true } });
    }
    const range = edit.create ? topOfFile : rangeIn(read, edit);
    if (!range) return undefined;
    const before = byFile.get(edit.uri) ?? [];
    byFile.set(edit.uri, [...before, { range, newText: edit.newText }]);
  }
  if (!takes.documentChanges) {
    const changes = [...byFile].map(([uri, changed]) => [document(uri).uri, changed] as const);
    return { changes: Object.fromEntries(changes) };
  }
  const changed = [...byFile].map(([uri, textEdits]): TextDocumentEdit => ({
    textDocument: document(uri),
    edits: textEdits,
  }));
  return { documentChanges: [...created, ...changed] };
}

const topOfFile = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
