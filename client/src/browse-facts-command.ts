import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  factPageRequest,
  factTopicsRequest,
  type FactPageParams,
  type FactPageResult,
  type FactTopic,
} from '../../server/src/lsp/protocol.ts';

const scheme = 'edge-gpu-facts';

/** Registers the command that shows what is known of devices, sizes and drivers, and its sources. */
export function registerBrowseFactsCommand(
  start: () => Promise<BaseLanguageClient>,
): vscode.Disposable {
  const pageOf = async (id: string): Promise<FactPageResult> => {
    const params: FactPageParams = { id };
    return (await start()).sendRequest<FactPageResult>(factPageRequest, params);
  };

  // A keybinding may name its topic; the palette asks for it.
  const run = async (topic?: string): Promise<void> => {
    const id = typeof topic === 'string' ? topic : await askTopic(await start());
    if (id === undefined) return;
    const page = await pageOf(id);
    if (!page) {
      void vscode.window.showInformationMessage(`No facts are known by the name '${id}'.`);
      return;
    }
    await show(vscode.Uri.from({ scheme, path: `/${page.title}.md`, query: id }));
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand('edgeGpu.browseFacts', run),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      // An editor that is restored may ask for a page that is no more.
      provideTextDocumentContent: async ({ query }) => (await pageOf(query))?.markdown ?? '',
    }),
  );
}

async function askTopic(client: BaseLanguageClient): Promise<string | undefined> {
  const topics = await client.sendRequest<readonly FactTopic[]>(factTopicsRequest);
  const item = await vscode.window.showQuickPick(quickPickItems(topics), {
    title: 'Browse facts',
    placeHolder: 'Devices, VM sizes, operating systems, driver extension, contradictions',
    matchOnDescription: true,
  });
  return item?.id;
}

type Item = vscode.QuickPickItem & { readonly id?: string };

const groupTitles = {
  overview: 'Overviews',
  device: 'Devices',
  'vm-size': 'VM sizes',
} as const satisfies Record<FactTopic['group'], string>;

function quickPickItems(topics: readonly FactTopic[]): readonly Item[] {
  return topics.flatMap(({ id, group, label, description }, index): readonly Item[] => {
    const item = { id, label, description };
    if (topics[index - 1]?.group === group) return [item];
    return [{ label: groupTitles[group], kind: vscode.QuickPickItemKind.Separator }, item];
  });
}

/** The preview is an extension of its own, which a person may have switched off. */
async function show(uri: vscode.Uri): Promise<void> {
  const commands = await vscode.commands.getCommands();
  if (commands.includes('markdown.showPreview')) {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } else {
    await vscode.window.showTextDocument(uri);
  }
}
