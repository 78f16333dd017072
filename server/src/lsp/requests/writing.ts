import {
  ErrorCodes,
  ResponseError,
  type CodeActionParams,
  type CompletionParams,
  type RenameParams,
  type SignatureHelpParams,
} from 'vscode-languageserver';
import { codeActions } from '../../features/code-actions.ts';
import { completion } from '../../features/completion.ts';
import { beginsByTypedSpace } from '../../features/completion/typed-space.ts';
import { spanIn } from '../../features/ranges.ts';
import { prepareRename, rename } from '../../features/rename.ts';
import { signatureHelp } from '../../features/signature-help.ts';
import { atPosition, inDocument } from './at-position.ts';
import type { RequestContext } from './request-context.ts';

/** Answers requests of someone who writes: completion, signature help, rename, code actions. */
export function registerWriting(context: RequestContext): void {
  const { connection, analysis, client, editTarget } = context;

  connection.onCompletion(
    atPosition(context, 'completion', (uri, offset, { context: asked }: CompletionParams) => {
      const bySpace = asked?.triggerCharacter === ' ';
      if (bySpace && !beginsByTypedSpace(analysis, uri, offset)) return undefined;
      return completion(analysis, uri, offset, { takesSnippets: client().takesSnippets });
    }),
  );
  connection.onSignatureHelp(
    atPosition(context, 'signature help', (uri, offset, _: SignatureHelpParams) =>
      signatureHelp(analysis, uri, offset),
    ),
  );
  connection.onPrepareRename(
    atPosition(context, 'prepare rename', (uri, offset) => prepareRename(analysis, uri, offset)),
  );
  const renamed = atPosition(context, 'rename', (uri, offset, { newName }: RenameParams) =>
    rename(analysis, uri, offset, newName, editTarget()),
  );
  connection.onRenameRequest(async (params, token) => {
    const result = await renamed(params, token);
    if (result && 'problem' in result) {
      // The editor shows the message to the person who has typed the name.
      throw new ResponseError(ErrorCodes.InvalidParams, result.problem);
    }
    return result?.edit ?? null;
  });
  connection.onCodeAction(
    inDocument(context, 'code actions', (uri, { range, context: asked }: CodeActionParams) => {
      const span = spanIn(analysis.read, uri, range);
      if (!span) return [];
      const { diagnostics, only } = asked;
      return codeActions(analysis, { uri, span, diagnostics, only, target: editTarget() });
    }),
  );
}
