import { resolve } from 'node:path';
import { parseJson } from '../syntax/json.ts';
import type { Node } from '../syntax/node.ts';
import { evaluateTemplate } from '../template/deployment.ts';
import type { Document } from '../template/document.ts';
import { evaluateText } from '../template/evaluate.ts';
import { evaluateCaseValue } from '../template/evaluate-case.ts';
import { measure } from '../template/measure.ts';
import { parameterFileBindings } from '../template/parameters.ts';
import type { Scope } from '../template/scope.ts';
import type { Value } from '../template/value.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { uriOf } from './paths.ts';
import { readTextFile } from './text-file.ts';
import { indentedValueText, type Evaluated } from './value-text.ts';

export interface EvaluateOptions {
  /** Path of the template whose parameters and variables the expression sees. */
  readonly template?: string;
  /** Paths of the template's parameter files. */
  readonly parameters: readonly string[];
}

/** Runs `edge-gpu evaluate EXPRESSION`: a refused expression is a finding, an unknown one is not. */
export async function evaluate(
  io: Io,
  expression: string,
  options: EvaluateOptions,
): Promise<ExitCode> {
  const result = evaluated(io.cwd, expression, options);
  if ('problem' in result) return refuse(io, result.problem);
  if ('error' in result) {
    await io.stderr(`edge-gpu: ${result.error}\n`);
    return 1;
  }
  await io.stdout('json' in result ? `${result.json}\n` : `unknown: ${result.unknown}\n`);
  return 0;
}

function evaluated(
  cwd: string,
  expression: string,
  { template, parameters }: EvaluateOptions,
): Evaluated | { readonly problem: string } {
  if (template === undefined) {
    if (parameters.length > 0) return { problem: '--parameters needs --template' };
    return indentedValueText(evaluateCaseValue({ expression }));
  }
  const scope = scopeOf(cwd, template, parameters);
  if ('problem' in scope) return scope;
  const value = evaluateText(expression, scope, (span) => ({ uri: 'expression:', span }));
  return measure(value).secret ? { unknown: 'the value is a secret' } : indentedValueText(value);
}

/** Returns what an expression of the template sees; of several parameter files the later win. */
function scopeOf(
  cwd: string,
  template: string,
  parameters: readonly string[],
): Scope | { readonly problem: string } {
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
  return evaluateTemplate({ document, root, bindings, parameterFiles: [], context: {} }).scope;
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
