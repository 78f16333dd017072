import { dirname, resolve } from 'node:path';
import { CONFIGURATION_NAME, createAnalysis } from '../analysis.ts';
import type { Deployment } from '../template/deployment.ts';
import type { Document } from '../template/document.ts';
import { diskRead } from './disk.ts';
import { uriOf } from './paths.ts';
import { readTextFile } from './text-file.ts';

/** A template and its parameter files, as they are named on the command line. */
export interface NamedFiles {
  readonly template: string;
  /** Of several files that give the same parameter the later win. */
  readonly parameters: readonly string[];
}

/** A template evaluated with the values that are given. */
export interface EvaluatedTemplate {
  readonly document: Document;
  readonly deployment: Deployment;
}

/**
 * Returns the template evaluated with its parameter files as `check` evaluates it, linked templates
 * beside it or below the working directory included; or why it cannot be.
 */
export function evaluatedTemplate(
  cwd: string,
  { template, parameters }: NamedFiles,
): EvaluatedTemplate | { readonly problem: string } {
  const paths = [template, ...parameters];
  const absolute = paths.map((path) => resolve(cwd, path));
  const read = diskRead({
    folders: [cwd, dirname(resolve(cwd, template))],
    files: absolute,
    namesAnywhere: [CONFIGURATION_NAME],
    settings: {},
  });
  const analysis = createAnalysis(read);
  for (const [index, path] of absolute.entries()) {
    const tree = analysis.treeOf(uriOf(path));
    const problem = tree ? tree.problems[0]?.message : unreadable(path);
    if (problem !== undefined) return { problem: `${paths[index] ?? path}: ${problem}` };
  }
  const [uri = '', ...parameterFiles] = absolute.map(uriOf);
  const deployment = analysis.deploymentWith(uri, parameterFiles);
  if (!deployment) return { problem: `${template}: not an ARM template` };
  return { document: { uri, text: read(uri)?.text ?? '' }, deployment };
}

function unreadable(path: string): string {
  const file = readTextFile(path);
  return 'problem' in file ? file.problem : 'cannot be read';
}
