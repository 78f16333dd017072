// A server of the Model Context Protocol over standard input and output. A bundle of its own,
// which `edge-gpu mcp` alone loads: the protocol's library is larger than the rest of a command.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** A tool as the protocol describes it. */
export interface ServedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: object;
}

export interface ServedTools {
  readonly version: string;
  readonly tools: readonly ServedTool[];
  /** Returns a tool's answer, or why there is none. */
  readonly call: (
    name: string,
    input: unknown,
  ) => { readonly text: string } | { readonly problem: string };
}

/** Serves the tools, all of which only read; resolves when the client has ended the connection. */
export async function serveTools({ version, tools, call }: ServedTools): Promise<void> {
  // The schemas are JSON already: the other class brings a library of schemas as large as ourselves.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- meant for such uses
  const server = new Server({ name: 'edge-gpu', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, inputSchema }) => ({
      name,
      title,
      description,
      inputSchema: { ...inputSchema, type: 'object' as const },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const answer = call(params.name, params.arguments ?? {});
    const isProblem = 'problem' in answer;
    const text = isProblem ? answer.problem : answer.text;
    return { content: [{ type: 'text' as const, text }], isError: isProblem };
  });
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport());
  await closed;
}
