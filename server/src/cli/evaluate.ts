import { resolve } from 'node:path';
import { applyEdits, format } from 'jsonc-parser';
import { createAnalysis } from '../analysis.ts';
import { parseJson } from '../syntax/json.ts';
import type { Scope } from '../template/scope.ts';
import { evaluateIn } from '../template/template-scope.ts';
import { evaluateCase } from '../template/evaluate-case.ts';
import { diskRead } from './disk.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { uriOf } from './paths.ts';
import { readTextFile } from './text-file.ts';
import { valueText, type Evaluated } from './value-text.ts';

export interface EvaluateOptions {
  /** Path of the template whose parameters and variables the expression sees. */
  readonly template?: string;
  /** Path of the template's parameter file. */
  readonly parameters?: string;
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
  await io.stdout('json' in result ? `${pretty(result.json)}\n` : `unknown: ${result.unknown}\n`);
  return 0;
}

function evaluated(
  cwd: string,
  expression: string,
  { template, parameters }: EvaluateOptions,
): Evaluated | { readonly problem: string } {
  if (template === undefined) {
    if (parameters !== undefined) return { problem: '--parameters needs --template' };
    return evaluateCase({ expression });
  }
  const scope = scopeOf(cwd, template, parameters);
  if ('problem' in scope) return scope;
  const document = { uri: 'expression:', text: JSON.stringify(expression) };
  const { root } = parseJson(document.text);
  return root ? valueText(evaluateIn(document, root, scope)) : { error: 'no expression' };
}

/** Returns what an expression of the template sees, with one parameter file or the defaults. */
function scopeOf(
  cwd: string,
  template: string,
  parameters: string | undefined,
): Scope | { readonly problem: string } {
  const files = [template, ...(parameters === undefined ? [] : [parameters])];
  for (const path of files) {
    const file = readTextFile(resolve(cwd, path));
    if ('problem' in file) return { problem: `${path}: ${file.problem}` };
  }
  const uri = uriOf(resolve(cwd, template));
  const parametersUri = parameters === undefined ? undefined : uriOf(resolve(cwd, parameters));
  const analysis = createAnalysis(
    diskRead({
      folders: [cwd],
      files: files.map((path) => resolve(cwd, path)),
      settings: parametersUri === undefined ? {} : { parameterFiles: { [uri]: [parametersUri] } },
    }),
  );
  if (analysis.kindOf(uri) !== 'template') return { problem: `${template}: not an ARM template` };
  const deployments = analysis.deploymentsOf(uri);
  const chosen = deployments.find(({ parameterFiles }) =>
    parametersUri === undefined
      ? parameterFiles.length === 0
      : parameterFiles.includes(parametersUri),
  );
  if (chosen) return chosen.scope;
  return { problem: `${parameters ?? template}: gives no values to ${template}` };
}

/** Indents JSON text without reading it into objects, which would reorder members. */
function pretty(json: string): string {
  return applyEdits(json, format(json, undefined, { insertSpaces: true, tabSize: 2, eol: '\n' }));
}
