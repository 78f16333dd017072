import {
  at,
  member,
  sameName,
  textOf,
  type Node,
  type ObjectNode,
  type Property,
} from '../syntax/node.ts';
import type { Deployment, Resource } from './deployment.ts';
import type { Document } from './document.ts';
import { expandedMembers, expandedNode, loopItems, turns, writtenNode } from './expand-value.ts';
import type { Writing } from './expand-value.ts';
import { expandedString, expandedValue, writeExpanded } from './expanded-text.ts';
import type { Expanded, ExpandedMember } from './expanded-text.ts';
import { followDeployment, type Surrounding } from './nested-template.ts';
import { declaredParameters, isSecretName } from './parameters.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './template-scope.ts';

/** A loop is not unrolled any more when so many values have been written. */
const MAX_VALUES = 400_000;

/** What stands for a secret that a variable spells out. */
const HIDDEN = '(secret)';

/**
 * Returns a template as JSON with its loops unrolled, its conditions applied and its expressions
 * evaluated, in its own indentation. Nested deployments stay where they are, evaluated too. What
 * cannot be known offline, and what holds a secret, stays as the expression that is written.
 */
export function expandTemplate(deployment: Deployment, document: Document): string {
  const children = new Map<Resource | undefined, Resource[]>();
  for (const resource of deployment.resources) {
    const siblings = children.get(resource.parent);
    if (siblings) siblings.push(resource);
    else children.set(resource.parent, [resource]);
  }
  const run: Run = { deployment, document, children, left: MAX_VALUES };
  const around = { scope: deployment.scope, parent: undefined, loops: new Map() };
  return writeExpanded(expandedTemplate(run, deployment.root, around), document.text);
}

interface Run extends Writing {
  readonly deployment: Deployment;
  /** The resources that are deployed, by what they are written in. */
  readonly children: ReadonlyMap<Resource | undefined, readonly Resource[]>;
}

interface Around {
  readonly scope: Scope;
  /** The resource that these are written in, or whose template these are of. */
  readonly parent: Resource | undefined;
  /** What the loops of the template are unrolled to, by name in lower case, for `dependsOn`. */
  readonly loops: ReadonlyMap<string, readonly string[]>;
}

function expandedTemplate(run: Run, template: ObjectNode, around: Around): Expanded {
  const list = member(template, 'resources')?.value;
  const inside = { ...around, loops: unrolledLoops(run, list, around) };
  return {
    kind: 'object',
    members: present(template.properties).map(([name, value]): ExpandedMember => [
      name,
      section(run, name, value, template, inside),
    ]),
  };
}

function section(
  run: Run,
  name: string,
  node: Node,
  template: ObjectNode,
  around: Around,
): Expanded {
  switch (name.toLowerCase()) {
    case 'parameters':
      return parameters(run, node, template, around);
    case 'variables':
      return variables(run, node, around.scope);
    case 'resources':
      return resources(run, node, around);
    case 'outputs':
      return outputs(run, node, around.scope);
    default:
      return writtenNode(run, node);
  }
}

/** The values given to the template itself become defaults; secure ones are left out. */
function parameters(run: Run, node: Node, template: ObjectNode, around: Around): Expanded {
  const declarations = new Map(declaredParameters(template).map((one) => [one.node, one]));
  const isRoot = around.parent === undefined;
  return object(run, node, (name, value): readonly ExpandedMember[] => {
    const declaration = value.kind === 'object' ? declarations.get(value) : undefined;
    if (value.kind !== 'object' || !declaration) return [[name, writtenNode(run, value)]];
    const { defaultValue, secure } = declaration;
    const given = isRoot ? around.scope.parameter(name) : undefined;
    const known =
      given && !secure && (given.kind !== 'null' || defaultValue)
        ? expandedValue(given)
        : undefined;
    const members = present(value.properties).flatMap(([key, part]): readonly ExpandedMember[] => {
      if (!sameName(key, 'defaultValue')) return [[key, writtenNode(run, part)]];
      if (secure) return [];
      return [[key, known ?? expandedNode(run, part, around.scope)]];
    });
    const added: readonly ExpandedMember[] =
      known && !defaultValue ? [['defaultValue', known]] : [];
    return [[name, { kind: 'object', members: [...members, ...added] }]];
  });
}

function variables(run: Run, node: Node, scope: Scope): Expanded {
  if (node.kind !== 'object') return expandedNode(run, node, scope);
  const members = expandedMembers(run, node, scope).map(([name, value]): ExpandedMember => {
    const written = textOf(at(node, name));
    const spellsItOut = isSecretName(name) && written !== undefined && !written.startsWith('[');
    return [name, spellsItOut ? expandedString(HIDDEN) : value];
  });
  return { kind: 'object', members };
}

function outputs(run: Run, node: Node, scope: Scope): Expanded {
  return object(run, node, (name, output) => {
    if (output.kind !== 'object') return [[name, writtenNode(run, output)]];
    const decision = decide(run, at(output, 'condition'), scope);
    if (decision === 'no') return [];
    const copy = at(output, 'copy');
    const items = copy?.kind === 'object' ? loopItems(run, copy, name, scope) : undefined;
    const members = present(output.properties).flatMap(
      ([key, value]): readonly ExpandedMember[] => {
        if (sameName(key, 'condition') && decision === 'yes') return [];
        if (sameName(key, 'copy') && items) return [['value', items]];
        if (sameName(key, 'metadata')) return [[key, writtenNode(run, value)]];
        return [[key, expandedNode(run, value, scope)]];
      },
    );
    return [[name, { kind: 'object', members }]];
  });
}

function resources(run: Run, list: Node, around: Around): Expanded {
  if (list.kind === 'array') {
    const items = list.items.flatMap((node) =>
      turnsOf(run, node, around).map(({ node: written }) => written),
    );
    return { kind: 'array', items };
  }
  return object(run, list, (name, node) =>
    turnsOf(run, node, around).map(({ node: written, index }): ExpandedMember => [
      index === undefined ? name : symbolicName(name, index),
      written,
    ]),
  );
}

/** Azure itself names the turns of a loop so. */
function symbolicName(name: string, index: number): string {
  return `${name}[${index}]`;
}

interface Turn {
  readonly node: Expanded;
  /** The turn of an unrolled loop. */
  readonly index: number | undefined;
}

/** Returns what a resource becomes: one, several or none. */
function turnsOf(run: Run, node: Node, around: Around): readonly Turn[] {
  if (node.kind !== 'object')
    return [{ node: expandedNode(run, node, around.scope), index: undefined }];
  const deployed = (run.children.get(around.parent) ?? []).filter((one) => one.node === node);
  const copy = at(node, 'copy');
  if (copy?.kind === 'object') {
    const count = turns(run, at(copy, 'count'), around.scope);
    const isExisting = member(node, 'existing') !== undefined;
    // With an unknown count the loop stays, and what depends on its turn with it.
    if (count === undefined || isExisting) return [kept(run, node, undefined, around)];
    return deployed.map((resource) => ({
      node: expandedResource(run, node, resource, { ...around, scope: resource.scope }, 'unrolled'),
      index: resource.loop?.index,
    }));
  }
  const [resource] = deployed;
  if (resource) return [kept(run, node, resource, { ...around, scope: resource.scope })];
  // What exists already is not deployed, but is written all the same.
  const isLeftOut = decide(run, at(node, 'condition'), around.scope) === 'no';
  return isLeftOut ? [] : [kept(run, node, undefined, around)];
}

function kept(run: Run, node: ObjectNode, resource: Resource | undefined, around: Around): Turn {
  return { node: expandedResource(run, node, resource, around, 'single'), index: undefined };
}

function expandedResource(
  run: Run,
  node: ObjectNode,
  resource: Resource | undefined,
  around: Around,
  loop: 'unrolled' | 'single',
): Expanded {
  const { scope, loops } = around;
  const isDecided = decide(run, at(node, 'condition'), scope) === 'yes';
  const members = node.properties.flatMap((property): readonly ExpandedMember[] => {
    const { value } = property;
    const name = property.key.value;
    if (!value) return [];
    switch (name.toLowerCase()) {
      case 'copy':
        return loop === 'unrolled' ? [] : [[name, expandedNode(run, value, scope)]];
      case 'condition':
        return isDecided ? [] : [[name, expandedNode(run, value, scope)]];
      case 'metadata':
      case 'comments':
        return [[name, writtenNode(run, value)]];
      case 'dependson':
        return [[name, dependencies(expandedNode(run, value, scope), loops)]];
      case 'resources':
        return [[name, children(run, value, resource, around)]];
      case 'properties':
        return [[name, properties(run, value, resource, around)]];
      default:
        return expandedMembers(run, { ...node, properties: [property] }, scope);
    }
  });
  return { kind: 'object', members };
}

function children(run: Run, list: Node, resource: Resource | undefined, around: Around): Expanded {
  return resource ? resources(run, list, { ...around, parent: resource }) : writtenNode(run, list);
}

function properties(
  run: Run,
  node: Node,
  resource: Resource | undefined,
  { scope, loops }: Around,
): Expanded {
  const template = at(node, 'template');
  if (!holdsTemplate(template)) return expandedNode(run, node, scope);
  return object(run, node, (name, value) => {
    if (value !== template) return [[name, expandedNode(run, value, scope)]];
    // What is not known to be deployed so often may see other names than those around it.
    if (!resource) return [[name, writtenNode(run, value)]];
    const around = { scope: scopeWithin(run, resource, template), parent: resource, loops };
    return [[name, expandedTemplate(run, template, around)]];
  });
}

function holdsTemplate(node: Node | undefined): node is ObjectNode {
  return node?.kind === 'object' && member(node, 'resources') !== undefined;
}

const NOTHING_AROUND: Surrounding = {
  readLinked: () => undefined,
  chain: [],
  resources: { properties: () => undefined },
};

/** What the expressions of a nested template see, in the same turn of the loops around it. */
function scopeWithin(run: Run, resource: Resource, template: ObjectNode): Scope {
  const within = run.children.get(resource)?.filter((one) => one.template === template);
  const inside = within?.find(({ node }) => !member(node, 'copy')) ?? within?.[0];
  if (inside) return inside.scope;
  // Without a resource that has seen it, the scope is made again.
  const { nested } = followDeployment(resource, NOTHING_AROUND);
  return nested?.scope ?? run.deployment.scopeAt(template.start);
}

/** Returns what each loop of resources is unrolled to, as `dependsOn` names it. */
function unrolledLoops(
  run: Run,
  list: Node | undefined,
  around: Around,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, dependency: string): void => {
    const known = found.get(name.toLowerCase());
    if (known) known.push(dependency);
    else found.set(name.toLowerCase(), [dependency]);
  };
  for (const resource of run.children.get(around.parent) ?? []) {
    const { loop, node } = resource;
    const copy = at(node, 'copy');
    if (!loop || copy?.kind !== 'object') continue;
    if (turns(run, at(copy, 'count'), around.scope) === undefined) continue;
    const symbolic =
      list?.kind === 'object' ? list.properties.find(({ value }) => value === node) : undefined;
    if (symbolic) add(symbolic.key.value, symbolicName(symbolic.key.value, loop.index));
    const id = resourcePath(resource);
    if (!symbolic && id !== undefined) add(loop.name, id);
  }
  return found;
}

/** `Microsoft.Compute/virtualMachines/vm1`; `undefined` when type or name are not known. */
function resourcePath({ type, name }: Resource): string | undefined {
  if (type === undefined || name.kind !== 'string' || name.secret) return undefined;
  const [provider, ...types] = type.split('/');
  const names = name.value.split('/');
  if (types.length !== names.length) return undefined;
  return [provider, ...types.flatMap((one, index) => [one, names[index]])].join('/');
}

function dependencies(
  dependsOn: Expanded,
  loops: ReadonlyMap<string, readonly string[]>,
): Expanded {
  if (dependsOn.kind !== 'array') return dependsOn;
  const items = dependsOn.items.flatMap((item): readonly Expanded[] => {
    const name: unknown = item.kind === 'text' ? JSON.parse(item.text) : undefined;
    const turnNames = typeof name === 'string' ? loops.get(name.toLowerCase()) : undefined;
    return turnNames ? turnNames.map(expandedString) : [item];
  });
  return { kind: 'array', items };
}

function decide(run: Run, condition: Node | undefined, scope: Scope): 'yes' | 'no' | 'unknown' {
  if (!condition) return 'yes';
  const value = evaluateIn(run.document, condition, scope);
  if (value.kind !== 'boolean') return 'unknown';
  return value.value ? 'yes' : 'no';
}

/** Returns an object made member by member; another node as it is written. */
function object(
  run: Run,
  node: Node,
  expand: (name: string, value: Node) => readonly ExpandedMember[],
): Expanded {
  if (node.kind !== 'object') return writtenNode(run, node);
  const members = present(node.properties).flatMap(([name, value]) => expand(name, value));
  return { kind: 'object', members };
}

function present(properties: readonly Property[]): readonly (readonly [string, Node])[] {
  return properties.flatMap(({ key, value }): readonly (readonly [string, Node])[] =>
    value ? [[key.value, value]] : [],
  );
}
