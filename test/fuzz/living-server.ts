import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../editor.ts';
import { mutated } from './mutate.ts';
import type { Random } from './random.ts';

/** An editor in which somebody does this and that at random, and all that can be said of it. */
export interface LivingServer {
  /** Does one thing; requests stay under way until `settled`. */
  readonly act: () => Promise<void>;
  /** Resolves when every request is answered. */
  readonly settled: () => Promise<void>;
  /** The findings of every file, of the server that has lived so long. */
  readonly findings: () => Promise<Findings>;
  /** The same of a server that has just been started with the same files, documents and settings. */
  readonly freshFindings: () => Promise<Findings>;
  /** Puts files, documents and settings back as they were at the beginning. */
  readonly putBack: () => Promise<void>;
  /** Answers that were neither a result nor as the protocol has it for a cancelled request. */
  readonly wrongAnswers: readonly string[];
  /** What the server has logged; a failure of its own is logged. */
  readonly logged: () => readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly dispose: () => void;
}

/** By path: what a pull of the file says, and what a pull of the workspace says of it. */
export type Findings = Readonly<Record<string, FileFindings>>;

interface FileFindings {
  readonly ofFile: readonly Diagnostic[];
  readonly ofWorkspace: readonly Diagnostic[] | undefined;
}

/** The code of LSP for a request that was cancelled. */
const CANCELLED = -32800;

/** The code of LSP for parameters that make no sense, such as a place without a name to change. */
const INVALID_PARAMS = -32602;

const SETTINGS: readonly object[] = [
  {},
  { device: 'pro-gpu-1', release: '2106' },
  { device: 'pro-gpu-2', release: '2607', kubernetes: 'configured' },
  { images: { '*': 'windows-server-2019-core' }, templateLanguage: 'off' },
  { device: 7, images: [], inlayHints: null, workspaceDiagnosticsMaximum: -1 },
  { workspaceDiagnostics: 'off' },
];

const AT_POSITION = [
  'hover',
  'completion',
  'signatureHelp',
  'definition',
  'documentHighlight',
  'prepareRename',
];
const OF_FILE = ['documentSymbol', 'documentLink', 'foldingRange', 'codeLens', 'diagnostic'];
const OWN = [
  'edgeGpu/simulate',
  'edgeGpu/safeOrder',
  'edgeGpu/expandTemplate',
  'edgeGpu/parameterFiles',
  'scenario/outline',
  'scenario/run',
];

/** Starts a server in whose workspace lie `files`, by path. */
export async function startLivingServer(
  files: Readonly<Record<string, string>>,
  random: Random,
): Promise<LivingServer> {
  const editor = await startEditor({ files });
  const disk = new Map(Object.entries(files));
  const open = new Map<string, TextDocument>();
  const underWay = new Set<Promise<void>>();
  const wrongAnswers: string[] = [];
  const counts: Record<string, number> = {};
  const resultIds = new Map<string, { readonly id: string; readonly items: Diagnostic[] }>();
  let created = 0;

  const known = (): string[] => [...new Set([...disk.keys(), ...open.keys()])].sort();
  const textOf = (path: string): string => open.get(path)?.getText() ?? disk.get(path) ?? '';
  const tellWatched = (changes: readonly { path: string; type: 1 | 2 | 3 }[]): Promise<void> =>
    editor.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map(({ path, type }) => ({ uri: uriOf(path), type })),
    });
  const writeDisk = (path: string, text: string | undefined): void => {
    if (text === undefined) {
      disk.delete(path);
      editor.disk.delete(uriOf(path));
    } else {
      disk.set(path, text);
      editor.disk.set(uriOf(path), text);
    }
  };

  const openFile = async (path: string): Promise<void> => {
    const text = disk.get(path);
    if (text === undefined || open.has(path)) return;
    open.set(path, TextDocument.create(uriOf(path), 'json', 1, text));
    await editor.open(path, text);
  };
  const closeFile = async (path: string): Promise<void> => {
    if (open.delete(path)) await editor.close(path);
  };
  const save = async (path: string): Promise<void> => {
    const isNew = !disk.has(path);
    writeDisk(path, textOf(path));
    await tellWatched([{ path, type: isNew ? 1 : 2 }]);
  };
  const type = async (path: string): Promise<void> => {
    const before = open.get(path);
    if (!before) return;
    const text = before.getText();
    const next = random.chance(0.2) ? (files[path] ?? '') : mutated(text, random);
    // The smallest span that differs, as an editor sends it; not within a surrogate pair or a
    // line break, which no editor does.
    let start = 0;
    while (start < text.length && start < next.length && text[start] === next[start]) start++;
    let same = 0;
    const most = Math.min(text.length, next.length) - start;
    while (same < most && text.at(-1 - same) === next.at(-1 - same)) same++;
    const [from, to] = random.chance(0.3) ? [0, 0] : [start, same];
    const range = {
      start: before.positionAt(from),
      end: before.positionAt(text.length - to),
    };
    const put = next.slice(
      before.offsetAt(range.start),
      next.length - (text.length - before.offsetAt(range.end)),
    );
    const version = before.version + 1;
    open.set(path, TextDocument.update(before, [{ range, text: put }], version));
    await editor.change(path, version, range, put);
  };
  const rename = async (path: string): Promise<void> => {
    const text = disk.get(path);
    if (text === undefined) return;
    const home = Object.keys(files).find((name) => !disk.has(name));
    const to =
      home !== undefined && random.chance(0.8)
        ? home
        : path.replace(/([^/]+?)(\.[^/]*)$/, `moved${++created}$2`);
    if (disk.has(to)) return;
    await closeFile(path);
    writeDisk(path, undefined);
    writeDisk(to, text);
    // Editors tell of it in one way, in the other, or in both.
    const way = random.below(3);
    if (way !== 0) {
      const names = { oldUri: uriOf(path), newUri: uriOf(to) };
      await editor.notify('workspace/didRenameFiles', { files: [names] });
    }
    if (way !== 1) {
      await tellWatched([
        { path, type: 3 },
        { path: to, type: 1 },
      ]);
    }
  };
  const remove = async (path: string): Promise<void> => {
    if (!disk.has(path)) return;
    writeDisk(path, undefined);
    await tellWatched([{ path, type: 3 }]);
  };
  const changeOnDisk = async (path: string): Promise<void> => {
    const isNew = !disk.has(path);
    const text = random.chance(0.5) ? (files[path] ?? '{}') : mutated(textOf(path), random);
    writeDisk(path, text);
    await tellWatched([{ path, type: isNew ? 1 : 2 }]);
  };
  const configure = async (): Promise<void> => {
    editor.settings = random.pick(SETTINGS);
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
  };

  const ask = (path: string): void => {
    const { method, params } = question(path, textOf(path), random);
    const { answer, cancel } = editor.begin(method, params);
    const isCancelled = random.chance(0.3);
    const done = answer.then(
      () => {},
      (error: unknown) => {
        const code = (error as { code?: number }).code ?? 0;
        const isOrderly =
          code === CANCELLED
            ? isCancelled
            : code === INVALID_PARAMS && method === 'textDocument/rename';
        if (!isOrderly) wrongAnswers.push(`${method} of ${path}: ${code} ${String(error)}`);
        else count(code === CANCELLED ? 'answered as cancelled' : 'nothing to rename');
      },
    );
    underWay.add(done);
    void done.then(() => underWay.delete(done));
    if (isCancelled) cancel();
  };

  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const deeds: readonly (readonly [what: string, weight: number, (path: string) => unknown])[] = [
    ['edits', 40, type],
    ['requests', 25, ask],
    ['opened', 10, openFile],
    ['closed', 5, closeFile],
    ['saved', 5, save],
    ['changed on disk', 5, changeOnDisk],
    ['renamed', 4, rename],
    ['deleted', 2, remove],
    ['settings changed', 3, configure],
  ];
  const wheel = deeds.flatMap((deed) => Array.from({ length: deed[1] }, () => deed));

  const settled = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay);
  };

  return {
    async act() {
      const [what, , run] = random.pick(wheel);
      const candidates = what === 'edits' || what === 'closed' ? [...open.keys()] : known();
      const homes = what === 'changed on disk' ? Object.keys(files) : [];
      const paths = [...candidates, ...homes];
      if (paths.length === 0) return;
      await run(random.pick(paths));
      count(what);
    },
    settled,
    async findings() {
      return findingsOf(editor, known(), async (path) => {
        const before = resultIds.get(path);
        const report = await pull(editor, path, before?.id);
        if (report.kind === 'unchanged') return before?.items ?? [];
        resultIds.set(path, { id: report.resultId ?? '', items: report.items });
        return report.items;
      });
    },
    async freshFindings() {
      const fresh = await startEditor({
        files: Object.fromEntries(disk),
        settings: editor.settings,
      });
      try {
        for (const [path, document] of open) await fresh.open(path, document.getText());
        return await findingsOf(fresh, known(), async (path) => {
          const report = await pull(fresh, path);
          return report.kind === 'full' ? report.items : [];
        });
      } finally {
        fresh.dispose();
      }
    },
    async putBack() {
      for (const path of [...open.keys()]) await closeFile(path);
      for (const path of [...disk.keys()]) if (!(path in files)) await remove(path);
      for (const [path, text] of Object.entries(files)) {
        writeDisk(path, text);
        await tellWatched([{ path, type: 1 }]);
      }
      editor.settings = {};
      await editor.notify('workspace/didChangeConfiguration', { settings: null });
    },
    wrongAnswers,
    logged: () => editor.received.logged,
    counts,
    dispose: () => editor.dispose(),
  };
}

/** A request about a file, at random. */
function question(
  path: string,
  text: string,
  random: Random,
): { readonly method: string; readonly params: object } {
  const uri = uriOf(path);
  const textDocument = { uri };
  const document = TextDocument.create(uri, 'json', 1, text);
  const position = document.positionAt(random.below(text.length + 1));
  const whole = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
  switch (random.below(8)) {
    case 0:
    case 1:
      return {
        method: `textDocument/${random.pick(AT_POSITION)}`,
        params: { textDocument, position },
      };
    case 2:
      return { method: `textDocument/${random.pick(OF_FILE)}`, params: { textDocument } };
    case 3:
      return { method: random.pick(OWN), params: { uri } };
    case 4:
      return { method: 'textDocument/inlayHint', params: { textDocument, range: whole } };
    case 5:
      return {
        method: 'textDocument/codeAction',
        params: { textDocument, range: whole, context: { diagnostics: [] } },
      };
    case 6:
      return random.chance(0.5)
        ? {
            method: 'textDocument/references',
            params: { textDocument, position, context: { includeDeclaration: true } },
          }
        : { method: 'textDocument/rename', params: { textDocument, position, newName: 'other' } };
    default:
      return { method: 'workspace/diagnostic', params: { previousResultIds: [] } };
  }
}

function pull(
  editor: Editor,
  path: string,
  previousResultId?: string,
): Promise<DocumentDiagnosticReport> {
  return editor.request('textDocument/diagnostic', {
    textDocument: { uri: uriOf(path) },
    previousResultId,
  }) as Promise<DocumentDiagnosticReport>;
}

async function findingsOf(
  editor: Editor,
  paths: readonly string[],
  ofFile: (path: string) => Promise<readonly Diagnostic[]>,
): Promise<Findings> {
  const { items } = (await editor.request('workspace/diagnostic', {
    previousResultIds: [],
  })) as WorkspaceDiagnosticReport;
  const reports = new Map(
    items.map((report) => [report.uri, report.kind === 'full' ? report.items : undefined]),
  );
  const found: Record<string, FileFindings> = {};
  for (const path of paths) {
    found[path] = { ofFile: await ofFile(path), ofWorkspace: reports.get(uriOf(path)) };
  }
  return found;
}
