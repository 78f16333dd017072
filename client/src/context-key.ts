import * as vscode from 'vscode';
import { becomesRelevant, isRelevant } from './relevance.ts';

/** Keeps the context key `edgeGpu.isRelevant`, by which menus know that a file of ours is active. */
export function followActiveEditor(): vscode.Disposable {
  const set = (editor: vscode.TextEditor | undefined): void => {
    const value = editor !== undefined && isRelevant(editor.document);
    void vscode.commands.executeCommand('setContext', 'edgeGpu.isRelevant', value);
  };
  set(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(set),
    vscode.workspace.onDidChangeTextDocument((event) => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document === event.document && becomesRelevant(event)) set(editor);
    }),
  );
}
