import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, fileUri, finding, open, positionOf } from './kit.ts';

describe('completion', () => {
  afterEach(closeAll);

  const offered = async (
    document: vscode.TextDocument,
    at: string,
    label: string,
  ): Promise<vscode.CompletionItem> =>
    eventually(`${label} at ${at}`, async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        positionOf(document, at),
      );
      return list.items.find((item) => labelOf(item) === label);
    });

  it('offers the sizes of the device, with their GPUs', async () => {
    const document = await open('gpu-vm.json');
    const { detail } = await offered(document, 'Standard_NC4as_T4_v3', 'Standard_NC4as_T4_v3');
    assert.match(detail ?? '', /^1 × T4/);
  });

  it('offers functions, parameters and declared images in expressions', async () => {
    const document = await open('gpu-vm.json');
    await offered(document, 'resourceId', 'concat');
    await offered(document, "'vmName'", 'adminPublicKey');
    const { detail } = await offered(document, 'ubuntu18', 'ubuntu18');
    assert.equal(detail, 'image with Ubuntu 18.04 LTS');
  });

  it('offers the types of the driver extension in a scenario', async () => {
    const document = await open('vm-first.gpuscenario.yaml');
    await offered(document, 'NvidiaGpuDriverLinux', 'NvidiaGpuDriverWindows');
  });
});

describe('renaming', () => {
  afterEach(closeAll);

  it('renames a parameter in its template and in its parameter file', async () => {
    const document = await open('gpu-pool.json');
    await finding(await open('gpu-pool.parameters.json'), 'gpu-oversubscription');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, 'vmCount'),
      'howMany',
    );
    assert.deepEqual(
      edit.entries().map(([uri, edits]) => [vscode.workspace.asRelativePath(uri), edits.length]),
      [
        ['gpu-pool.json', 2],
        ['gpu-pool.parameters.json', 1],
      ],
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /"count": "\[parameters\('howMany'\)\]"/);
    // With the new name on both sides the value still arrives.
    const parameters = await open('gpu-pool.parameters.json');
    assert.match(parameters.getText(), /"howMany"/);
    const { range } = await finding(parameters, 'gpu-oversubscription');
    assert.equal(parameters.getText(range), '3');
  });
});

describe('code lenses and the parameter file that they speak of', () => {
  const names = ['chosen.json', 'chosen.parameters.json', 'chosen.parameters.small.json'] as const;
  const [template, first, second] = names;

  before(async () => {
    await vscode.workspace.fs.copy(fileUri('gpu-pool.json'), fileUri(template));
    for (const [name, count] of [
      [first, 2],
      [second, 1],
    ] as const) {
      const text = {
        $schema:
          'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
        contentVersion: '1.0.0.0',
        parameters: { vmCount: { value: count } },
      };
      const bytes = new TextEncoder().encode(JSON.stringify(text));
      await vscode.workspace.fs.writeFile(fileUri(name), bytes);
    }
  });
  afterEach(closeAll);
  after(async () => {
    for (const name of names) await vscode.workspace.fs.delete(fileUri(name));
  });

  const titles = async (document: vscode.TextDocument): Promise<readonly string[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      3,
    );
    return lenses.flatMap(({ command }) => command?.title ?? []);
  };
  const shown = (document: vscode.TextDocument, lens: RegExp, file: string): Promise<true> =>
    eventually(`a lens ${String(lens)} for ${file}`, async () => {
      const all = await titles(document);
      const isThere = all.some((title) => lens.test(title)) && all.includes(`parameters: ${file}`);
      return isThere || undefined;
    });

  it('say what is claimed, and change when another file is chosen', async () => {
    const document = await open(template);
    await shown(document, /^claims 2 of 2 GPUs/, first);
    for (let attempt = 0; attempt < 10; attempt++) {
      await choose(document, attempt);
      if (await isSoon(document, `parameters: ${second}`)) break;
    }
    await shown(document, /^claims 1 of 2 GPUs/, second);
  });

  /**
   * Runs the command and takes an item of the list that it opens: the second, unless the list
   * opens between the two steps of going down and accepting. The next attempt begins with the
   * other step, so that this does not happen again and again.
   */
  async function choose({ uri }: vscode.TextDocument, attempt: number): Promise<void> {
    let isDone = false;
    const command = vscode.commands
      .executeCommand('edgeGpu.chooseParameterFile', uri.toString())
      .then(() => {
        isDone = true;
      });
    let step = attempt;
    await eventually('the end of the choice', async () => {
      const isDown = step++ % 2 === 0;
      await vscode.commands.executeCommand(
        isDown
          ? 'workbench.action.quickOpenSelectNext'
          : 'workbench.action.acceptSelectedQuickOpenItem',
      );
      return isDone || undefined;
    });
    await command;
  }

  /** The server hears of a choice after the command has ended. */
  async function isSoon(document: vscode.TextDocument, title: string): Promise<boolean> {
    for (let look = 0; look < 20; look++) {
      if ((await titles(document)).includes(title)) return true;
    }
    return false;
  }
});

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}
