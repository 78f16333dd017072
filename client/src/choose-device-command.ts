import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  deviceQuestionRequest,
  nameDeviceRequest,
  type DeviceQuestion,
  type DeviceQuestionParams,
  type NamedDevice,
  type NameDeviceParams,
  type NameDeviceResult,
} from '../../server/src/lsp/protocol.ts';
import { editorRange } from './editor-range.ts';
import { isRelevant } from './relevance.ts';
import { sentence } from './sentence.ts';

/**
 * Registers the command that asks for a device and writes it into the nearest configuration file
 * of the active file, or into a new one at the top of its workspace folder.
 */
export function registerChooseDeviceCommand(
  start: () => Promise<BaseLanguageClient>,
): vscode.Disposable {
  // A keybinding may name its device; the palette and the status bar ask for it.
  const run = async (chosen?: NamedDevice): Promise<void> => {
    const place = await placeOfConfiguration();
    if (!place) return;
    const client = await start();
    const uri = place.uri.toString();
    const device = chosen ?? (await askDevice(client, { uri }));
    if (!device) return;
    const params: NameDeviceParams = { uri, folder: place.folder.uri.toString(), device };
    const result = await client.sendRequest<NameDeviceResult>(nameDeviceRequest, params);
    if ('problem' in result) {
      void vscode.window.showWarningMessage(sentence(result.problem));
      return;
    }
    await write(result);
    if (result.remark !== undefined) {
      void vscode.window.showInformationMessage(sentence(result.remark));
    }
  };
  return vscode.commands.registerCommand('edgeGpu.chooseDevice', run);
}

/** The file that a device is chosen for, and its workspace folder. */
interface Place {
  readonly uri: vscode.Uri;
  readonly folder: vscode.WorkspaceFolder;
}

/** Without a file of ours the device is that of a whole workspace folder. */
async function placeOfConfiguration(): Promise<Place | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document && isRelevant(document)) {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (folder) return { uri: document.uri, folder };
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const message = 'Open a folder: the device is written into a configuration file there.';
    void vscode.window.showInformationMessage(message);
  }
  const folder =
    folders.length > 1
      ? await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Folder of the configuration' })
      : folders[0];
  return folder && { uri: vscode.Uri.joinPath(folder.uri, 'edge-gpu.config.yaml'), folder };
}

async function askDevice(
  client: BaseLanguageClient,
  params: DeviceQuestionParams,
): Promise<NamedDevice | undefined> {
  const question = await client.sendRequest<DeviceQuestion>(deviceQuestionRequest, params);
  const { named } = question;
  const models = question.devices.map(({ id, name, description }) => ({
    value: id,
    label: id,
    detail: `${name}, ${description}`,
  }));
  const model = await ask('model (1/3)', models, named.model);
  if (!model?.value) return undefined;
  const releases = question.releases.map((value): Item => ({ value, label: value }));
  const release = await ask('release (2/3)', [...releases, notKnown], named.release);
  if (!release) return undefined;
  const kubernetes = await ask('Kubernetes (3/3)', kubernetesItems, named.kubernetes);
  if (!kubernetes) return undefined;
  return {
    model: model.value,
    ...(release.value !== undefined && { release: release.value }),
    ...(kubernetes.value !== undefined && { kubernetes: kubernetes.value }),
  };
}

interface Item<T extends string = string> extends vscode.QuickPickItem {
  readonly value?: T;
}

const notKnown = { label: 'Not known', detail: 'Findings that depend on it are left out' };

const kubernetesItems: readonly Item<NonNullable<NamedDevice['kubernetes']>>[] = [
  { value: 'none', label: 'No Kubernetes', detail: 'Only virtual machines claim GPUs' },
  {
    value: 'configured',
    label: 'Kubernetes is configured',
    detail: 'It claims every free GPU before templates are deployed',
  },
  notKnown,
];

/** What the file says now comes first, so that Enter keeps it. */
async function ask<T extends string>(
  what: string,
  items: readonly Item<T>[],
  now: T | undefined,
): Promise<Item<T> | undefined> {
  const isNow = ({ value }: Item<T>): boolean => value === now && now !== undefined;
  const known =
    items.some(isNow) || now === undefined ? items : [{ value: now, label: now }, ...items];
  const ordered = [
    ...known.filter(isNow).map((item): Item<T> => ({ ...item, description: 'now' })),
    ...known.filter((item) => !isNow(item)),
  ];
  return vscode.window.showQuickPick(ordered, {
    title: `Choose Device: ${what}`,
    matchOnDetail: true,
  });
}

async function write(
  result: Exclude<NameDeviceResult, { readonly problem: string }>,
): Promise<void> {
  const uri = vscode.Uri.parse(result.file);
  const edit = new vscode.WorkspaceEdit();
  if (result.range === null) {
    const contents = new TextEncoder().encode(result.newText);
    edit.createFile(uri, { contents });
    await applied(edit);
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const wasSaved = !document.isDirty;
  edit.replace(uri, editorRange(result.range), result.newText);
  await applied(edit);
  // What somebody is still writing is not saved for them.
  if (wasSaved) await document.save();
}

async function applied(edit: vscode.WorkspaceEdit): Promise<void> {
  if (await vscode.workspace.applyEdit(edit)) return;
  void vscode.window.showWarningMessage('The configuration file could not be written.');
}
