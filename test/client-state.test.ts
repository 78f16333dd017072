import { beforeEach, expect, it, vi } from 'vitest';
import type { BaseLanguageClient, ConfigurationMiddleware } from 'vscode-languageclient';

const armTools = 'msazurermtools.azurerm-vscode-tools';

/** As much of VS Code as the keeper looks at: which extensions are enabled. */
const vscode = vi.hoisted(() => ({
  enabled: new Set<string>(),
  tell: (): void => undefined,
}));

vi.mock('vscode', () => ({
  extensions: {
    getExtension: (id: string) => (vscode.enabled.has(id) ? { id } : undefined),
    onDidChange(listener: () => void) {
      vscode.tell = listener;
      return { dispose: () => undefined };
    },
  },
}));
vi.mock('vscode-languageclient', () => ({
  DidChangeConfigurationNotification: { type: 'workspace/didChangeConfiguration' },
}));

const { clientState } = await import('../client/src/client-state.ts');

const memory = new Map<string, unknown>();
const sent: unknown[] = [];

beforeEach(() => {
  vscode.enabled.clear();
  memory.clear();
  sent.length = 0;
});

/** Returns the keeper, and what the server gets when it asks for two sections. */
function keeper() {
  const client = {
    sendNotification: (type: unknown) => Promise.resolve(void sent.push(type)),
  } as unknown as BaseLanguageClient;
  const state = clientState(() => client, {
    keys: () => [...memory.keys()],
    get: (key: string, otherwise?: unknown) => memory.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
  });
  const configuration = state.middleware.workspace?.configuration as NonNullable<
    ConfigurationMiddleware['configuration']
  >;
  const ask = async (settings: unknown): Promise<unknown> => {
    const items = [{ section: 'edgeGpu' }, { section: 'editor' }];
    const next = () => [settings, { tabSize: 2 }];
    return configuration({ items }, {} as never, next as never);
  };
  return { state, ask };
}

it('the server is told whether ARM Tools is enabled, beside the settings', async () => {
  const { ask } = keeper();
  const other = { tabSize: 2 };
  expect(await ask({ device: 'pro-gpu-1' })).toEqual([
    { device: 'pro-gpu-1', armToolsActive: false, parameterFileInUse: {} },
    other,
  ]);
  vscode.enabled.add(armTools);
  expect(await keeper().ask(null)).toEqual([
    { armToolsActive: true, parameterFileInUse: {} },
    other,
  ]);
});

it('the server is told when ARM Tools comes or goes, and of no other extension', async () => {
  const { ask } = keeper();
  vscode.enabled.add('someone.something');
  vscode.tell();
  expect(sent).toEqual([]);
  vscode.enabled.add(armTools);
  vscode.tell();
  expect(sent).toHaveLength(1);
  expect(await ask({})).toMatchObject([{ armToolsActive: true }, {}]);
  vscode.enabled.delete(armTools);
  vscode.tell();
  expect(sent).toHaveLength(2);
  expect(await ask({})).toMatchObject([{ armToolsActive: false }, {}]);
});

it('the parameter file that is chosen is remembered and told', async () => {
  const { state, ask } = keeper();
  await state.useParameterFile('file:///w/a.json', 'file:///w/a.parameters.json');
  await state.useParameterFile('file:///w/b.json', 'file:///w/b.parameters.json');
  expect(sent).toHaveLength(2);
  const parameterFileInUse = {
    'file:///w/a.json': 'file:///w/a.parameters.json',
    'file:///w/b.json': 'file:///w/b.parameters.json',
  };
  expect(await ask({})).toMatchObject([{ parameterFileInUse }, {}]);
});
