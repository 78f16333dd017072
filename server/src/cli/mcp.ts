import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTool, tools } from '../assistant/index.ts';
import type { ToolAnswer, ToolFiles } from '../assistant/tool.ts';
import type * as mcp from '../mcp/serve.ts';
import { importBundle } from './bundles.ts';
import { diskRead } from './disk.ts';
import { fileProblem } from './file-problem.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { liesWithin, pathOf, uriOf } from './paths.ts';
import { placesOf } from './places.ts';
import { version } from './version.ts';

export interface McpOptions {
  /** Folders in which the tools may read. */
  readonly root: readonly string[];
}

/** Runs `edge-gpu mcp`: serves the tools until the client ends the connection. */
export async function serveMcp(io: Io, options: McpOptions): Promise<ExitCode> {
  const given = options.root.length === 0 ? ['.'] : options.root;
  const roots: string[] = [];
  for (const path of given) {
    const root = realFolder(resolve(io.cwd, path));
    if ('problem' in root) return refuse(io, `root '${path}': ${root.problem}`);
    roots.push(root.path);
  }
  const { serveTools } = (await importBundle('mcp.js')) as typeof mcp;
  await serveTools({ version, tools, call: (name, input) => callTool(roots, name, input) });
  return 0;
}

/** Returns a tool's answer about the files in `roots`, which are real paths, as they are now. */
export function callTool(roots: readonly string[], name: string, input: unknown): ToolAnswer {
  const read = diskRead({ folders: roots, files: [], namesAnywhere: [], settings: {} });
  const files: ToolFiles = {
    read,
    places: placesOf(read, roots[0] ?? ''),
    locate: (file) => locate(roots, file),
  };
  try {
    return runTool(name, input, files);
  } catch (error) {
    return { problem: `internal error: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** A relative path is looked for in one root after the other. */
function locate(roots: readonly string[], file: string): ReturnType<ToolFiles['locate']> {
  const given = file.startsWith('file:') ? (pathOf(file) ?? file) : file;
  let problem = `${file}: no such file`;
  for (const root of roots) {
    const path = resolve(root, given);
    try {
      const real = realpathSync.native(path);
      if (roots.some((folder) => liesWithin(folder, real))) {
        if (statSync(real).isFile()) return { uri: uriOf(real) };
        problem = `${file}: not a file`;
      } else {
        problem = outside(roots, file);
      }
    } catch (error) {
      // Whether there is such a file outside is nobody's business.
      const within = roots.some((folder) => liesWithin(folder, path));
      problem = within ? `${file}: ${fileProblem(error)}` : outside(roots, file);
    }
  }
  return { problem };
}

function outside(roots: readonly string[], file: string): string {
  return `${file} is outside the folders that may be read: ${roots.join(', ')}`;
}

function realFolder(path: string): { readonly path: string } | { readonly problem: string } {
  try {
    const real = realpathSync.native(path);
    return statSync(real).isDirectory() ? { path: real } : { problem: 'not a folder' };
  } catch (error) {
    return { problem: fileProblem(error) };
  }
}
