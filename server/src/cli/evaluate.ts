import { evaluateText } from '../template/evaluate.ts';
import { evaluateCaseValue } from '../template/evaluate-case.ts';
import { measure } from '../template/measure.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { evaluatedTemplate } from './template-input.ts';
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
  const file = evaluatedTemplate(cwd, { template, parameters });
  if ('problem' in file) return file;
  const value = evaluateText(expression, file.deployment.scope, (span) => ({
    uri: 'expression:',
    span,
  }));
  return measure(value).secret ? { unknown: 'the value is a secret' } : indentedValueText(value);
}
