import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { toolRequest, type ToolParams, type ToolResult } from '../../server/src/lsp/protocol.ts';

/** What a model passes; the server checks the rest. */
interface Input {
  readonly file?: unknown;
}

/**
 * Registers the tools that language models may call, as package.json describes them. They only
 * read; `start` gives the running server, which answers.
 */
export function registerAssistantTools(
  names: readonly string[],
  start: () => Promise<BaseLanguageClient>,
): vscode.Disposable {
  const registrations = names.map((name) =>
    vscode.lm.registerTool<Input>(name, {
      invoke: async ({ input }, token) => {
        const params: ToolParams = {
          // The names of all extensions share one space: ours stand behind a prefix.
          name: name.replace(/^.*_/, ''),
          input: { ...input, file: (await fileUri(input.file)).toString() },
        };
        const client = await start();
        const answer = await client.sendRequest<ToolResult>(toolRequest, params, token);
        if ('problem' in answer) throw new Error(answer.problem);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer.text)]);
      },
      prepareInvocation: ({ input }) => ({
        invocationMessage: `Edge GPU reads ${String(input.file)}`,
      }),
    }),
  );
  return vscode.Disposable.from(...registrations);
}

/** Returns the file that a model names by path or URI; it must be in the workspace. */
async function fileUri(file: unknown): Promise<vscode.Uri> {
  if (typeof file !== 'string' || file === '') throw new Error("the input 'file' is missing");
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (!first) throw new Error('no folder is open');
  const isAbsolute = /^(?:\/|[A-Za-z]:[\\/])/.test(file);
  const isUri = /^[A-Za-z][\w+.-]+:/.test(file);
  const candidates = isUri
    ? [vscode.Uri.parse(file)]
    : isAbsolute
      ? [first.uri.with({ path: vscode.Uri.file(file).path })]
      : folders.map((folder) => vscode.Uri.joinPath(folder.uri, file));
  for (const uri of candidates) {
    if (!vscode.workspace.getWorkspaceFolder(uri)) {
      throw new Error(`${file} is in no folder of the workspace`);
    }
    if (await exists(uri)) return uri;
  }
  throw new Error(`${file}: there is no such file`);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
