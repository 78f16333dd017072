import { remembering } from '../base/remembering.ts';
import { isExpression } from '../syntax/expression.ts';
import { at, member, sameName, type Node, type ObjectNode } from '../syntax/node.ts';
import type { Deployment, EvaluationFailure, Resource } from './deployment.ts';
import { placeOf, type Document } from './document.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './template-scope.ts';
import type { Failure, Value } from './value.ts';

/** A failure, and what decides that its expression is evaluated at all. */
export interface DeploymentFailure extends EvaluationFailure {
  readonly decidedBy: string | undefined;
}

/** Of a loop with more than twice as many turns only so many first and last ones are looked at. */
const LOOKED_AT = 8;

/**
 * Returns what Azure would refuse to evaluate of a deployment's resources and outputs, each place
 * once, however many turns of a loop fail there. What nothing asks for is not evaluated.
 */
export function evaluationFailures(
  deployment: Deployment,
  document: Document,
): readonly DeploymentFailure[] {
  const found = new Map<string, DeploymentFailure>();
  const add = (failure: DeploymentFailure): void => {
    const { uri, span } = failure.at;
    const key = `${uri}\n${span.start}\n${span.end}`;
    const isMoreCertain = failure.decidedBy === undefined && found.get(key)?.decidedBy;
    if (!found.has(key) || isMoreCertain) found.set(key, failure);
  };
  const evaluate = (source: Document, node: Node, scope: Scope, decidedBy?: string): void => {
    for (const { origin, message } of failuresIn(evaluateIn(source, node, scope))) {
      add({ at: origin ?? placeOf(source, node), message, decidedBy });
    }
  };

  for (const failure of deployment.failures) add({ ...failure, decidedBy: undefined });
  const computedParts = remembering(partsToEvaluate);
  const templates = new Map<ObjectNode, Resource | undefined>([[deployment.root, undefined]]);
  for (const resource of deployment.resources) {
    if (!templates.has(resource.template)) templates.set(resource.template, resource);
    if (isInTheMiddle(resource)) continue;
    for (const part of computedParts(resource.node)) {
      evaluate(resource.document, part, resource.scope, resource.decidedBy);
    }
  }
  for (const [template, resource] of templates) {
    const source = resource?.document ?? document;
    for (const part of outputsToEvaluate(template)) {
      const scope = resource ? deployment.scopeAt(part.start) : deployment.scope;
      evaluate(source, part, scope, resource?.decidedBy);
    }
  }
  return [...found.values()];
}

/** Says whether a resource is a turn of a long loop, and neither of the first nor the last ones. */
function isInTheMiddle({ loop }: Resource): boolean {
  return loop !== undefined && loop.index >= LOOKED_AT && loop.index < loop.count - LOOKED_AT;
}

/** The parts of a resource with expressions that are its own, not those of what lies in it. */
function partsToEvaluate(resource: ObjectNode): readonly Node[] {
  const isDeployment = at(resource, 'properties', 'template')?.kind === 'object';
  const parts = resource.properties.flatMap(({ key, value }) => {
    if (!value || OTHERS.some((name) => sameName(key.value, name))) return [];
    if (!isDeployment || !sameName(key.value, 'properties')) return [value];
    // The template in it is evaluated by the deployment itself, with a scope of its own.
    return value.kind === 'object'
      ? value.properties.flatMap((one) =>
          one.value && !sameName(one.key.value, 'template') ? [one.value] : [],
        )
      : [];
  });
  return parts.filter((part) => isComputed(part));
}

/** Evaluated elsewhere, or not at all. */
const OTHERS = ['resources', 'condition', 'copy', 'metadata', 'comments'];

function outputsToEvaluate(template: ObjectNode): readonly Node[] {
  const outputs = member(template, 'outputs')?.value;
  if (outputs?.kind !== 'object') return [];
  return outputs.properties.flatMap(({ value: output }) => {
    // Whether Azure asks for a conditional output cannot be said without its condition.
    const value = at(output, 'value');
    return value && !member(output, 'condition') && isComputed(value) ? [value] : [];
  });
}

function isComputed(node: Node): boolean {
  switch (node.kind) {
    case 'string':
      return isExpression(node.value);
    case 'array':
      return node.items.some(isComputed);
    case 'object':
      return node.properties.some(({ value }) => value && isComputed(value));
    case 'number':
    case 'boolean':
    case 'null':
      return false;
  }
}

/** Returns the failures that a value is or holds; a possible value that fails is not one. */
function failuresIn(value: Value): readonly Failure[] {
  if (value.kind === 'failure') return [value];
  if (value.kind !== 'array' && value.kind !== 'object') return [];
  const found: Failure[] = [];
  const seen = new Set<Value>();
  const visit = (part: Value): void => {
    if (part.kind === 'failure') found.push(part);
    if (part.kind !== 'array' && part.kind !== 'object') return;
    if (seen.has(part)) return;
    seen.add(part);
    for (const inner of part.kind === 'array' ? part.items : part.members.values()) visit(inner);
  };
  visit(value);
  return found;
}
