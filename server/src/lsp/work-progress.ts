import type {
  Connection,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticParams,
} from 'vscode-languageserver';

/** From so many files on, a person who waits for the first time is shown how far it is. */
const LARGE = 200;

export interface WorkProgress {
  readonly at: (done: number) => void;
  readonly end: () => void;
}

/**
 * Begins to show how many of `total` files are done: where the client asks for it, and for many
 * files when the client knows nothing of them yet and can show it.
 */
export async function beginProgress(
  connection: Connection,
  params: WorkspaceDiagnosticParams,
  total: number,
): Promise<WorkProgress> {
  const reporter = await reporterFor(connection, params, total);
  reporter?.begin('Edge GPU: checking the workspace', 0, `0 of ${total} files`, false);
  let shown = 0;
  return {
    at(done) {
      const percentage = Math.floor((done / total) * 100);
      if (percentage === shown) return;
      shown = percentage;
      reporter?.report(percentage, `${done} of ${total} files`);
    },
    end: () => reporter?.done(),
  };
}

async function reporterFor(
  connection: Connection,
  params: WorkspaceDiagnosticParams,
  total: number,
): Promise<WorkDoneProgressReporter | undefined> {
  const { workDoneToken } = params;
  if (workDoneToken !== undefined) return connection.window.attachWorkDoneProgress(workDoneToken);
  if (total < LARGE || params.previousResultIds.length > 0) return undefined;
  try {
    return await connection.window.createWorkDoneProgress();
  } catch {
    // A client that cannot show it now is told the findings all the same.
    return undefined;
  }
}
