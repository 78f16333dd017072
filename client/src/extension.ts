import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { registerAssistantTools } from './assistant-tools.ts';
import { registerBrowseFactsCommand } from './browse-facts-command.ts';
import { registerChooseDeviceCommand } from './choose-device-command.ts';
import { clientState } from './client-state.ts';
import { followActiveEditor } from './context-key.ts';
import { createDeviceStatus } from './device-status.ts';
import { documentFilter } from './document-filter.ts';
import { registerExpandCommand } from './expand-command.ts';
import { serveFiles } from './files.ts';
import { registerParameterFileCommand } from './parameter-file-command.ts';
import { becomesRelevant, documentSelector, isRelevant } from './relevance.ts';
import { registerSafeOrderCommand } from './safe-order-command.ts';
import { registerSimulateCommand } from './simulate-command.ts';
import { createTestExplorer, type TestExplorer } from './test-explorer.ts';

/** Creates the client of a server that runs as a process or as a worker. */
export type CreateClient = (
  context: vscode.ExtensionContext,
  options: LanguageClientOptions,
) => BaseLanguageClient;

/** What the extension offers to other extensions. */
export interface EdgeGpuApi {
  /** Says whether the language server has been started; it waits for the first file of ours. */
  readonly isServerStarted: () => boolean;
  /** The scenarios in the Test Explorer, and how runs of them came out. */
  readonly tests: Pick<TestExplorer, 'controller' | 'onDidFinishRun'>;
  /** Returns what the status bar says of the device and its GPUs, if it says something. */
  readonly deviceStatus: () => string | undefined;
}

export interface Extension {
  readonly activate: (context: vscode.ExtensionContext) => EdgeGpuApi;
  readonly deactivate: () => Promise<void>;
}

/** Returns the extension's two entry points; only `createClient` differs between desktop and web. */
export function createExtension(createClient: CreateClient): Extension {
  let client: BaseLanguageClient | undefined;

  const activate = (context: vscode.ExtensionContext): EdgeGpuApi => {
    const log = vscode.window.createOutputChannel('Edge GPU', { log: true });
    const state = clientState(() => client, context.workspaceState);
    const status = createDeviceStatus(() => (client?.isRunning() ? client : undefined));
    context.subscriptions.push(log, state.subscription, status.subscription);

    const start = async (): Promise<BaseLanguageClient> => {
      if (!client) {
        client = createClient(context, {
          documentSelector,
          outputChannel: log,
          initializationOptions: { translations: vscode.l10n.bundle },
          middleware: { ...documentFilter(() => client), ...state.middleware },
        });
        context.subscriptions.push(serveFiles(client, log), status.follow(client));
      }
      // Starting a client twice is waiting for it once.
      const wasRunning = client.isRunning();
      await client.start();
      if (!wasRunning) status.refresh();
      return client;
    };

    const tests = createTestExplorer(start);
    const expanded = registerExpandCommand(start);
    context.subscriptions.push(
      tests,
      expanded.subscription,
      onFirstRelevantDocument(() => {
        start().catch((error: unknown) => log.error(`the server did not start: ${String(error)}`));
      }),
      registerSimulateCommand(start, context.workspaceState),
      registerSafeOrderCommand(start, context.workspaceState),
      registerBrowseFactsCommand(start),
      registerChooseDeviceCommand(start),
      registerParameterFileCommand(start, async (template, file) => {
        await state.useParameterFile(template, file);
        expanded.refresh();
      }),
      registerAssistantTools(toolNames(context.extension), start),
      followActiveEditor(),
    );
    return {
      isServerStarted: () => client?.isRunning() ?? false,
      tests,
      deviceStatus: status.shown,
    };
  };

  return { activate, deactivate: async () => client?.dispose() };
}

/** Returns the names of the tools that the manifest describes. */
function toolNames(extension: vscode.Extension<unknown>): readonly string[] {
  const { contributes } = extension.packageJSON as Manifest;
  return contributes.languageModelTools.map(({ name }) => name);
}

interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

/** Calls `run` once, as soon as a document of ours is open. */
function onFirstRelevantDocument(run: () => void): vscode.Disposable {
  const subscriptions: vscode.Disposable[] = [];
  const stop = (): void => {
    for (const subscription of subscriptions.splice(0)) subscription.dispose();
  };
  const runOnce = (): void => {
    stop();
    run();
  };
  if (vscode.workspace.textDocuments.some(isRelevant)) {
    run();
  } else {
    subscriptions.push(
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (isRelevant(document)) runOnce();
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (becomesRelevant(event)) runOnce();
      }),
    );
  }
  return new vscode.Disposable(stop);
}
