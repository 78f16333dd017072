import { checkTemplate } from './check-template.ts';
import { expandTemplate } from './expand-template.ts';
import { checkedInput } from './input-schema.ts';
import { simulateGpuClaims } from './simulate-gpu-claims.ts';
import type { Tool, ToolAnswer, ToolFiles } from './tool.ts';

/** The tools, in the order in which they are offered. */
export const tools: readonly Tool[] = [checkTemplate, simulateGpuClaims, expandTemplate];

/** Returns the answer of the tool called `name`; never throws on account of what a model passes. */
export function runTool(name: string, input: unknown, files: ToolFiles): ToolAnswer {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) {
    const names = tools.map((known) => known.name).join(', ');
    return { problem: `there is no tool '${name}'; tools are ${names}` };
  }
  const checked = checkedInput(tool.inputSchema, input);
  return 'problem' in checked ? checked : tool.run(files, checked.input);
}
