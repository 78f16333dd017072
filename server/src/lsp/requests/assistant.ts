import { runTool } from '../../assistant/index.ts';
import type { ToolFiles } from '../../assistant/tool.ts';
import { lineStarts, rangeOf } from '../../base/span.ts';
import { normalizeUri } from '../../base/uri.ts';
import { toolRequest, type ToolParams } from '../protocol.ts';
import type { RequestContext } from './request-context.ts';

/** Answers the tools of language models that the client offers. */
export function registerAssistant(context: RequestContext): void {
  const { connection, answer, analysis, clientUri } = context;
  const { read } = analysis;
  const files: ToolFiles = {
    read,
    places: {
      file: clientUri,
      range: ({ uri, span }) => rangeOf(lineStarts(read(uri)?.text ?? ''), span),
    },
    // What lies outside the workspace is not loaded.
    locate: (file) => ({ uri: normalizeUri(file) }),
  };
  connection.onRequest(
    toolRequest,
    answer('tool', async ({ name, input }: ToolParams, settle) => {
      return (await settle(() => runTool(name, input, files))).value;
    }),
  );
}
