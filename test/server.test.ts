import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver/node';
import type { ExpandResult, SafeOrderResult, SimulateResult } from '../server/src/lsp/protocol.ts';
import { startEditor, uriOf, type Editor, type EditorOptions } from './editor.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';

const template = `{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "parameters": { "vmSize": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "location": "dbelocal",
      "properties": { "hardwareProfile": { "vmSize": "[parameters('vmSize')]" } }
    }
  ]
}
`;

const parameters = (size: string): string => `{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": { "vmSize": { "value": "${size}" } }
}
`;

const scenario = `scenario: plan
device: { model: pro-gpu-1, release: "2106" }
steps:
  - configureKubernetes: {}
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3 }
`;

const gpuSize = 'Standard_NC4as_T4_v3';
const plainSize = 'Standard_D1_v2';
/** Found in the template exactly when its VM has a GPU, which a parameter file decides. */
const aboutGpuVm = 'missing-gpu-extension';

let editor: Editor;

async function start(options: EditorOptions): Promise<void> {
  editor = await startEditor(options);
}

afterEach(() => editor.dispose());

interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

function pull(path: string, previousResultId?: string): Promise<Report> {
  return editor.request('textDocument/diagnostic', {
    textDocument: { uri: uriOf(path) },
    previousResultId,
  }) as Promise<Report>;
}

async function codes(path: string): Promise<readonly unknown[]> {
  return (await pull(path)).items.map(({ code }) => code);
}

function changed(path: string, type: 'created' | 'changed' | 'deleted'): Promise<void> {
  const types = { created: 1, changed: 2, deleted: 3 };
  const changes = [{ uri: uriOf(path), type: types[type] }];
  return editor.notify('workspace/didChangeWatchedFiles', { changes });
}

describe('initialize', () => {
  it('offers what the server does', async () => {
    await start({ files: {} });
    const everywhere = { filters: [{ pattern: { glob: '**' } }] };
    expect(editor.initialized).toEqual({
      serverInfo: { name: 'edge-gpu' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2 },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ["'", '"', '[', '(', ',', '.', '/', ':', ' '] },
        signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        documentSymbolProvider: true,
        documentLinkProvider: {},
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.edgeGpu'] },
        diagnosticProvider: {
          identifier: 'edge-gpu',
          interFileDependencies: true,
          workspaceDiagnostics: true,
          workDoneProgress: true,
        },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { didCreate: everywhere, didRename: everywhere, didDelete: everywhere },
        },
      },
    });
    await editor.until(() => editor.received.registered.length >= 2);
    expect([...editor.received.registered].sort()).toEqual([
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
    ]);
  });

  it('does not offer to be pulled from to a client that does not pull', async () => {
    await start({ files: {}, capabilities: {} });
    expect(editor.initialized.capabilities).not.toHaveProperty('diagnosticProvider');
  });
});

describe('pulled diagnostics', () => {
  it('say what is found, where, and where to read more', async () => {
    await start({ files: {} });
    await editor.open('vm.json', template.replace("[parameters('vmSize')]", 'Standard_D99'));
    const { kind, items } = await pull('vm.json');
    expect(kind).toBe('full');
    expect(items.find(({ code }) => code === 'unknown-vm-size')).toMatchObject({
      severity: 1,
      source: 'edge-gpu',
      range: { start: { line: 9, character: 53 }, end: { line: 9, character: 67 } },
      codeDescription: {
        href: 'https://github.com/edge-gpu/edge-gpu/blob/main/docs/rules/unknown-vm-size.md',
      },
      message: expect.stringContaining('Standard_D99'),
    });
  });

  it('are unchanged until something that they depend on changes', async () => {
    await start({ files: { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) } });
    await editor.open('vm.json', template);
    const first = await pull('vm.json');
    expect(first.items.map(({ code }) => code)).toContain(aboutGpuVm);
    expect(await pull('vm.json', first.resultId)).toEqual({
      kind: 'unchanged',
      resultId: first.resultId,
    });
    editor.disk.set(uriOf('vm.parameters.json'), parameters(plainSize));
    await changed('vm.parameters.json', 'changed');
    const second = await pull('vm.json', first.resultId);
    expect(second.kind).toBe('full');
    expect(second.items.map(({ code }) => code)).not.toContain(aboutGpuVm);
  });

  it('follow edits of a part of the text', async () => {
    await start({ files: {} });
    const line = template.split('\n').findIndex((text) => text.includes('hardwareProfile'));
    const character = template.split('\n')[line]?.indexOf("[parameters('vmSize')]") ?? 0;
    await editor.open('vm.json', template);
    expect(await codes('vm.json')).not.toContain('unknown-vm-size');
    const range = {
      start: { line, character },
      end: { line, character: character + "[parameters('vmSize')]".length },
    };
    await editor.change('vm.json', 2, range, 'Standard_D99');
    expect(await codes('vm.json')).toContain('unknown-vm-size');
  });

  it('of a template follow its parameter file while that is edited', async () => {
    await start({ files: { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) } });
    await editor.open('vm.json', template);
    await editor.open('vm.parameters.json', parameters(gpuSize));
    expect(await codes('vm.json')).toContain(aboutGpuVm);
    const [line = 0, text = ''] =
      Object.entries(parameters(gpuSize).split('\n')).find(([, text]) => text.includes(gpuSize)) ??
      [];
    const character = text.indexOf(gpuSize);
    const start_ = { line: Number(line), character };
    const end = { line: Number(line), character: character + gpuSize.length };
    await editor.change('vm.parameters.json', 2, { start: start_, end }, plainSize);
    expect(await codes('vm.json')).not.toContain(aboutGpuVm);
    // Closed without saving: the file on disk counts again.
    await editor.close('vm.parameters.json');
    expect(await codes('vm.json')).toContain(aboutGpuVm);
  });

  it('notice files that come and go, and ask the editor to pull again', async () => {
    await start({ files: { 'vm.json': template } });
    await editor.open('vm.json', template);
    expect(await codes('vm.json')).not.toContain(aboutGpuVm);
    editor.disk.set(uriOf('vm.parameters.json'), parameters(gpuSize));
    await changed('vm.parameters.json', 'created');
    await editor.until(() => editor.received.refreshes === 1);
    expect(await codes('vm.json')).toContain(aboutGpuVm);
    editor.disk.delete(uriOf('vm.parameters.json'));
    await editor.notify('workspace/didDeleteFiles', {
      files: [{ uri: uriOf('vm.parameters.json') }],
    });
    await editor.until(() => editor.received.refreshes === 2);
    expect(await codes('vm.json')).not.toContain(aboutGpuVm);
  });

  it('load a file once, and nothing twice that is absent', async () => {
    await start({ files: { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) } });
    await editor.open('vm.json', template);
    await Promise.all([pull('vm.json'), pull('vm.json')]);
    await pull('vm.json');
    const { read, listed } = editor.received;
    expect(read.length).toBe(new Set(read).size);
    expect(listed.length).toBe(new Set(listed).size);
    expect(read).toContain(uriOf('vm.parameters.json'));
    expect(read).not.toContain(uriOf('vm.json'));
  });

  it('never read outside the workspace', async () => {
    const outside = scenario.replace('createVm:', 'deploy: ../../secret.json #');
    await start({ files: {} });
    await editor.open('plan.gpuscenario.yaml', outside);
    await pull('plan.gpuscenario.yaml');
    for (const uri of [...editor.received.read, ...editor.received.listed]) {
      expect(uri).toMatch(/^file:\/\/\/w\//);
    }
  });

  it('follow the settings', async () => {
    await start({
      files: { 'vm.json': template, 'odd.json': parameters(gpuSize) },
      settings: { parameterFiles: { [uriOf('vm.json')]: [uriOf('odd.json')] } },
    });
    await editor.open('vm.json', template);
    expect(await codes('vm.json')).toContain(aboutGpuVm);
    editor.settings = {};
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.received.refreshes > 0);
    expect(await codes('vm.json')).not.toContain(aboutGpuVm);
  });
});

describe('pushed diagnostics', () => {
  const capabilities = { workspace: { workspaceFolders: true } };
  const last = (path: string) =>
    editor.received.published.filter(({ uri }) => uri === uriOf(path)).at(-1);
  const lastCodes = (path: string) => last(path)?.diagnostics.map(({ code }) => code) ?? [];

  it('carry the version of the document and follow its parameter file', async () => {
    const files = { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) };
    await start({ files, capabilities });
    await editor.open('vm.json', template);
    await editor.until(() => lastCodes('vm.json').includes(aboutGpuVm));
    expect(last('vm.json')?.version).toBe(1);
    editor.disk.set(uriOf('vm.parameters.json'), parameters(plainSize));
    await changed('vm.parameters.json', 'changed');
    await editor.until(() => !lastCodes('vm.json').includes(aboutGpuVm));
  });

  it('are taken back when the document is closed', async () => {
    await start({ files: {}, capabilities });
    await editor.open('plan.gpuscenario.yaml', scenario);
    await editor.until(() => lastCodes('plan.gpuscenario.yaml').length > 0);
    await editor.close('plan.gpuscenario.yaml');
    await editor.until(() => lastCodes('plan.gpuscenario.yaml').length === 0);
  });

  it('take settings from initialize, and from the client when it sends them', async () => {
    const settings = { parameterFiles: { [uriOf('vm.json')]: [uriOf('odd.json')] } };
    const files = { 'vm.json': template, 'odd.json': parameters(gpuSize) };
    await start({ files, capabilities, initializationOptions: settings });
    await editor.open('vm.json', template);
    await editor.until(() => lastCodes('vm.json').includes(aboutGpuVm));
    await editor.notify('workspace/didChangeConfiguration', { settings: { edgeGpu: {} } });
    await editor.until(() => !lastCodes('vm.json').includes(aboutGpuVm));
  });
});

describe('requests', () => {
  it('hover shows a fact', async () => {
    await start({ files: {} });
    await editor.open('plan.gpuscenario.yaml', scenario);
    const hover = (await editor.request('textDocument/hover', {
      textDocument: { uri: uriOf('plan.gpuscenario.yaml') },
      position: { line: 4, character: 40 },
    })) as Hover;
    expect(hover.contents).toMatchObject({ kind: 'markdown' });
    expect(JSON.stringify(hover.contents)).toContain('28 GiB');
  });

  it('a quick fix edits the document in the version it was made for', async () => {
    await start({ files: {} });
    const text = template.replace("[parameters('vmSize')]", 'Standard_NC4as_T4_v4');
    await editor.open('vm.json', text);
    const { items } = await pull('vm.json');
    const diagnostics = items.filter(({ code }) => code === 'unknown-vm-size');
    const actions = (await editor.request('textDocument/codeAction', {
      textDocument: { uri: uriOf('vm.json') },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    })) as CodeAction[];
    const preferred = actions.find(
      (action) => action.isPreferred && action.diagnostics?.[0]?.code === 'unknown-vm-size',
    );
    expect(preferred).toMatchObject({
      kind: 'quickfix',
      diagnostics,
      edit: {
        documentChanges: [
          {
            textDocument: { uri: uriOf('vm.json'), version: 1 },
            edits: [{ newText: expect.stringContaining(gpuSize) }],
          },
        ],
      },
    });
  });

  it('completion, signature help, definition and rename go through the protocol', async () => {
    const files = { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) };
    await start({ files });
    await editor.open('vm.json', template);
    const line = template.split('\n').findIndex((text) => text.includes('hardwareProfile'));
    const character = (template.split('\n')[line] ?? '').indexOf("('vmSize')") + 4;
    const at = { textDocument: { uri: uriOf('vm.json') }, position: { line, character } };
    expect(await editor.request('textDocument/completion', at)).toMatchObject({
      items: [{ label: 'vmSize', textEdit: { newText: 'vmSize' } }],
    });
    expect(await editor.request('textDocument/signatureHelp', at)).toMatchObject({
      signatures: [{ label: expect.stringMatching(/^parameters\(/) }],
    });
    expect(await editor.request('textDocument/definition', at)).toMatchObject([
      { targetUri: uriOf('vm.json'), targetSelectionRange: { start: { line: 3 } } },
    ]);
    expect(await editor.request('textDocument/prepareRename', at)).toMatchObject({
      placeholder: 'vmSize',
    });
    const edit = await editor.request('textDocument/rename', { ...at, newName: 'size' });
    expect(edit).toMatchObject({
      documentChanges: [
        { textDocument: { uri: uriOf('vm.json'), version: 1 }, edits: [{}, {}] },
        { textDocument: { uri: uriOf('vm.parameters.json'), version: null }, edits: [{}] },
      ],
    });
    const refused = editor.request('textDocument/rename', { ...at, newName: "it's" });
    await expect(refused).rejects.toThrow('has a character that a name must not have');
  });

  it('lenses and hints follow a parameter file that changes', async () => {
    await start({ files: { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) } });
    await editor.open('vm.json', template);
    const textDocument = { uri: uriOf('vm.json') };
    const lenses = () => editor.request('textDocument/codeLens', { textDocument });
    expect(await lenses()).toMatchObject([
      { command: { title: 'claims 1 GPU', arguments: [uriOf('vm.json')] } },
      {},
      { command: { command: 'edgeGpu.chooseParameterFile' } },
    ]);
    const before = editor.received.refreshed.codeLens;
    editor.disk.set(uriOf('vm.parameters.json'), parameters(plainSize));
    await changed('vm.parameters.json', 'changed');
    await editor.until(() => editor.received.refreshed.codeLens > before);
    expect(await lenses()).toMatchObject([{ command: { title: 'claims 0 GPUs' } }, {}, {}]);
    expect(await editor.request('edgeGpu/parameterFiles', textDocument)).toEqual([
      { uri: uriOf('vm.parameters.json'), path: 'vm.parameters.json', inUse: true },
    ]);
  });

  it('simulate asks for a device and then shows the timeline', async () => {
    await start({ files: { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) } });
    const uri = uriOf('vm.json');
    expect(await editor.request('edgeGpu/simulate', { uri })).toEqual({
      kind: 'template',
      timelines: [],
    });
    const assume = { device: 'pro-gpu-1', kubernetes: 'before' };
    const result = (await editor.request('edgeGpu/simulate', { uri, assume })) as SimulateResult;
    expect(result.timelines).toMatchObject([
      { outcome: 'fails', steps: [{ outcome: 'succeeds' }, { outcome: 'fails' }] },
    ]);
    expect(await editor.request('edgeGpu/devices', null)).toContainEqual(
      expect.objectContaining({ id: 'pro-gpu-1' }),
    );
  });

  it('a template is expanded with its parameter file, as it is in the editor', async () => {
    const files = { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) };
    await start({ files: { ...files, 'notes.json': '{}' } });
    const expand = async (path: string): Promise<ExpandResult> =>
      (await editor.request('edgeGpu/expandTemplate', { uri: uriOf(path) })) as ExpandResult;
    const first = await expand('vm.json');
    expect(first).toEqual({
      name: 'vm.json',
      parameterFile: 'vm.parameters.json',
      text: expect.stringContaining(`"vmSize": "${gpuSize}"`) as string,
    });
    expect(await expand('vm.parameters.json')).toEqual(first);
    await editor.open('vm.json', template.replace('"name": "vm1"', `"name": "[toUpper('vm2')]"`));
    expect(await expand('vm.json')).toMatchObject({
      text: expect.stringContaining('"name": "VM2"') as string,
    });
    expect(await expand('notes.json')).toEqual({ problem: 'open an ARM template to expand' });
    expect(await expand('nowhere.json')).toHaveProperty('problem');
  });

  it('facts can be opened as pages', async () => {
    await start({ files: {} });
    expect(await editor.request('edgeGpu/factTopics', null)).toContainEqual(
      expect.objectContaining({ id: 'contradictions', group: 'overview' }),
    );
    expect(await editor.request('edgeGpu/factPage', { id: 'contradictions' })).toEqual({
      title: 'Known contradictions',
      markdown: expect.stringContaining('sources disagree') as string,
    });
    expect(await editor.request('edgeGpu/factPage', { id: 'nothing' })).toBeNull();
  });

  it('a safe order is found for a scenario', async () => {
    await start({ files: {} });
    const two = scenario.replace('pro-gpu-1', 'pro-gpu-2');
    await editor.open('plan.gpuscenario.yaml', two);
    const uri = uriOf('plan.gpuscenario.yaml');
    const found = (await editor.request('edgeGpu/safeOrder', { uri })) as SafeOrderResult;
    expect(found).toMatchObject({ kind: 'scenario', answers: [{ kind: 'reordered' }] });
    const [vm, kubernetes] = found.answers[0]?.details ?? [];
    expect(vm).toContain('createVm vm1');
    expect(kubernetes).toContain('configureKubernetes');
  });

  it('a safe order of a template needs a device, and says why there is none', async () => {
    await start({ files: { 'vm.json': template, 'vm.parameters.json': parameters(gpuSize) } });
    const uri = uriOf('vm.json');
    const ask = (params: object) => editor.request('edgeGpu/safeOrder', { uri, ...params });
    expect(await ask({})).toEqual({ kind: 'template', answers: [] });
    expect(await ask({ device: 'pro-gpu-2' })).toMatchObject({ answers: [{ kind: 'reordered' }] });
    editor.disk.set(uriOf('vm.parameters.json'), parameters('Standard_NC8as_T4_v3'));
    await changed('vm.parameters.json', 'changed');
    expect(await ask({ device: 'none-such' })).toMatchObject({ answers: [{ kind: 'unknown' }] });
    expect(await ask({ uri: uriOf('nothing.txt') })).toMatchObject({
      kind: 'other',
      problem: 'open a template or a scenario',
    });
  });

  it('a space asks for completions where a value of a scenario begins, and nowhere else', async () => {
    await start({ files: {} });
    const steps = '  - createVm: { name: vm1, size: \n  - stop: vm1 \n';
    const text = `device: { model: pro-gpu-2, release: "2106" }\nsteps:\n${steps}`;
    await editor.open('plan.gpuscenario.yaml', text);
    await editor.open('vm.json', template);
    const typed = (path: string, line: number, character: number) =>
      editor.request('textDocument/completion', {
        textDocument: { uri: uriOf(path) },
        position: { line, character },
        context: { triggerKind: 2, triggerCharacter: ' ' },
      });
    const sizes = await typed('plan.gpuscenario.yaml', 2, 33);
    expect(JSON.stringify(sizes)).toContain(gpuSize);
    expect(JSON.stringify(await typed('plan.gpuscenario.yaml', 2, 4))).toContain('createVm');
    expect(await typed('plan.gpuscenario.yaml', 3, 14)).toBeNull();
    expect(await typed('plan.gpuscenario.yaml', 3, 2)).toBeNull();
    const line = template.split('\n').findIndex((one) => one.includes('"vm1"'));
    expect(await typed('vm.json', line, 14)).toBeNull();
  });

  it('a cancelled request is answered as cancelled', async () => {
    await start({ files: { 'vm.json': template } });
    await editor.open('vm.json', template);
    const params = { textDocument: { uri: uriOf('vm.json') } };
    const { answer, cancel } = editor.begin('textDocument/diagnostic', params);
    cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    expect((await pull('vm.json')).kind).toBe('full');
  });

  it.each([
    ['textDocument/diagnostic', {}],
    ['textDocument/diagnostic', null],
    ['textDocument/hover', { textDocument: { uri: 'x' } }],
    ['textDocument/completion', { textDocument: { uri: uriOf('x') }, position: null }],
    ['textDocument/rename', { textDocument: { uri: uriOf('x') }, position: {} }],
    ['textDocument/selectionRange', { textDocument: { uri: uriOf('x') } }],
    ['textDocument/inlayHint', {}],
    ['edgeGpu/parameterFiles', {}],
    ['textDocument/codeAction', { textDocument: { uri: 1 }, range: {}, context: {} }],
    ['edgeGpu/simulate', { uri: null }],
    ['edgeGpu/simulate', null],
    ['edgeGpu/factPage', null],
    ['edgeGpu/safeOrder', { uri: null }],
    ['edgeGpu/safeOrder', null],
  ])(
    '%s with %j is an error or nothing, never a clean report, and not the end',
    async (method, params) => {
      await start({ files: {} });
      const answer = await editor.request(method, params).catch((error: unknown) => error);
      if (answer !== null) expect(answer).toBeInstanceOf(Error);
      await editor.open('plan.gpuscenario.yaml', scenario);
      expect(await codes('plan.gpuscenario.yaml')).not.toEqual([]);
    },
  );

  it.each([
    ['textDocument/didOpen', {}],
    ['textDocument/didOpen', { textDocument: { uri: 1, text: null } }],
    ['textDocument/didChange', { textDocument: { uri: 'file:///w/x' }, contentChanges: [] }],
    ['textDocument/didChange', { textDocument: {}, contentChanges: 3 }],
    ['workspace/didChangeWatchedFiles', {}],
    ['workspace/didRenameFiles', { files: [{}] }],
  ])('%s with %j does not end the server', async (method, params) => {
    await start({ files: {} });
    await editor.notify(method, params);
    await editor.open('plan.gpuscenario.yaml', scenario);
    expect(await codes('plan.gpuscenario.yaml')).not.toEqual([]);
  });
});

describe('a server with its own files', () => {
  it('asks the client for none', async () => {
    const texts = new Map([[uriOf('vm.parameters.json'), parameters(gpuSize)]]);
    await start({
      files: {},
      serverFiles: () => ({
        readFile: (uri) => Promise.resolve(texts.get(uri)),
        listFolder: () => Promise.resolve(['vm.json', 'vm.parameters.json']),
      }),
    });
    await editor.open('vm.json', template);
    expect(await codes('vm.json')).toContain(aboutGpuVm);
    expect(editor.received.read).toEqual([]);
    expect(editor.received.listed).toEqual([]);
  });

  it('counts as absent what cannot be read, and says why', async () => {
    const refuse = () => Promise.reject(new Error('the disk is on fire'));
    await start({ files: {}, serverFiles: () => ({ readFile: refuse, listFolder: refuse }) });
    await editor.open('vm.json', template);
    expect((await pull('vm.json')).kind).toBe('full');
    expect(editor.received.logged.join()).toContain('the disk is on fire');
  });

  it('does not answer a request that is cancelled while a file is loaded', async () => {
    let isAsked = (): void => {};
    let release = (): void => {};
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const released = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    const wait = (): Promise<undefined> => {
      isAsked();
      return released;
    };
    await start({ files: {}, serverFiles: () => ({ readFile: wait, listFolder: wait }) });
    await editor.open('vm.json', template);
    const params = { textDocument: { uri: uriOf('vm.json') } };
    const { answer, cancel } = editor.begin('textDocument/diagnostic', params);
    await asked;
    cancel();
    // Messages are taken in order, so the cancellation has arrived when this is answered.
    await editor.request('edgeGpu/devices', null);
    release();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
  });
});
