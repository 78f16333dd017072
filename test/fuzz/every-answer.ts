import { TextDocument } from 'vscode-languageserver-textdocument';
import { startEditor, uriOf } from '../editor.ts';

/** What a server says of files to whoever asks everything. */
export interface EveryAnswer {
  /** JSON of each answer, by method and file. */
  readonly answers: ReadonlyMap<string, string>;
  /** Answers with an error other than that there is nothing to rename. */
  readonly errors: readonly string[];
  readonly logged: readonly string[];
  /** URIs that the server has asked the editor to read or list. */
  readonly touched: readonly string[];
}

const OF_FILE = [
  'textDocument/diagnostic',
  'textDocument/documentSymbol',
  'textDocument/documentLink',
  'textDocument/foldingRange',
  'textDocument/codeLens',
  'edgeGpu/parameterFiles',
  'edgeGpu/expandTemplate',
  'edgeGpu/simulate',
  'edgeGpu/safeOrder',
  'scenario/outline',
  'scenario/run',
];
const AT_POSITION = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/signatureHelp',
  'textDocument/definition',
  'textDocument/documentHighlight',
  'textDocument/prepareRename',
];

/**
 * Opens all files and asks the server everything there is to ask: about each file, and at
 * `places` in it, or at all of them if there are no more.
 */
export async function everyAnswer(
  files: Readonly<Record<string, string>>,
  places: number,
  settings: object = {},
): Promise<EveryAnswer> {
  const editor = await startEditor({ files, settings });
  const answers = new Map<string, string>();
  const errors: string[] = [];
  const ask = async (what: string, method: string, params: object): Promise<void> => {
    try {
      answers.set(`${method} ${what}`, JSON.stringify(await editor.request(method, params)));
    } catch (error) {
      errors.push(`${method} ${what}: ${String(error)}`);
    }
  };
  try {
    for (const [path, text] of Object.entries(files)) await editor.open(path, text);
    await ask('', 'workspace/diagnostic', { previousResultIds: [] });
    for (const [path, text] of Object.entries(files)) {
      const uri = uriOf(path);
      const textDocument = { uri };
      const document = TextDocument.create(uri, 'json', 1, text);
      const whole = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
      for (const method of OF_FILE) await ask(path, method, { textDocument, uri });
      await ask(path, 'textDocument/inlayHint', { textDocument, range: whole });
      await ask(path, 'textDocument/codeAction', {
        textDocument,
        range: whole,
        context: { diagnostics: [] },
      });
      const assume = { device: 'pro-gpu-1', kubernetes: 'before' };
      await ask(`${path} on a device`, 'edgeGpu/simulate', { uri, assume });
      for (const tool of ['edgeGpu_checkTemplate', 'edgeGpu_simulateGpuClaims']) {
        const input = { file: uri, device: 'pro-gpu-1' };
        await ask(`${tool} ${path}`, 'edgeGpu/tool', { name: tool, input });
      }
      const step = Math.max(1, Math.ceil(text.length / places));
      for (let offset = 0; offset <= text.length; offset += step) {
        const position = document.positionAt(offset);
        for (const method of AT_POSITION) {
          await ask(`${path}:${offset}`, method, { textDocument, position });
        }
      }
    }
    const { logged, read, listed } = editor.received;
    return { answers, errors, logged, touched: [...read, ...listed] };
  } finally {
    editor.dispose();
  }
}
