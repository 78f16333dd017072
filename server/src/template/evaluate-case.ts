import { t } from '../base/l10n.ts';
import { parseJson } from '../syntax/json.ts';
import { budgetOf } from './budget.ts';
import type { Document } from './document.ts';
import { evaluateText } from './evaluate.ts';
import { TOO_LARGE } from './functions/wording.ts';
import { valueOfJson } from './literal.ts';
import type { DeploymentContext } from './scope.ts';
import { loopScope, templateScope } from './template-scope.ts';
import { toJson, type Json, type Value } from './value.ts';

/** How many evaluation steps one case may take. */
const MAX_STEPS = 1_000_000;

/** How deep arrays and objects may nest in what is given. */
const MAX_DEPTH = 100;

/** An expression, and what it is to be evaluated with. */
export interface EvaluationCase {
  readonly expression: string;
  /** Values as they are: strings among them are no expressions. */
  readonly parameters?: { readonly [name: string]: Json };
  /** Values as a template writes them, with expressions and `copy` loops. */
  readonly variables?: { readonly [name: string]: Json };
  /** The loop that the expression is in. */
  readonly copy?: { readonly name: string; readonly index: number };
  readonly context?: DeploymentContext;
}

export type Outcome =
  | { readonly value: Json }
  /** Azure would refuse; why. */
  | { readonly error: string }
  /** Only a deployment knows; why. */
  | { readonly unknown: string };

/** Returns what an expression evaluates to; a string that is none evaluates to itself. */
export function evaluateCase(input: EvaluationCase): Outcome {
  const result = toJson(evaluateCaseValue(input));
  if ('json' in result) return { value: result.json };
  const { obstacle } = result;
  return obstacle.kind === 'failure' ? { error: obstacle.message } : { unknown: obstacle.reason };
}

/** As `evaluateCase`, but the value as it is: the objects of JSON do not keep every order. */
export function evaluateCaseValue(input: EvaluationCase): Value {
  const { expression, parameters = {}, variables = {}, copy, context = {} } = input;
  if (!isShallow(parameters, MAX_DEPTH) || !isShallow(variables, MAX_DEPTH)) {
    return { kind: 'unknown', reason: t(TOO_LARGE), origin: undefined };
  }
  const declarations = Object.fromEntries(Object.keys(parameters).map((name) => [name, {}]));
  const document: Document = {
    uri: 'case:',
    text: JSON.stringify({ parameters: declarations, variables }),
  };
  const { root } = parseJson(document.text);
  if (root?.kind !== 'object') {
    const reason = 'the parameters or variables cannot be read';
    return { kind: 'unknown', reason, origin: undefined };
  }
  const bindings = new Map<string, Value>();
  for (const [name, value] of Object.entries(parameters)) {
    bindings.set(name.toLowerCase(), valueOfJson(value, undefined));
  }
  const budget = budgetOf(MAX_STEPS);
  const template = templateScope({ document, template: root, bindings, context, budget });
  const scope = copy ? loopScope(template, copy.name, copy.index) : template;
  return evaluateText(expression, scope, (span) => ({ uri: 'expression:', span }));
}

function isShallow(json: Json, depth: number): boolean {
  if (typeof json !== 'object' || json === null) return true;
  return depth > 0 && Object.values(json).every((part: Json) => isShallow(part, depth - 1));
}
