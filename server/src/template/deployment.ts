import type { Location, Span } from '../base/span.ts';
import { contains } from '../base/span.ts';
import {
  at,
  member,
  sameName,
  textOf,
  type ArrayNode,
  type Node,
  type ObjectNode,
} from '../syntax/node.ts';
import { budgetOf } from './budget.ts';
import { placeOf, type Document } from './document.ts';
import type { Bindings } from './parameters.ts';
import type { Budget, DeploymentContext, Scope } from './scope.ts';
import { evaluateIn, loopScope, templateScope } from './template-scope.ts';
import { get, type Value } from './value.ts';

/** A template evaluated with its parameters: flat, loops unrolled, conditions applied. */
export interface Deployment {
  readonly uri: string;
  readonly root: ObjectNode;
  /** The parameter files that gave values, the winning one last; empty for the defaults alone. */
  readonly parameterFiles: readonly string[];
  readonly scope: Scope;
  /** In the order written; resources whose condition is false are left out. */
  readonly resources: readonly Resource[];
  /** What Azure would refuse: a loop without count, a name that cannot be evaluated, … */
  readonly failures: readonly EvaluationFailure[];
  /** What an expression at this offset of the template file can see (first turn of a loop). */
  scopeAt(offset: number): Scope;
}

export interface EvaluationFailure {
  readonly at: Location;
  readonly message: string;
}

/** One resource that a deployment creates. */
export interface Resource {
  /** The template file it is written in. */
  readonly document: Document;
  readonly node: ObjectNode;
  /** The `resources` array it is written in, for insertions beside it. */
  readonly siblings: ArrayNode | undefined;
  /** The template (root or nested) it is written in. */
  readonly template: ObjectNode;
  /** Full type: parent types included, as `Microsoft.Compute/virtualMachines/extensions`. */
  readonly type: string | undefined;
  /** Full name: parent names included, joined by `/`. */
  readonly name: Value;
  /** `unknown` when its condition, or one of what it lies in, cannot be decided offline. */
  readonly deployed: 'yes' | 'unknown';
  /** The expression that decides, where `deployed` is `unknown`. */
  readonly decidedBy: string | undefined;
  /** The loop it comes from, innermost. */
  readonly loop: Loop | undefined;
  /** The resource whose `resources` it is written in. */
  readonly parent: Resource | undefined;
  readonly scope: Scope;
  /** Evaluates the member reached by `path`, e.g. `'properties', 'hardwareProfile', 'vmSize'`. */
  get(...path: readonly (string | number)[]): Value;
}

export interface Loop {
  readonly name: string;
  readonly index: number;
  readonly count: number;
  /** Where the count is written: its origin. */
  readonly countAt: Location;
}

export interface DeploymentInput {
  readonly document: Document;
  readonly root: ObjectNode;
  readonly bindings: Bindings;
  readonly parameterFiles: readonly string[];
  readonly context: DeploymentContext;
}

/** Azure takes at most this many turns of a loop. */
export const MAX_COPY_COUNT = 800;

/** Steps of evaluation per template; a large real template needs a few ten thousand. */
const EVALUATION_STEPS = 2_000_000;

/** At most this many resources are followed, loops in nested deployments included. */
const MAX_RESOURCES = 20_000;

/** Templates nested deeper than this are not followed. */
const MAX_NESTING = 20;

/** Returns what a template deploys when it gets these parameter values. */
export function evaluateTemplate(input: DeploymentInput): Deployment {
  const { document, root, bindings, context, parameterFiles } = input;
  const budget = budgetOf(EVALUATION_STEPS);
  const scope = templateScope({ document, template: root, bindings, context, budget });
  const walk: Walk = { document, budget, resources: [], failures: [], scopes: [] };
  collectTemplate(walk, {
    template: root,
    scope,
    deployed: 'yes',
    decidedBy: undefined,
    loop: undefined,
    parent: undefined,
    depth: 0,
  });
  return {
    uri: document.uri,
    root,
    parameterFiles,
    scope,
    resources: walk.resources,
    failures: walk.failures,
    scopeAt(offset) {
      const place = { start: offset, end: offset };
      const around = walk.scopes.filter(({ span }) => contains(span, place));
      const innermost = around.sort((a, b) => length(a.span) - length(b.span))[0];
      return innermost?.scope ?? scope;
    },
  };
}

function length(span: Span): number {
  return span.end - span.start;
}

/** What is gathered on the way through a template and those nested in it. */
interface Walk {
  readonly document: Document;
  readonly budget: Budget;
  readonly resources: Resource[];
  readonly failures: EvaluationFailure[];
  readonly scopes: { readonly span: Span; readonly scope: Scope }[];
}

/** Where in the walk a list of resources stands. */
interface Surroundings {
  readonly template: ObjectNode;
  readonly scope: Scope;
  readonly deployed: 'yes' | 'unknown';
  readonly decidedBy: string | undefined;
  readonly loop: Loop | undefined;
  readonly parent: Resource | undefined;
  readonly depth: number;
}

function collectTemplate(walk: Walk, around: Surroundings): void {
  collectList(walk, member(around.template, 'resources')?.value, around);
}

/** Takes a list of resources, or with symbolic names an object of them. */
function collectList(walk: Walk, list: Node | undefined, around: Surroundings): void {
  if (list?.kind === 'array') {
    for (const item of list.items) {
      if (item.kind === 'object') collectLooped(walk, item, list, around);
    }
  } else if (list?.kind === 'object') {
    for (const { value } of list.properties) {
      if (value?.kind === 'object') collectLooped(walk, value, undefined, around);
    }
  }
}

function collectLooped(
  walk: Walk,
  node: ObjectNode,
  siblings: ArrayNode | undefined,
  around: Surroundings,
): void {
  const copy = member(node, 'copy')?.value;
  if (copy?.kind !== 'object') {
    collectResource(walk, node, siblings, around);
    return;
  }
  const name = textOf(at(copy, 'name')) ?? '';
  const countNode = at(copy, 'count');
  const count = countNode
    ? evaluateIn(walk.document, countNode, around.scope)
    : ({ kind: 'failure', message: 'loop has no count', origin: undefined } as const);
  const countAt = count.origin ?? placeOf(walk.document, countNode ?? copy);
  if (count.kind === 'number' && Number.isInteger(count.value)) {
    if (count.value < 0 || count.value > MAX_COPY_COUNT) {
      const message = `loop count is ${count.value}, must be between 0 and ${MAX_COPY_COUNT}`;
      walk.failures.push({ at: countAt, message });
    }
    const turns = Math.min(count.value, MAX_COPY_COUNT);
    for (let index = 0; index < turns && walk.resources.length < MAX_RESOURCES; index++) {
      const loop = { name, index, count: turns, countAt };
      const scope = loopScope(around.scope, name, index);
      collectResource(walk, node, siblings, { ...around, scope, loop });
    }
    return;
  }
  if (count.kind === 'failure') {
    walk.failures.push({ at: countAt, message: count.message });
  } else if (count.kind !== 'unknown' && count.kind !== 'oneOf') {
    walk.failures.push({ at: countAt, message: 'loop count is not an integer' });
  }
  // How many turns there are is not known: the first stands for all, and may not exist.
  collectResource(walk, node, siblings, {
    ...around,
    scope: loopScope(around.scope, name, 0),
    deployed: 'unknown',
    decidedBy: around.decidedBy ?? sourceText(walk.document, countNode ?? copy),
  });
}

function collectResource(
  walk: Walk,
  node: ObjectNode,
  siblings: ArrayNode | undefined,
  around: Surroundings,
): void {
  if (walk.resources.length >= MAX_RESOURCES) return;
  const existing = at(node, 'existing');
  if (existing?.kind === 'boolean' && existing.value) return;
  const { deployed, decidedBy } = condition(walk, node, around);
  if (deployed === 'no') return;
  const resource = makeResource(walk.document, node, siblings, { ...around, deployed, decidedBy });
  if (resource.name.kind === 'failure') {
    const nameNode = member(node, 'name')?.value;
    const place = resource.name.origin ?? placeOf(walk.document, nameNode ?? node);
    walk.failures.push({ at: place, message: resource.name.message });
  }
  walk.resources.push(resource);
  const isFirstTurn = around.loop === undefined || around.loop.index === 0;
  if (isFirstTurn) walk.scopes.push({ span: node, scope: around.scope });

  const inside = { ...around, deployed, decidedBy, parent: resource, depth: around.depth + 1 };
  if (inside.depth > MAX_NESTING) return;
  if (sameName(resource.type ?? '', 'Microsoft.Resources/deployments')) {
    collectNested(walk, resource, inside);
  }
  collectList(walk, member(node, 'resources')?.value, inside);
}

function condition(
  walk: Walk,
  node: ObjectNode,
  around: Surroundings,
): { deployed: 'yes' | 'no' | 'unknown'; decidedBy: string | undefined } {
  const conditionNode = member(node, 'condition')?.value;
  if (!conditionNode) return { deployed: around.deployed, decidedBy: around.decidedBy };
  const value = evaluateIn(walk.document, conditionNode, around.scope);
  if (value.kind === 'boolean') {
    return value.value
      ? { deployed: around.deployed, decidedBy: around.decidedBy }
      : { deployed: 'no', decidedBy: undefined };
  }
  if (value.kind === 'failure') {
    const place = value.origin ?? placeOf(walk.document, conditionNode);
    walk.failures.push({ at: place, message: value.message });
  }
  const decidedBy = around.decidedBy ?? sourceText(walk.document, conditionNode);
  return { deployed: 'unknown', decidedBy };
}

/** The expression as written, without quotes, for people. */
function sourceText(document: Document, node: Node): string {
  return node.kind === 'string' ? node.value : document.text.slice(node.start, node.end);
}

function makeResource(
  document: Document,
  node: ObjectNode,
  siblings: ArrayNode | undefined,
  around: Surroundings,
): Resource {
  const { template, scope, deployed, decidedBy, loop, parent } = around;
  const enclosing = parent && isDeployment(parent) ? undefined : parent;
  const own = evaluateMember(document, node, scope, 'name');
  const type = fullType(evaluateMember(document, node, scope, 'type'), enclosing);
  return {
    document,
    node,
    siblings,
    template,
    type,
    name: fullName(own, enclosing),
    deployed,
    decidedBy,
    loop,
    parent,
    scope,
    get: (...path) => evaluatePath(document, node, scope, path),
  };
}

function isDeployment(resource: Resource): boolean {
  return sameName(resource.type ?? '', 'Microsoft.Resources/deployments');
}

function evaluateMember(document: Document, node: ObjectNode, scope: Scope, name: string): Value {
  return evaluatePath(document, node, scope, [name]);
}

/** A child written inside its parent has only the last part of its type and name. */
function fullType(own: Value, parent: Resource | undefined): string | undefined {
  if (own.kind !== 'string') return undefined;
  const isQualified = /^[^/.]+\.[^/]+\//.test(own.value);
  if (parent?.type === undefined || isQualified) return own.value;
  return `${parent.type}/${own.value}`;
}

function fullName(own: Value, parent: Resource | undefined): Value {
  if (!parent || own.kind === 'failure') return own;
  const first = parent.name;
  if (first.kind === 'string' && own.kind === 'string') {
    if (own.value.toLowerCase().startsWith(`${first.value.toLowerCase()}/`)) return own;
    return { ...own, value: `${first.value}/${own.value}` };
  }
  const shape = `${shapeOf(first)}/${shapeOf(own)}`;
  return { kind: 'unknown', reason: reasonOf(first, own), shape, origin: own.origin };
}

function reasonOf(...values: readonly Value[]): string {
  for (const value of values) if (value.kind === 'unknown') return value.reason;
  return 'it has several possible values';
}

/** Returns the text of a value as far as it is known, with `{…}` for the rest. */
export function shapeOf(value: Value): string {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number' || value.kind === 'boolean') return String(value.value);
  return value.kind === 'unknown' ? (value.shape ?? '{…}') : '{…}';
}

/** Walks down the written tree as far as it goes, then through the value of an expression. */
function evaluatePath(
  document: Document,
  node: Node,
  scope: Scope,
  path: readonly (string | number)[],
): Value {
  let current = node;
  for (let depth = 0; depth < path.length; depth++) {
    const step = path[depth];
    const next =
      typeof step === 'string'
        ? member(current, step)?.value
        : current.kind === 'array' && step !== undefined
          ? current.items[step]
          : undefined;
    if (next) {
      current = next;
    } else if (current.kind === 'string' || hasLoops(current)) {
      return valueAt(evaluateIn(document, current, scope), path.slice(depth));
    } else {
      return { kind: 'null', origin: placeOf(document, current) };
    }
  }
  return evaluateIn(document, current, scope);
}

/** Members made by a property loop are not written out: only evaluation finds them. */
function hasLoops(node: Node): boolean {
  return member(node, 'copy')?.value?.kind === 'array';
}

/** Returns the part of a value reached by `path`; null where there is none. */
export function valueAt(value: Value, path: readonly (string | number)[]): Value {
  let current = value;
  for (const step of path) {
    const next =
      current.kind === 'object' && typeof step === 'string'
        ? get(current, step)
        : current.kind === 'array' && typeof step === 'number'
          ? current.items[step]
          : undefined;
    if (next) current = next;
    else if (current.kind === 'unknown' || current.kind === 'failure') return current;
    else if (current.kind === 'oneOf') {
      return { kind: 'unknown', reason: 'it has several possible values', origin: current.origin };
    } else return { kind: 'null', origin: current.origin };
  }
  return current;
}

/** Follows the template inside a `Microsoft.Resources/deployments` resource. */
function collectNested(walk: Walk, resource: Resource, around: Surroundings): void {
  const template = at(resource.node, 'properties', 'template');
  if (template?.kind !== 'object') return;
  const context = nestedContext(resource);
  const scope = hasInnerScope(resource)
    ? templateScope({
        document: walk.document,
        template,
        bindings: nestedBindings(walk.document, resource),
        context,
        budget: walk.budget,
      })
    : { ...around.scope, context };
  walk.scopes.push({ span: template, scope });
  collectTemplate(walk, { ...around, template, scope, parent: resource });
}

function hasInnerScope(resource: Resource): boolean {
  const scope = at(resource.node, 'properties', 'expressionEvaluationOptions', 'scope');
  return sameName(textOf(scope) ?? '', 'inner');
}

/** Values given to a nested template: expressions, evaluated where they are written. */
function nestedBindings(document: Document, resource: Resource): Bindings {
  const given = at(resource.node, 'properties', 'parameters');
  const bindings = new Map<string, Value>();
  if (given?.kind !== 'object') return bindings;
  for (const { key, value: entry } of given.properties) {
    const value = member(entry, 'value')?.value;
    if (value) {
      bindings.set(key.value.toLowerCase(), evaluateIn(document, value, resource.scope));
    } else if (entry && member(entry, 'reference')) {
      bindings.set(key.value.toLowerCase(), {
        kind: 'unknown',
        reason: `parameter '${key.value}' comes from a key vault`,
        origin: placeOf(document, entry),
        secret: true,
      });
    }
  }
  return bindings;
}

/** A nested deployment may go to another resource group or subscription. */
function nestedContext(resource: Resource): DeploymentContext {
  const { resourceGroup, subscriptionId, ...rest } = resource.scope.context;
  return {
    ...rest,
    ...redirected('resourceGroup', resource, resourceGroup),
    ...redirected('subscriptionId', resource, subscriptionId),
  };
}

function redirected<K extends 'resourceGroup' | 'subscriptionId'>(
  name: K,
  resource: Resource,
  otherwise: string | undefined,
): { readonly [P in K]?: string } {
  const written = member(resource.node, name)?.value;
  const value = written ? evaluateIn(resource.document, written, resource.scope) : undefined;
  const text = value ? (value.kind === 'string' ? value.value : undefined) : otherwise;
  return text === undefined ? {} : ({ [name]: text } as { readonly [P in K]?: string });
}
