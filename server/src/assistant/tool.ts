// `assistant` answers the tools of language models: files in, a text for the model out. The same
// tools are offered in VS Code and by the command line as a Model Context Protocol server.
import type { Read } from '../base/source.ts';
import type { Places } from '../report/places.ts';
import type { InputSchema, ToolInput } from './input-schema.ts';

/** A tool as a model sees it. */
export interface Tool {
  readonly name: ToolName;
  readonly title: string;
  /** For the model: what the tool does, when to use it, what the answer holds. */
  readonly description: string;
  readonly inputSchema: InputSchema;
  /** `input` has been checked against the schema. */
  readonly run: (files: ToolFiles, input: ToolInput) => ToolAnswer;
}

export type ToolName = 'checkTemplate' | 'simulateGpuClaims' | 'expandTemplate';

/** A text for the model, or why there is none. */
export type ToolAnswer = { readonly text: string } | { readonly problem: string };

/** The files that a tool may read, and how it names them. */
export interface ToolFiles {
  readonly read: Read;
  readonly places: Places;
  /** Finds the file that a model names. */
  readonly locate: (file: string) => { readonly uri: string } | { readonly problem: string };
}
