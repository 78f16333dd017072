import type { FileKind } from '../workspace/file-kind.ts';

/** What a feature reads from the analysis `A` for files of each kind; a kind may be left out. */
export type ByKind<A, Asked extends readonly unknown[], T> = {
  readonly [K in FileKind]?: (analysis: A, uri: string, ...asked: Asked) => T;
};

/** Returns what the reader for the file's kind says; `undefined` when there is none. */
export function readByKind<
  A extends { kindOf(uri: string): FileKind | undefined },
  Asked extends readonly unknown[],
  T,
>(readers: ByKind<A, Asked, T>, analysis: A, uri: string, ...asked: Asked): T | undefined {
  const kind = analysis.kindOf(uri);
  return kind && readers[kind]?.(analysis, uri, ...asked);
}
