import { remembering } from '../base/remembering.ts';
import { isExpression } from '../syntax/expression.ts';
import { at, sameName, type Node, type ObjectNode } from '../syntax/node.ts';
import type { Deployment, EvaluationFailure, Output, Resource } from './deployment.ts';
import { placeOf, type Document } from './document.ts';
import { evaluateIn } from './template-scope.ts';
import type { Failure, Value } from './value.ts';

/** A failure, and what decides that its expression is evaluated at all. */
export interface DeploymentFailure extends EvaluationFailure {
  readonly decidedBy: string | undefined;
}

/** Of a loop with more than twice as many turns so many first and last ones are looked at first. */
const FIRST_AND_LAST = 8;

/** So many steps may be used for the turns between them. */
const STEPS_BETWEEN = 200_000;

/**
 * Returns what Azure would refuse to evaluate of a deployment's resources and outputs, each place
 * once, however many turns of a loop fail there. What nothing asks for is not evaluated.
 */
export function evaluationFailures(deployment: Deployment): readonly DeploymentFailure[] {
  const found = new Map<string, DeploymentFailure>();
  const add = (failure: DeploymentFailure): void => {
    const { uri, span } = failure.at;
    const key = `${uri}\n${span.start}\n${span.end}`;
    const isMoreCertain = failure.decidedBy === undefined && found.get(key)?.decidedBy;
    if (!found.has(key) || isMoreCertain) found.set(key, failure);
  };
  const addFrom = (value: Value, source: Document, node: Node, decidedBy?: string): void => {
    for (const { origin, message } of failuresIn(value)) {
      add({ at: origin ?? placeOf(source, node), message, decidedBy });
    }
  };
  const evaluate = ({ document: source, scope, decidedBy }: Resource, part: Node): void =>
    addFrom(evaluateIn(source, part, scope), source, part, decidedBy);
  const addOutputs = (outputs: readonly Output[], decidedBy?: string): void => {
    for (const output of outputs) {
      // An output without expressions cannot fail, whatever it lacks.
      const value = isComputed(output.node) ? output.value() : undefined;
      if (value) addFrom(value, output.document, output.node, decidedBy);
    }
  };

  for (const failure of deployment.failures) add({ ...failure, decidedBy: undefined });
  const computedParts = remembering(partsToEvaluate);
  const between: (() => void)[] = [];
  for (const resource of deployment.resources) {
    const parts = computedParts(resource.node);
    if (isBetween(resource)) between.push(() => evaluateTurn(resource, parts, evaluate));
    else for (const part of parts) evaluate(resource, part);
  }
  addOutputs(deployment.outputs);
  for (const { deployment: resource, outputs } of deployment.nestedOutputs) {
    const look = (): void => addOutputs(outputs, resource.decidedBy);
    if (isBetween(resource)) between.push(look);
    else look();
  }
  // Few loops fail in their middle alone; those that are so long may not cost other rules theirs.
  const { budget } = deployment.scope;
  const enough = budget.left() - STEPS_BETWEEN;
  for (const look of between) {
    if (budget.left() < Math.max(enough, 0)) break;
    look();
  }
  return [...found.values()];
}

/** Says whether a resource is a turn of a long loop, and neither of the first nor the last ones. */
function isBetween({ loop }: Resource): boolean {
  if (loop === undefined) return false;
  return loop.index >= FIRST_AND_LAST && loop.index < loop.count - FIRST_AND_LAST;
}

/** What does not ask for the turn is in each turn as in the first. */
function evaluateTurn(
  resource: Resource,
  parts: readonly Node[],
  evaluate: (resource: Resource, part: Node) => void,
): void {
  // In a scope of its own, a template is told the turn by parameters.
  const isTold = resource.scope.copyIndex(undefined) === undefined;
  for (const part of parts) {
    for (const own of isTold ? [part] : turnDependent(part)) evaluate(resource, own);
  }
}

const turnDependent: (node: Node) => readonly Node[] = remembering((node) => {
  switch (node.kind) {
    case 'string':
      return isExpression(node.value) && /copyIndex/i.test(node.value) ? [node] : [];
    case 'array':
      return node.items.flatMap(turnDependent);
    case 'object': {
      // The loops of properties are evaluated with what they are in.
      const hasLoop = at(node, 'copy')?.kind === 'array';
      const inside = node.properties.flatMap(({ value }) => (value ? turnDependent(value) : []));
      return hasLoop && inside.length > 0 ? [node] : inside;
    }
    case 'number':
    case 'boolean':
    case 'null':
      return [];
  }
});

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
