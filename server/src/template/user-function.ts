import { t } from '../base/l10n.ts';
import { at, member, sameName, textOf, type Node, type ObjectNode } from '../syntax/node.ts';
import type { Document } from './document.ts';
import { TOO_LARGE } from './functions/wording.ts';
import type { Scope, UserFunction } from './scope.ts';
import type { Value } from './value.ts';

/** User functions may call each other, but not for ever. */
const MAX_CALL_DEPTH = 32;

/** A call of a user function takes as long as about this many calls of others. */
const CALL_STEPS = 40;

interface Template {
  readonly document: Document;
  readonly template: ObjectNode;
}

type Evaluate = (document: Document, node: Node, scope: Scope) => Value;

/** Returns the function that a template declares under `functions`, or `undefined`. */
export function userFunction(
  from: Template,
  namespace: string,
  name: string,
  evaluate: Evaluate,
): UserFunction | undefined {
  return atDepth(from, namespace, name, evaluate, MAX_CALL_DEPTH);
}

function atDepth(
  from: Template,
  namespace: string,
  name: string,
  evaluate: Evaluate,
  depth: number,
): UserFunction | undefined {
  const declared = at(findNamespace(from.template, namespace), 'members');
  const body = member(declared, name)?.value;
  const output = at(body, 'output', 'value');
  if (body?.kind !== 'object' || !output) return undefined;
  const parameters = functionParameters(body);
  return {
    parameters,
    call(args, caller) {
      if (depth === 0) {
        return {
          kind: 'failure',
          message: t("'{0}' calls itself too deeply", name),
          origin: undefined,
        };
      }
      if (!caller.budget.spend(CALL_STEPS)) {
        return { kind: 'unknown', reason: t(TOO_LARGE), origin: undefined };
      }
      const given = (asked: string): Value | undefined => {
        const index = parameters.findIndex((parameter) => sameName(parameter, asked));
        return index < 0 ? undefined : args[index];
      };
      return evaluate(from.document, output, {
        ...functionScope(caller, given),
        userFunction: (space, called) => atDepth(from, space, called, evaluate, depth - 1),
      });
    },
  };
}

function findNamespace(template: ObjectNode, namespace: string): Node | undefined {
  const spaces = member(template, 'functions')?.value;
  if (spaces?.kind !== 'array') return undefined;
  return spaces.items.find((space) => sameName(textOf(at(space, 'namespace')) ?? '', namespace));
}

/** Returns the names of the parameters that the declaration of a function lists. */
export function functionParameters(declaration: Node): readonly string[] {
  const listed = at(declaration, 'parameters');
  return listed?.kind === 'array' ? listed.items.map((item) => textOf(at(item, 'name')) ?? '') : [];
}

/** A user function sees its own parameters and its namespaces, nothing else of the template. */
export function functionScope(
  caller: Scope,
  parameter: (name: string) => Value | undefined,
): Scope {
  return {
    ...caller,
    parameter,
    variable: () => undefined,
    copyIndex: () => undefined,
    lambdaVariable: () => undefined,
  };
}
