import { expandTemplate } from '../template/expand.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { evaluatedTemplate } from './template-input.ts';

export interface ExpandOptions {
  /** Paths of the template's parameter files. */
  readonly parameters: readonly string[];
}

/** Runs `edge-gpu expand TEMPLATE`: prints the template as it is deployed. */
export async function expand(
  io: Io,
  template: string,
  { parameters }: ExpandOptions,
): Promise<ExitCode> {
  const evaluated = evaluatedTemplate(io.cwd, { template, parameters });
  if ('problem' in evaluated) return refuse(io, evaluated.problem);
  await io.stdout(expandTemplate(evaluated.deployment, evaluated.document));
  return 0;
}
