import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
} from 'vscode-languageserver';
import type { FileTable, Observed } from './file-table.ts';
import type { Load } from './loader.ts';

/** If files keep leading to further files after so many rounds, something is wrong with us. */
const MAX_ROUNDS = 50;

/** What every answer needs. */
export interface AnswerContext {
  readonly table: FileTable;
  readonly load: Load;
  /** Resolves when the settings are known. */
  readonly ready: Promise<void>;
  /** Lets the messages be taken in that have arrived meanwhile. */
  readonly nextTurn: () => Promise<void>;
  readonly log: (message: string) => void;
}

/** Computes a value, again and again until every file that it asked for is there. */
export type Settle = <T>(compute: () => T) => Promise<Observed<T>>;

/** Makes a request handler. A cancelled request is not begun; a failure is never a clean answer. */
export type Answer = <P, R>(
  name: string,
  run: (params: P, settle: Settle) => Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R>;

/** Returns the wrapper that every request handler goes through. */
export function createAnswer(context: AnswerContext): Answer {
  return (name, run) => async (params, token) => {
    try {
      return await run(params, (compute) => settle(context, compute, token));
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      context.log(`${name} failed: ${describe(error)}`);
      throw new ResponseError(ErrorCodes.InternalError, `${name} failed: ${String(error)}`);
    }
  };
}

/**
 * Resolves to the value of `compute` when all files that it wants are loaded. Rejects with a
 * `ResponseError` when the request is cancelled.
 */
export async function settle<T>(
  { table, load, ready, nextTurn }: AnswerContext,
  compute: () => T,
  token: CancellationToken | undefined,
): Promise<Observed<T>> {
  await ready;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    await nextTurn();
    if (token?.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    }
    const observed = table.observe(compute);
    if (observed.wanted.length === 0) return observed;
    await load(observed.wanted);
  }
  throw new Error(`files are still wanted after ${MAX_ROUNDS} rounds of loading`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
