import { tools } from '../server/src/assistant/index.ts';

/** Returns the tools of language models as package.json describes them to VS Code. */
export function contributedTools(): readonly object[] {
  return tools.map(({ name, title, description, inputSchema }) => ({
    // The names of all extensions share one space.
    name: `edgeGpu_${name}`,
    displayName: title,
    modelDescription: description,
    toolReferenceName: name,
    canBeReferencedInPrompt: true,
    icon: '$(server-environment)',
    inputSchema,
  }));
}
