// Pulled diagnostics of the whole workspace, over a real connection.
import { afterEach, describe, expect, it } from 'vitest';
import type {
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { everything, startEditor, uriOf, type Editor, type EditorOptions } from '../editor.ts';

const template = (size: string): string => `{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "location": "dbelocal",
      "properties": { "hardwareProfile": { "vmSize": "${size}" } }
    }
  ]
}
`;
const scenario = `scenario: plan
device: { model: pro-gpu-1, release: "2106" }
steps:
  - configureKubernetes: {}
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3 }
`;
const files = {
  'vm.json': template('Standard_D99'),
  'deep/er/plan.gpuscenario.yaml': scenario,
  'settings.json': '{ "a": 1 }',
  'picture.svg': '<svg/>',
  'node_modules/x/vm.json': template('Standard_D99'),
  '.git/vm.json': template('Standard_D99'),
};

let editor: Editor;

async function start(options: EditorOptions): Promise<void> {
  editor = await startEditor(options);
}

afterEach(() => editor.dispose());

type Reports = readonly WorkspaceDocumentDiagnosticReport[];

async function pull(previous: Reports = [], more: object = {}): Promise<Reports> {
  const { items } = (await editor.request('workspace/diagnostic', {
    identifier: 'edge-gpu',
    previousResultIds: ids(previous),
    ...more,
  })) as WorkspaceDiagnosticReport;
  return items;
}

function ids(reports: Reports): { uri: string; value: string }[] {
  return reports.flatMap(({ uri, resultId }) =>
    resultId === undefined ? [] : [{ uri, value: resultId }],
  );
}

function kinds(reports: Reports): Record<string, string> {
  return Object.fromEntries(reports.map(({ uri, kind }) => [uri, kind]));
}

function codes(reports: Reports, path: string): readonly unknown[] {
  const report = reports.find(({ uri }) => uri === uriOf(path));
  return report?.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

describe('a pull of the workspace', () => {
  it('reports files of ours that are not open, and no others', async () => {
    await start({ files });
    const reports = await pull();
    expect(kinds(reports)).toEqual({
      [uriOf('vm.json')]: 'full',
      [uriOf('deep/er/plan.gpuscenario.yaml')]: 'full',
    });
    expect(codes(reports, 'vm.json')).toContain('unknown-vm-size');
    expect(codes(reports, 'deep/er/plan.gpuscenario.yaml')).toContain('kubernetes-takes-gpus');
    expect(editor.received.read).not.toContain(uriOf('picture.svg'));
    expect(editor.received.listed.filter((uri) => /node_modules|\.git/.test(uri))).toEqual([]);
  });

  it('reads nothing again and is unchanged where nothing has changed', async () => {
    await start({ files });
    const first = await pull();
    const [read, listed] = [editor.received.read.length, editor.received.listed.length];
    expect(kinds(await pull(first))).toEqual({
      [uriOf('vm.json')]: 'unchanged',
      [uriOf('deep/er/plan.gpuscenario.yaml')]: 'unchanged',
    });
    expect([editor.received.read.length, editor.received.listed.length]).toEqual([read, listed]);
    // A client that has forgotten is told everything again.
    expect(codes(await pull(), 'vm.json')).toContain('unknown-vm-size');
  });

  it('reports what a change on disk or in an editor concerns', async () => {
    await start({ files });
    const first = await pull();
    editor.disk.set(uriOf('vm.json'), template('Standard_D1_v2'));
    const changes = [{ uri: uriOf('vm.json'), type: 2 }];
    await editor.notify('workspace/didChangeWatchedFiles', { changes });
    const second = await pull(first);
    expect(kinds(second)).toEqual({
      [uriOf('vm.json')]: 'full',
      [uriOf('deep/er/plan.gpuscenario.yaml')]: 'unchanged',
    });
    expect(codes(second, 'vm.json')).not.toContain('unknown-vm-size');

    await editor.open('vm.json', template('Standard_D98'));
    const third = await pull(second);
    expect(codes(third, 'vm.json')).toContain('unknown-vm-size');
    expect(third.find(({ uri }) => uri === uriOf('vm.json'))?.version).toBe(1);
  });

  it('has the ids of the pull of one document', async () => {
    await start({ files });
    await editor.open('vm.json', files['vm.json']);
    const reports = await pull();
    const own = ids(reports).find(({ uri }) => uri === uriOf('vm.json'));
    const textDocument = { uri: uriOf('vm.json') };
    expect(
      await editor.request('textDocument/diagnostic', {
        textDocument,
        previousResultId: own?.value,
      }),
    ).toMatchObject({ kind: 'unchanged' });
  });

  it('takes back what it said of a file that is gone, and finds a new one', async () => {
    await start({ files });
    const first = await pull();
    editor.disk.delete(uriOf('vm.json'));
    editor.disk.set(uriOf('new/vm.json'), template('Standard_D99'));
    const changes = [
      { uri: uriOf('vm.json'), type: 3 },
      { uri: uriOf('new'), type: 1 },
    ];
    await editor.notify('workspace/didChangeWatchedFiles', { changes });
    const reports = await pull(first);
    expect(reports).toContainEqual({
      kind: 'full',
      uri: uriOf('vm.json'),
      version: null,
      items: [],
    });
    expect(codes(reports, 'new/vm.json')).toContain('unknown-vm-size');
  });

  it('comes in parts and with progress where the client asks for it', async () => {
    await start({ files: fleet(120) });
    const parts: number[] = [];
    const work: { kind: string; percentage?: number }[] = [];
    editor.onProgress('parts', (value) => parts.push((value as { items: unknown[] }).items.length));
    editor.onProgress('work', (value) => work.push(value as (typeof work)[number]));
    const rest = await pull([], { partialResultToken: 'parts', workDoneToken: 'work' });
    expect([...parts, rest.length]).toEqual([50, 50, 20]);
    expect(work[0]).toMatchObject({ kind: 'begin', percentage: 0 });
    expect(work.at(-2)).toMatchObject({ kind: 'report', percentage: 100 });
    expect(work.at(-1)).toMatchObject({ kind: 'end' });
  });

  it('answers other requests meanwhile, and ends when it is cancelled', async () => {
    await start({ files: fleet(300) });
    let isDone = false;
    const { answer, cancel } = editor.begin('workspace/diagnostic', { previousResultIds: [] });
    const ended = answer.catch((error: unknown) => error).finally(() => (isDone = true));
    await editor.until(() => editor.received.read.length > 5);
    expect(await editor.request('edgeGpu/devices', null)).not.toEqual([]);
    expect(isDone).toBe(false);
    cancel();
    expect(await ended).toMatchObject({ code: -32800 });
    expect(editor.received.read.length).toBeLessThan(300);
    expect(await pull()).toHaveLength(300);
  });
});

describe('the settings', () => {
  it('switch it off, and what was reported is taken back', async () => {
    await start({ files });
    const first = await pull();
    expect(first).toHaveLength(2);
    editor.settings = { workspaceDiagnostics: 'off' };
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.received.refreshes > 0);
    const second = await pull(first);
    expect(second.map((report) => report.kind === 'full' && report.items)).toEqual([[], []]);
    expect(await pull(second)).toEqual([]);
  });

  it('limit how many files are looked at, and the log says so once', async () => {
    await start({ files: fleet(5), settings: { workspaceDiagnosticsMaximum: 3 } });
    const first = await pull();
    expect(first).toHaveLength(3);
    await pull(first);
    await editor.until(() => editor.received.logged.length > 0);
    expect(editor.received.logged).toEqual([expect.stringContaining('3 files are looked at')]);
  });
});

it('shows progress of itself when a client waits for many files for the first time', async () => {
  const capabilities = { ...everything, window: { workDoneProgress: true } };
  await start({ files: fleet(200), capabilities });
  const first = await pull();
  expect(editor.received.progressCreated).toBe(1);
  await pull(first);
  expect(editor.received.progressCreated).toBe(1);
});

/** So many templates, each in a folder of its own. */
function fleet(count: number): Record<string, string> {
  const paths = Array.from({ length: count }, (_, index) => `site-${index}/vm.json`);
  return Object.fromEntries(paths.map((path) => [path, template('Standard_D1_v2')]));
}
