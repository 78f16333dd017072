import {
  DocumentDiagnosticReportKind,
  WorkspaceDiagnosticRequest,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { normalizeUri } from '../../base/uri.ts';
import { findFiles, type FoundFiles } from '../../workspace/find-files.ts';
import type { Settle } from '../answer.ts';
import type { FileTable } from '../file-table.ts';
import { createResultIds } from '../result-ids.ts';
import { beginProgress } from '../work-progress.ts';
import type { RequestContext } from './request-context.ts';

/** Files for which one message of a partial result is sent. */
const CHUNK = 50;

/** Answers a client that pulls diagnostics: those of a document, and those of the workspace. */
export function registerDiagnostics(
  { connection, answer, analysis, clientUri }: RequestContext,
  table: FileTable,
  diagnosticsIn: (uri: string) => Diagnostic[],
): void {
  const resultIds = createResultIds();
  /** What the last whole answer said of each file, and when; the client comes every few seconds. */
  let last: LastAnswer | undefined;
  let toldMaximum: number | undefined;

  connection.languages.diagnostics.on(
    answer('diagnostics', async (params: DocumentDiagnosticParams, settle) => {
      const uri = normalizeUri(params.textDocument.uri);
      const { value: items, version } = await settle(() => diagnosticsIn(uri));
      const resultId = resultIds(uri, version);
      return resultId === params.previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    }),
  );

  /** Nothing has changed since the last answer, so what it said of a file holds. */
  const lastOf = (uri: string): string | null | undefined =>
    last?.revision === table.revision() ? last.resultIds.get(uri) : undefined;

  const reportOn = async (
    uri: string,
    previousResultId: string | undefined,
    settle: Settle,
  ): Promise<WorkspaceDocumentDiagnosticReport | undefined> => {
    const known = lastOf(uri);
    if (known === null) return undefined;
    const names = (): { uri: string; version: number | null } => ({
      uri: clientUri(uri),
      version: table.clientDocument(uri).version,
    });
    if (known !== undefined && known === previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: known, ...names() };
    }
    const { value, version } = await settle(() =>
      analysis.kindOf(uri) === undefined ? undefined : { items: diagnosticsIn(uri), ...names() },
    );
    if (!value) return undefined;
    const resultId = resultIds(uri, version);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId, ...names() }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, ...value };
  };

  const filesToCheck = async (settle: Settle): Promise<FoundFiles['files']> => {
    if (last?.revision === table.revision()) return [...last.resultIds.keys()];
    const { value } = await settle(() => {
      const limit = analysis.settings().workspaceDiagnostics;
      const found = limit && findFiles(table.read, table.folders(), limit.maximum);
      return found && { ...found, maximum: limit.maximum };
    });
    if (value?.listed !== 'partly') {
      toldMaximum = undefined;
    } else if (toldMaximum !== value.maximum) {
      toldMaximum = value.maximum;
      connection.console.warn(
        `the workspace is too large to be checked as a whole: ${value.files.length} files are looked at, and edgeGpu.workspaceDiagnosticsMaximum allows ${value.maximum}`,
      );
    }
    return value?.files ?? [];
  };

  const pull = async (
    params: WorkspaceDiagnosticParams,
    settle: Settle,
  ): Promise<WorkspaceDiagnosticReport> => {
    const previous = new Map(
      params.previousResultIds.map(({ uri, value }) => [normalizeUri(uri), { uri, value }]),
    );
    const { partialResultToken } = params;
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const add = async (report: WorkspaceDocumentDiagnosticReport): Promise<void> => {
      items.push(report);
      if (partialResultToken === undefined || items.length < CHUNK) return;
      const chunk = { items };
      items = [];
      await connection.sendProgress(
        WorkspaceDiagnosticRequest.partialResult,
        partialResultToken,
        chunk,
      );
    };

    const files = await filesToCheck(settle);
    // Read after the settings are there, and before the first file: a change meanwhile counts.
    const revision = table.revision();
    const said = new Map<string, string | null>();
    const progress = await beginProgress(connection, params, files.length);
    try {
      for (const [index, uri] of files.entries()) {
        const report = await reportOn(uri, previous.get(uri)?.value, settle);
        said.set(uri, report?.resultId ?? null);
        if (report) await add(report);
        progress.at(index + 1);
      }
    } finally {
      progress.end();
    }
    // What is not ours any more, or gone, has no findings; for open documents the client asks.
    const open = new Set(table.openUris());
    for (const [key, { uri }] of previous) {
      if (!open.has(key) && typeof said.get(key) !== 'string') {
        await add({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
      }
    }
    last = { revision, resultIds: said };
    return { items };
  };

  connection.onRequest(
    WorkspaceDiagnosticRequest.type,
    answer('workspace diagnostics', (params: WorkspaceDiagnosticParams, settle) =>
      pull(params, settle),
    ),
  );
}

interface LastAnswer {
  /** Of the table, before the answer was begun. */
  readonly revision: number;
  /** By URI; `null` for a file that is none of ours. */
  readonly resultIds: ReadonlyMap<string, string | null>;
}
