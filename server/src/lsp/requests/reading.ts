import type { HoverParams, InlayHintParams } from 'vscode-languageserver';
import { codeLens } from '../../features/code-lens.ts';
import { hover } from '../../features/hover.ts';
import { inlayHints } from '../../features/inlay-hints.ts';
import { spanIn } from '../../features/ranges.ts';
import { atPosition, inDocument } from './at-position.ts';
import type { RequestContext } from './request-context.ts';

/** Answers requests of someone who reads: hover, inlay hints, code lenses. */
export function registerReading(context: RequestContext): void {
  const { connection, analysis, clientUri } = context;

  connection.onHover(
    atPosition(context, 'hover', (uri, offset, _: HoverParams) => hover(analysis, uri, offset)),
  );
  connection.languages.inlayHint.on(
    inDocument(context, 'inlay hints', (uri, { range }: InlayHintParams) => {
      const span = spanIn(analysis.read, uri, range);
      return span ? inlayHints(analysis, uri, span) : [];
    }),
  );
  connection.onCodeLens(
    inDocument(context, 'code lens', (uri) => codeLens(analysis, uri, clientUri)),
  );
}
