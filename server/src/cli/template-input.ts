import { resolve } from 'node:path';
import { parseJson } from '../syntax/json.ts';
import type { Node } from '../syntax/node.ts';
import { evaluateTemplate, type Deployment } from '../template/deployment.ts';
import type { Document } from '../template/document.ts';
import { parameterFileBindings } from '../template/parameters.ts';
import type { Value } from '../template/value.ts';
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

/** Returns the template, evaluated with its parameter files, or why it cannot be. */
export function evaluatedTemplate(
  cwd: string,
  { template, parameters }: NamedFiles,
): EvaluatedTemplate | { readonly problem: string } {
  const file = jsonFile(cwd, template);
  if ('problem' in file) return file;
  const { document, root } = file;
  if (root?.kind !== 'object') return { problem: `${template}: not an ARM template` };
  const bindings = new Map<string, Value>();
  for (const path of parameters) {
    const given = jsonFile(cwd, path);
    if ('problem' in given) return given;
    for (const [name, value] of parameterFileBindings(given.root, given.document)) {
      bindings.set(name, value);
    }
  }
  const parameterFiles = parameters.map((path) => uriOf(resolve(cwd, path)));
  const deployment = evaluateTemplate({ document, root, bindings, parameterFiles, context: {} });
  return { document, deployment };
}

function jsonFile(
  cwd: string,
  path: string,
): { readonly document: Document; readonly root: Node | undefined } | { readonly problem: string } {
  const absolute = resolve(cwd, path);
  const file = readTextFile(absolute);
  if ('problem' in file) return { problem: `${path}: ${file.problem}` };
  const { root, problems } = parseJson(file.text);
  if (problems[0]) return { problem: `${path}: ${problems[0].message}` };
  return { document: { uri: uriOf(absolute), text: file.text }, root };
}
