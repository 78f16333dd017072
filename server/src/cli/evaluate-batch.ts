import { evaluateCase } from '../template/evaluate-case.ts';
import type { ExitCode, Io } from './io.ts';
import { linesOf } from './lines.ts';

/**
 * Runs `edge-gpu evaluate --batch`: a case a line in, a result a line out, as they come. A line
 * that is no case gives an error for that line; the others go on.
 */
export async function evaluateBatch(io: Io): Promise<ExitCode> {
  for await (const line of linesOf(io.stdin)) {
    if (line.trim() !== '') await io.stdout(`${JSON.stringify(answer(line))}\n`);
  }
  return 0;
}
