import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  devicesRequest,
  type Assumption,
  type DeviceChoice,
} from '../../server/src/lsp/protocol.ts';

type Kubernetes = Assumption['kubernetes'];

/** Where the last answer is kept, for each workspace. */
const memoryKey = 'edgeGpu.assumption';

/**
 * Asks which device a template is for and what becomes of Kubernetes there; the last answers come
 * first. Returns `undefined` when the person turns away.
 */
export async function askAssumption(
  client: BaseLanguageClient,
  memory: vscode.Memento,
): Promise<Assumption | undefined> {
  const last = memory.get<Assumption>(memoryKey);
  const device = await ask('device (1/2)', await deviceItems(client), last?.device);
  if (device === undefined) return undefined;
  const kubernetes = await ask('Kubernetes (2/2)', kubernetesItems, last?.kubernetes);
  if (kubernetes === undefined) return undefined;
  const assumption: Assumption = { device, kubernetes };
  await memory.update(memoryKey, assumption);
  return assumption;
}

/** Asks which device a template is for; `undefined` when the person turns away. */
export async function askDevice(
  client: BaseLanguageClient,
  memory: vscode.Memento,
): Promise<string | undefined> {
  const last = memory.get<Assumption>(memoryKey);
  return ask('device', await deviceItems(client), last?.device);
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

const kubernetesItems: readonly Item<Kubernetes>[] = [
  { value: 'none', label: 'No Kubernetes', detail: 'Only the virtual machines claim GPUs' },
  {
    value: 'before',
    label: 'Kubernetes before the template',
    detail: 'Kubernetes is configured on the device already when the template is deployed',
  },
  {
    value: 'after',
    label: 'Kubernetes after the template',
    detail: 'Kubernetes is configured once the template has been deployed',
  },
];

async function deviceItems(client: BaseLanguageClient): Promise<readonly Item<string>[]> {
  const devices = await client.sendRequest<readonly DeviceChoice[]>(devicesRequest);
  return devices.map(({ id, name, description }) => ({
    value: id,
    label: name,
    detail: description,
  }));
}

async function ask<T>(
  what: string,
  items: readonly Item<T>[],
  last: T | undefined,
): Promise<T | undefined> {
  const chosenLast = items.filter(({ value }) => value === last);
  const others = items.filter(({ value }) => value !== last);
  // The first item is the one that Enter takes.
  const ordered = [...chosenLast.map((item) => ({ ...item, description: 'last used' })), ...others];
  const item = await vscode.window.showQuickPick(ordered, {
    title: `Simulate GPU claims: ${what}`,
    matchOnDetail: true,
  });
  return item?.value;
}
