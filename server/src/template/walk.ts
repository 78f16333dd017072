import type { Location, Span } from '../base/span.ts';
import {
  at,
  member,
  type ArrayNode,
  type Node,
  type ObjectNode,
  type Property,
} from '../syntax/node.ts';
import { deployedTemplates, type DeployedTemplates } from './deployed-templates.ts';
import { placeOf, writtenText, type Document } from './document.ts';
import { followDeployment, type NestedTemplate } from './nested-template.ts';
import { outputsOf, type Output } from './outputs.ts';
import { planLoop } from './resource-loop.ts';
import { isDeployment, makeResource, type Deployed, type Loop, type Resource } from './resource.ts';
import type { Scope } from './scope.ts';
import type { ReadLinked, TemplateLink } from './template-link.ts';
import { evaluateIn, loopScope } from './template-scope.ts';
import type { Value } from './value.ts';

/** What Azure would refuse, and where a person would change it. */
export interface EvaluationFailure {
  readonly at: Location;
  readonly message: string;
}

/** What a deployment within another gives back. */
export interface NestedOutputs {
  readonly deployment: Resource;
  readonly outputs: readonly Output[];
}

/** What is gathered on the way through a template and those nested in it. */
export interface Walk {
  readonly readLinked: ReadLinked;
  readonly resources: Resource[];
  readonly failures: EvaluationFailure[];
  readonly links: TemplateLink[];
  readonly nested: NestedOutputs[];
  /** What is seen in which part of which file, in the first turn of each loop. */
  readonly scopes: { readonly uri: string; readonly span: Span; readonly scope: Scope }[];
}

/** A template to walk through, and what it stands in. */
export interface Surroundings {
  readonly document: Document;
  readonly template: ObjectNode;
  readonly scope: Scope;
  /** The deployments within this template. */
  readonly deployments: DeployedTemplates;
  readonly deployed: Deployed;
  readonly decidedBy: string | undefined;
  readonly loop: Loop | undefined;
  readonly parent: Resource | undefined;
  /** The files that are being followed, the root's first. */
  readonly chain: readonly string[];
  readonly depth: number;
}

/** At most this many resources are followed, loops in nested deployments included. */
const MAX_RESOURCES = 20_000;

/** Templates nested deeper than this are not followed. */
const MAX_NESTING = 20;

/** Walks through the resources of a template; returns its outputs. */
export function walkTemplate(walk: Walk, around: Surroundings): readonly Output[] {
  walkList(walk, member(around.template, 'resources')?.value, around);
  return outputsOf(around.document, around.template, around.scope);
}

/** Takes a list of resources, or with symbolic names an object of them. */
function walkList(walk: Walk, list: Node | undefined, around: Surroundings): void {
  if (list?.kind === 'array') {
    for (const item of list.items) {
      if (item.kind === 'object') walkLooped(walk, { node: item, list }, around);
    }
  } else if (list?.kind === 'object') {
    for (const property of list.properties) {
      const { value } = property;
      if (value?.kind === 'object') walkLooped(walk, { node: value, property }, around);
    }
  }
}

/** A resource as it is written: in an array, or under its symbolic name. */
interface Written {
  readonly node: ObjectNode;
  readonly list?: ArrayNode;
  readonly property?: Property;
}

function walkLooped(walk: Walk, written: Written, around: Surroundings): void {
  const copy = member(written.node, 'copy')?.value;
  if (copy?.kind !== 'object') {
    walkResource(walk, written, around);
    return;
  }
  const { loop, certain, isCounted, countText, problem } = planLoop(
    copy,
    around.document,
    around.scope,
  );
  if (problem !== undefined) walk.failures.push({ at: loop.countAt, message: problem });
  for (let index = 0; index < loop.count && walk.resources.length < MAX_RESOURCES; index++) {
    const undecided: Pick<Surroundings, 'deployed' | 'decidedBy'> = {
      deployed: 'unknown',
      decidedBy: around.decidedBy ?? countText,
    };
    walkResource(walk, written, {
      ...around,
      scope: loopScope(around.scope, loop.name, index),
      // How many turns there are is not known: the first stands for all.
      loop: isCounted ? { ...loop, index } : around.loop,
      ...(index >= certain && undecided),
    });
  }
}

function walkResource(walk: Walk, written: Written, around: Surroundings): void {
  if (walk.resources.length >= MAX_RESOURCES) return;
  const { node, list, property } = written;
  const existing = at(node, 'existing');
  if (existing?.kind === 'boolean' && existing.value) return;
  const condition = decide(walk, node, around);
  if (condition.deployed === 'no') return;
  const resource = makeResource(node, {
    document: around.document,
    siblings: list,
    symbolicName: property?.key.value,
    template: around.template,
    scope: around.scope,
    loop: around.loop,
    parent: around.parent,
    deployed: condition.deployed,
    decidedBy: condition.decidedBy,
  });
  if (resource.name.kind === 'failure') {
    const nameNode = member(node, 'name')?.value;
    const place = resource.name.origin ?? placeOf(around.document, nameNode ?? node);
    walk.failures.push({ at: place, message: resource.name.message });
  }
  walk.resources.push(resource);
  const isFirstTurn = around.loop === undefined || around.loop.index === 0;
  if (isFirstTurn) noteScope(walk, around.document, node, around.scope);

  const inside = {
    ...around,
    deployed: condition.deployed,
    decidedBy: condition.decidedBy,
    parent: resource,
    depth: around.depth + 1,
  };
  if (inside.depth > MAX_NESTING) return;
  if (isDeployment(resource)) walkDeployment(walk, resource, inside);
  walkList(walk, member(node, 'resources')?.value, inside);
}

/** Follows the template inside, or linked from, a deployment resource. */
function walkDeployment(walk: Walk, resource: Resource, around: Surroundings): void {
  const deployments = deployedTemplates();
  const { readLinked } = walk;
  const { chain } = around;
  const { nested, links } = followDeployment(resource, {
    readLinked,
    chain,
    resources: deployments,
  });
  for (const link of links) walk.links.push(link);
  const unread = links.find(({ what, reason }) => what === 'template' && reason !== undefined);
  if (nested) {
    const outputs = walkNested(walk, resource, nested, deployments, around);
    around.deployments.add(resource, outputs);
    walk.nested.push({ deployment: resource, outputs });
  } else if (unread?.reason !== undefined) {
    around.deployments.addUnread(resource, unread.reason);
  }
}

function walkNested(
  walk: Walk,
  resource: Resource,
  { document, template, scope }: NestedTemplate,
  deployments: DeployedTemplates,
  around: Surroundings,
): readonly Output[] {
  noteScope(walk, document, template, scope);
  const isLinked = document.uri !== around.document.uri;
  return walkTemplate(walk, {
    ...around,
    document,
    template,
    scope,
    deployments,
    parent: resource,
    chain: isLinked ? [...around.chain, document.uri] : around.chain,
  });
}

function noteScope(walk: Walk, { uri }: Document, span: Span, scope: Scope): void {
  walk.scopes.push({ uri, span, scope });
}

interface Decision {
  readonly deployed: Deployed | 'no';
  readonly decidedBy: string | undefined;
}

function decide(walk: Walk, node: ObjectNode, around: Surroundings): Decision {
  const { document, deployed, decidedBy } = around;
  const conditionNode = member(node, 'condition')?.value;
  if (!conditionNode) return { deployed, decidedBy };
  const value: Value = evaluateIn(document, conditionNode, around.scope);
  if (value.kind === 'boolean') {
    return value.value ? { deployed, decidedBy } : { deployed: 'no', decidedBy: undefined };
  }
  if (value.kind === 'failure') {
    const place = value.origin ?? placeOf(document, conditionNode);
    walk.failures.push({ at: place, message: value.message });
  }
  return { deployed: 'unknown', decidedBy: decidedBy ?? writtenText(document, conditionNode) };
}
