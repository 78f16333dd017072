import { t } from '../base/l10n.ts';
import { at, member, sameName, textOf, type Node, type ObjectNode } from '../syntax/node.ts';
import { placeIn, placeOf, type Document } from './document.ts';
import { evaluateLoop, evaluateNode, type Places } from './evaluate.ts';
import { declaredParameters, isSecretName, type ParameterDeclaration } from './parameters.ts';
import type { Budget, DeployedResources, DeploymentContext, Scope } from './scope.ts';
import { asSecret, type Choice, type Value } from './value.ts';
import { literalValue } from './literal.ts';
import { userFunction } from './user-function.ts';

/** At most this many choices are followed; a longer list of allowed values is unknown. */
const MAX_CHOICES = 32;

/** At most this many parameters and variables may wait for each other. */
const MAX_CHAIN = 100;

/** Finds the value that a parameter is given, by its lower-case name. */
export interface ParameterValues {
  get(lowerCaseName: string): Value | undefined;
}

export interface TemplateScopeInput {
  readonly document: Document;
  readonly template: ObjectNode;
  readonly bindings: ParameterValues;
  readonly resources?: DeployedResources;
  readonly context: DeploymentContext;
  readonly budget: Budget;
}

/**
 * Returns what the expressions of a template see. Parameters and variables are evaluated when
 * first asked for and then remembered; one that needs itself is a failure.
 */
export function templateScope(input: TemplateScopeInput): Scope {
  const { document, template, bindings, context, budget } = input;
  const parameters = lookup(declaredParameters(template), ({ name }) => name);
  const variables = lookup(variableDeclarations(template), ({ name }) => name);
  const underWay = new Set<string>();
  const scope: Scope = {
    parameter: lazily('parameter', underWay, budget, (name) => {
      const declaration = parameters.get(name);
      return declaration && parameterValue(declaration, bindings, document, scope);
    }),
    variable: lazily('variable', underWay, budget, (name) => {
      const declaration = variables.get(name);
      return declaration && variableValue(declaration, document, scope);
    }),
    userFunction: (namespace, name) =>
      userFunction({ document, template }, namespace, name, evaluateIn),
    copyIndex: () => undefined,
    lambdaVariable: () => undefined,
    ...(input.resources && { resources: input.resources }),
    context,
    budget,
  };
  return scope;
}

/** Returns `scope` inside turn `index` of the loop called `name`. */
export function loopScope(scope: Scope, name: string, index: number): Scope {
  return {
    ...scope,
    copyIndex: (asked) =>
      asked === undefined || sameName(asked, name) ? index : scope.copyIndex(asked),
  };
}

/** Evaluates a node of the document; strings of the form `[…]` are expressions. */
export function evaluateIn(document: Document, node: Node, scope: Scope): Value {
  return evaluateNode(node, scope, placesIn(document));
}

/** Returns what finds places in the document. */
export function placesIn(document: Document): Places {
  return {
    node: (part) => placeOf(document, part),
    text: (string, span) => placeIn(document, string, span),
  };
}

function lookup<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [nameOf(item).toLowerCase(), item]));
}

/**
 * Remembers values by lower-case name, but not those that only lacked steps. A value that needs itself is a failure; one that needs too
 * long a chain of others is unknown, so that no template can exhaust the stack.
 */
function lazily(
  noun: 'parameter' | 'variable',
  underWay: Set<string>,
  budget: Budget,
  compute: (lowerCaseName: string) => Value | undefined,
): (name: string) => Value | undefined {
  const known = new Map<string, Value | undefined>();
  return (name) => {
    const key = name.toLowerCase();
    if (known.has(key)) return known.get(key);
    const mark = `${noun} ${key}`;
    if (underWay.has(mark)) {
      return {
        kind: 'failure',
        message:
          noun === 'parameter'
            ? t("parameter '{0}' refers to itself", name)
            : t("variable '{0}' refers to itself", name),
        origin: undefined,
      };
    }
    if (underWay.size >= MAX_CHAIN) {
      return {
        kind: 'unknown',
        reason: t('too many values depend on each other'),
        origin: undefined,
      };
    }
    underWay.add(mark);
    const value = compute(key);
    underWay.delete(mark);
    if (!budget.isUsedUp()) known.set(key, value);
    return value;
  };
}

function parameterValue(
  declaration: ParameterDeclaration,
  bindings: ParameterValues,
  document: Document,
  scope: Scope,
): Value {
  const value =
    bindings.get(declaration.name.toLowerCase()) ?? unboundValue(declaration, document, scope);
  return declaration.secure ? asSecret(value) : value;
}

function unboundValue(declaration: ParameterDeclaration, document: Document, scope: Scope): Value {
  const { name, defaultValue, allowedValues, nullable, node } = declaration;
  const origin = placeOf(document, node);
  if (defaultValue) return evaluateIn(document, defaultValue, scope);
  if (nullable) return { kind: 'null', origin };
  const first = allowedValues?.[0];
  if (first && allowedValues.length === 1) return literalValue(first, document);
  if (first && allowedValues.length <= MAX_CHOICES) {
    const choices = allowedValues.map((allowed): Choice => {
      const value = literalValue(allowed, document);
      return { value, when: new Map([[`parameters('${name}')`, wording(allowed)]]) };
    });
    return { kind: 'oneOf', choices, origin };
  }
  return {
    kind: 'unknown',
    reason: t("parameter '{0}' has no value", name),
    shape: `{parameters('${name}')}`,
    origin,
  };
}

function wording(node: Node): string {
  if (node.kind === 'string') return `'${node.value}'`;
  return node.kind === 'number' || node.kind === 'boolean' ? String(node.value) : node.kind;
}

/** A variable, or the loop under `copy` that makes one. */
interface VariableDeclaration {
  readonly name: string;
  readonly value: Node;
  readonly loop?: true;
}

function variableDeclarations(template: ObjectNode): readonly VariableDeclaration[] {
  const declared = member(template, 'variables')?.value;
  if (declared?.kind !== 'object') return [];
  const result: VariableDeclaration[] = [];
  for (const { key, value } of declared.properties) {
    if (!value) continue;
    if (sameName(key.value, 'copy') && value.kind === 'array') {
      for (const item of value.items) {
        const name = textOf(at(item, 'name'));
        if (name !== undefined) result.push({ name, value: item, loop: true });
      }
    } else {
      result.push({ name: key.value, value });
    }
  }
  return result;
}

function variableValue(variable: VariableDeclaration, document: Document, scope: Scope): Value {
  const { name, value, loop } = variable;
  const evaluated = loop
    ? evaluateLoop(value, name, scope, placesIn(document))
    : evaluateIn(document, value, scope);
  return secretByName(name, evaluated);
}

function secretByName(name: string, value: Value): Value {
  return isSecretName(name) ? asSecret(value) : value;
}
