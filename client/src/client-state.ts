import * as vscode from 'vscode';
import {
  DidChangeConfigurationNotification,
  type BaseLanguageClient,
  type Middleware,
} from 'vscode-languageclient';
import type { ClientState } from '../../server/src/lsp/protocol.ts';

/** What the server is told beside the settings. */
export interface ClientStateKeeper {
  /** Adds the state to the settings when the server asks for them. */
  readonly middleware: Middleware;
  /** Remembers, for this workspace, the parameter file to look at a template with. */
  readonly useParameterFile: (template: string, file: string) => Promise<void>;
  readonly subscription: vscode.Disposable;
}

const section = 'edgeGpu';
const armTools = 'msazurermtools.azurerm-vscode-tools';

/** Where the choices are kept, for each workspace. */
const memoryKey = 'edgeGpu.parameterFileInUse';

/** Returns the keeper of the state that is added to the settings of the section `edgeGpu`. */
export function clientState(
  client: () => BaseLanguageClient | undefined,
  memory: vscode.Memento,
): ClientStateKeeper {
  const inUse = (): ClientState['parameterFileInUse'] => memory.get(memoryKey, {});
  // An extension that is enabled becomes active with the first JSON file, maybe after us.
  const isArmToolsEnabled = (): boolean => vscode.extensions.getExtension(armTools) !== undefined;
  let armToolsActive = isArmToolsEnabled();

  const tell = async (): Promise<void> => {
    await client()?.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  };

  return {
    middleware: {
      workspace: {
        async configuration(params, token, next) {
          const answers: unknown = await next(params, token);
          if (!Array.isArray(answers)) return [];
          const state: ClientState = { armToolsActive, parameterFileInUse: inUse() };
          return answers.map((settings: unknown, index): unknown => {
            const isOurs = params.items[index]?.section === section;
            const isObject = typeof settings === 'object' && settings !== null;
            return isOurs ? { ...(isObject && settings), ...state } : settings;
          });
        },
      },
    },
    async useParameterFile(template, file) {
      await memory.update(memoryKey, { ...inUse(), [template]: file });
      await tell();
    },
    subscription: vscode.extensions.onDidChange(() => {
      if (armToolsActive === isArmToolsEnabled()) return;
      armToolsActive = !armToolsActive;
      void tell();
    }),
  };
}
