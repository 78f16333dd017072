import * as vscode from 'vscode';
import type { BaseLanguageClient, StaticFeature } from 'vscode-languageclient';
import {
  deviceStatusChanged,
  deviceStatusRequest,
  type DeviceStatusParams,
  type DeviceStatusResult,
} from '../../server/src/lsp/protocol.ts';
import { afterQuiet } from './after-quiet.ts';
import { isRelevant } from './relevance.ts';

/** The item of the status bar that says which device the active file is for. */
export interface DeviceStatusItem {
  /** Makes a client keep the item up to date; to be called before the client starts. */
  readonly follow: (client: BaseLanguageClient) => vscode.Disposable;
  /** Shows nothing where there is no server yet. */
  readonly refresh: () => void;
  /** What is shown now; `undefined` when the item is hidden. */
  readonly shown: () => string | undefined;
  readonly subscription: vscode.Disposable;
}

/** Milliseconds of quiet after which the server is asked. */
const pause = 200;

/** Returns the item; `running` gives the client when its server runs. */
export function createDeviceStatus(
  running: () => BaseLanguageClient | undefined,
): DeviceStatusItem {
  const item = vscode.window.createStatusBarItem(
    'edgeGpu.device',
    vscode.StatusBarAlignment.Right,
    // Left of what the editor itself says of the file.
    101,
  );
  item.name = 'Edge GPU device';
  item.command = 'edgeGpu.chooseDevice';
  let text: string | undefined;
  let questions = 0;

  const show = (status: DeviceStatusResult): void => {
    text = status?.text;
    if (!status) return item.hide();
    const fails = status.standing === 'fails';
    item.text = `$(${fails ? 'warning' : 'server-environment'}) ${status.text}`;
    item.tooltip = [...status.details, '', 'Click to choose the device'].join('\n');
    item.accessibilityInformation = {
      label: ['Edge GPU device', ...status.details].join(', '),
      role: 'button',
    };
    item.backgroundColor = fails
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    item.show();
  };

  const ask = async (): Promise<void> => {
    const question = ++questions;
    const client = running();
    const editor = vscode.window.activeTextEditor;
    if (!client || !editor || !isRelevant(editor.document)) return show(null);
    const params: DeviceStatusParams = {
      uri: editor.document.uri.toString(),
      position: client.code2ProtocolConverter.asPosition(editor.selection.active),
    };
    const status = await client.sendRequest<DeviceStatusResult>(deviceStatusRequest, params);
    // Answers may overtake each other; the one to the last question counts.
    if (question === questions) show(status);
  };

  const quiet = afterQuiet(pause, () => {
    // A server that has stopped has been reported by the client itself.
    ask().catch(() => show(null));
  });

  const subscription = vscode.Disposable.from(
    item,
    quiet,
    vscode.window.onDidChangeActiveTextEditor(quiet.call),
    // A file may hold several scenarios: the one with the cursor is meant.
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document.languageId === 'gpuscenario') quiet.call();
    }),
  );

  return {
    follow(client) {
      client.registerFeature(tellsDeviceStatus);
      return client.onNotification(deviceStatusChanged, quiet.call);
    },
    refresh: quiet.call,
    shown: () => text,
    subscription,
  };
}

/** Says to the server that there is somebody to tell. */
const tellsDeviceStatus: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const others: unknown = capabilities.experimental;
    capabilities.experimental = {
      ...(typeof others === 'object' && others),
      edgeGpuDeviceStatus: true,
    };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};
