import { evaluateCaseValue, type EvaluationCase } from '../template/evaluate-case.ts';
import type { DeploymentContext } from '../template/scope.ts';
import type { Json } from '../template/value.ts';
import type { ExitCode, Io } from './io.ts';
import { linesOf } from './lines.ts';
import { valueText, type Evaluated } from './value-text.ts';

/**
 * Runs `edge-gpu evaluate --batch`: a case a line in, a result a line out, as they come. A line
 * that is no case gives an error for that line; the others go on.
 */
export async function evaluateBatch(io: Io): Promise<ExitCode> {
  for await (const line of linesOf(io.stdin)) {
    if (line.trim() !== '') await io.stdout(`${answer(line)}\n`);
  }
  return 0;
}

function answer(line: string): string {
  const given = parsed(line);
  const id = isObject(given) && given['id'] !== undefined ? given['id'] : null;
  const input = caseOf(given);
  const result = 'error' in input ? input : valueText(evaluateCaseValue(input));
  return `{"id":${JSON.stringify(id)},${resultText(result)}}`;
}

function resultText(result: Evaluated): string {
  if ('json' in result) return `"value":${result.json}`;
  if ('error' in result) return `"error":${JSON.stringify(result.error)}`;
  return `"unknown":${JSON.stringify(result.unknown)}`;
}

/** `undefined` when the line is not JSON. */
function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

type JsonObject = { readonly [name: string]: Json };

function caseOf(given: Json | undefined): EvaluationCase | { readonly error: string } {
  if (given === undefined) return { error: 'the line is not JSON' };
  if (!isObject(given)) return { error: 'the line is not a JSON object' };
  const { expression, parameters = {}, variables = {}, copy, context = {} } = given;
  if (typeof expression !== 'string') return { error: "'expression' is not a string" };
  if (!isObject(parameters)) return { error: "'parameters' is not an object" };
  if (!isObject(variables)) return { error: "'variables' is not an object" };
  if (!isContext(context)) return { error: "'context' is not an object of strings" };
  const input = { expression, parameters, variables, context };
  if (copy === undefined || copy === null) return input;
  if (!isObject(copy)) return { error: "'copy' is not an object" };
  const { name, index } = copy;
  if (typeof name !== 'string' || typeof index !== 'number') {
    return { error: "'copy' has no name and index" };
  }
  return { ...input, copy: { name, index } };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All its members are optional, and others do no harm. */
function isContext(value: Json): value is JsonObject & DeploymentContext {
  return isObject(value) && Object.values(value).every((member) => typeof member === 'string');
}
