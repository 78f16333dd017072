import * as vscode from 'vscode';

/** Glob of the files that hold scenarios. */
export const scenarioFiles = '**/*.gpuscenario.{yaml,yml,json}';

const isScenarioFile = /\.gpuscenario\.(?:ya?ml|json)$/i;

/** Milliseconds in which the editor's search begins to answer, where there is one. */
const patience = 5_000;

/** So many folders are looked into where there is no search. */
const MOST_FOLDERS = 2_000;

/**
 * Returns the scenario files of the workspace. The editor's search waits for ever where a file
 * system has none, as some in the browser: then the folders are read one by one,
 * and who finds all first is right.
 */
export async function findScenarioFiles(): Promise<readonly vscode.Uri[]> {
  const cancellation = new vscode.CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, patience);
  });
  const search = vscode.workspace.findFiles(
    scenarioFiles,
    '**/node_modules/**',
    undefined,
    cancellation.token,
  );
  try {
    return await Promise.race([search, silence.then(filesInFolders)]);
  } finally {
    clearTimeout(timer);
    cancellation.cancel();
    cancellation.dispose();
  }
}

async function filesInFolders(): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  // Folders are added while the list is gone through; links are not followed, as they may circle.
  for (const folder of folders) {
    for (const [name, type] of await entriesOf(folder)) {
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.Directory && !isLeftOut(name) && folders.length < MOST_FOLDERS) {
        folders.push(uri);
      }
      if (type === vscode.FileType.File && isScenarioFile.test(name)) found.push(uri);
    }
  }
  return found;
}

async function entriesOf(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // A folder that cannot be read has no files for us.
    return [];
  }
}

function isLeftOut(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}
