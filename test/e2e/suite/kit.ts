import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Milliseconds after which what was waited for will not come any more. */
const patience = 30_000;

/** Returns the URI of a file of the workspace. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the fixture workspace is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in the editor. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const editor = await vscode.window.showTextDocument(fileUri(name));
  return editor.document;
}

/** Returns the first value of `look` that is not `undefined`; fails when there is none for long. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new assert.AssertionError({ message: `never came: ${what}` });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Returns the findings of a rule that the editor shows in a document. */
export function findings(document: vscode.TextDocument, rule: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ code }) => {
    return (typeof code === 'object' ? code.value : code) === rule;
  });
}

/** Waits until the editor shows a finding of a rule in a document. */
export function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`${rule} in ${document.fileName}`, () => findings(document, rule)[0]);
}

/** Waits until the editor shows no finding of a rule in a document any more. */
export async function noFinding(document: vscode.TextDocument, rule: string): Promise<void> {
  await eventually(`the end of ${rule} in ${document.fileName}`, () => {
    return findings(document, rule).length === 0 ? true : undefined;
  });
}

/** Returns the position in the middle of the first `text` in a document. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} is in ${document.fileName}`);
  return document.positionAt(offset + Math.floor(text.length / 2));
}

/** Takes back every unsaved change, and closes all editors and panels. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    // What VS Code writes by itself, such as its settings, is its own affair.
    const isOurs = document.isUntitled || vscode.workspace.getWorkspaceFolder(document.uri);
    if (!isOurs) continue;
    // The command takes whichever editor is active by then, so it may take more than one try.
    await eventually(`${document.fileName} as it was`, async () => {
      if (!document.isDirty || document.isClosed) return true;
      await vscode.window.showTextDocument(document);
      // A file that is none yet has nothing to go back to.
      const revert = document.isUntitled ? 'revertAndCloseActiveEditor' : 'files.revert';
      await vscode.commands.executeCommand(`workbench.action.${revert}`);
      return undefined;
    });
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Returns the names of our tools that language models may call. */
export function edgeGpuTools(): string[] {
  return vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('edgeGpu'));
}
