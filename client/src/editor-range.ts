import * as vscode from 'vscode';
import type { TextRange } from '../../server/src/lsp/protocol.ts';

/** Returns a range of the server's own messages as the editor has it. */
export function editorRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
