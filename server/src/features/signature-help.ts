import type { SignatureHelp } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { templateSignatureHelp } from './signature-help/template.ts';

const readers: ByKind<Analysis, [offset: number], SignatureHelp | undefined> = {
  template: templateSignatureHelp,
};

/** Returns the signature of the call around `offset`, and which of its parameters stands there. */
export function signatureHelp(
  analysis: Analysis,
  uri: string,
  offset: number,
): SignatureHelp | undefined {
  return readByKind(readers, analysis, uri, offset);
}
