import type { Position } from 'vscode-languageserver';
import { normalizeUri } from '../../base/uri.ts';
import { offsetIn } from '../../features/ranges.ts';
import type { RequestContext } from './request-context.ts';

interface PositionParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Makes a handler of requests about a position; null is answered where there is nothing to say. */
export function atPosition<P extends PositionParams, R>(
  { answer, analysis }: RequestContext,
  name: string,
  read: (uri: string, offset: number, params: P) => R | undefined,
) {
  return answer(name, async (params: P, settle) => {
    const uri = normalizeUri(params.textDocument.uri);
    const { value } = await settle(() => {
      const offset = offsetIn(analysis.read, uri, params.position);
      return offset === undefined ? undefined : read(uri, offset, params);
    });
    return value ?? null;
  });
}

/** Makes a handler of requests about a whole document. */
export function inDocument<P extends Pick<PositionParams, 'textDocument'>, R>(
  { answer }: RequestContext,
  name: string,
  read: (uri: string, params: P) => R,
) {
  return answer(name, async (params: P, settle) => {
    const uri = normalizeUri(params.textDocument.uri);
    return (await settle(() => read(uri, params))).value;
  });
}
