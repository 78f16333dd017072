import { SymbolKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import {
  at,
  member,
  sameName,
  textOf,
  type Node,
  type ObjectNode,
  type Property,
} from '../../syntax/node.ts';
import { shapeOf, type Resource } from '../../template/deployment.ts';
import { claimsByResource, gpusText, type ResourceClaim } from '../resource-claims.ts';
import type { OutlineItem } from './outline-item.ts';

/** Templates nested deeper than this are not followed. */
const MAX_DEPTH = 20;

/** Returns the sections of a template with what they declare, nested templates included. */
export function templateOutline(analysis: Analysis, uri: string): readonly OutlineItem[] {
  if (analysis.settings().templateLanguage === 'off') return [];
  const root = analysis.treeOf(uri)?.root;
  if (root?.kind !== 'object') return [];
  const deployment = analysis.deploymentInUse(uri);
  const resources = new Map<ObjectNode, Resource>();
  for (const resource of deployment?.resources ?? []) {
    if (!resources.has(resource.node)) resources.set(resource.node, resource);
  }
  const isForDevice = analysis.treatmentOf(uri).as === 'device';
  const claims =
    deployment && isForDevice ? claimsByResource(analysis.machinesOf(deployment)) : new Map();
  return sectionsOf(root, { resources, claims, depth: 0 });
}

interface Known {
  readonly resources: ReadonlyMap<ObjectNode, Resource>;
  readonly claims: ReadonlyMap<ObjectNode, ResourceClaim>;
  readonly depth: number;
}

function sectionsOf(template: ObjectNode, known: Known): readonly OutlineItem[] {
  if (known.depth > MAX_DEPTH) return [];
  return template.properties.flatMap((property): readonly OutlineItem[] => {
    const { key, value } = property;
    const children = value && membersOf(key.value, value, known);
    if (!children || children.length === 0) return [];
    return [item(key.value, SymbolKind.Namespace, property, key, children)];
  });
}

function membersOf(section: string, node: Node, known: Known): readonly OutlineItem[] | undefined {
  switch (section.toLowerCase()) {
    case 'parameters':
      return declared(node, SymbolKind.Property, ({ value }) => textOf(at(value, 'type')));
    case 'variables':
      return variables(node);
    case 'outputs':
      return declared(node, SymbolKind.Event, ({ value }) => textOf(at(value, 'type')));
    case 'functions':
      return functions(node);
    case 'resources':
      return resources(node, known);
    default:
      return undefined;
  }
}

function declared(
  node: Node,
  kind: SymbolKind,
  detailOf: (property: Property) => string | undefined,
): readonly OutlineItem[] {
  if (node.kind !== 'object') return [];
  return node.properties.map((property) =>
    item(property.key.value, kind, property, property.key, [], detailOf(property)),
  );
}

function variables(node: Node): readonly OutlineItem[] {
  if (node.kind !== 'object') return [];
  return node.properties.flatMap((property): readonly OutlineItem[] => {
    const { key, value } = property;
    if (!sameName(key.value, 'copy') || value?.kind !== 'array') {
      return [item(key.value, SymbolKind.Variable, property, key, [], value?.kind)];
    }
    return value.items.flatMap((loop) => {
      const name = at(loop, 'name');
      if (name?.kind !== 'string') return [];
      return [item(name.value, SymbolKind.Variable, loop, name, [], 'loop')];
    });
  });
}

function functions(node: Node): readonly OutlineItem[] {
  if (node.kind !== 'array') return [];
  return node.items.flatMap((space) => {
    const namespace = at(space, 'namespace');
    const members = member(space, 'members')?.value;
    if (namespace?.kind !== 'string') return [];
    const children = members
      ? declared(members, SymbolKind.Function, ({ value }) => textOf(at(value, 'output', 'type')))
      : [];
    return [item(namespace.value, SymbolKind.Module, space, namespace, children)];
  });
}

function resources(node: Node, known: Known): readonly OutlineItem[] {
  if (node.kind === 'array') {
    return node.items.flatMap((resource) => resourceItem(resource, undefined, known));
  }
  if (node.kind !== 'object') return [];
  return node.properties.flatMap((property) =>
    property.value ? resourceItem(property.value, property, known) : [],
  );
}

function resourceItem(
  node: Node,
  symbolic: Property | undefined,
  known: Known,
): readonly OutlineItem[] {
  if (node.kind !== 'object') return [];
  const deeper = { ...known, depth: known.depth + 1 };
  const name = member(node, 'name')?.value;
  const resource = known.resources.get(node);
  const evaluated = resource && shapeOf(resource.name);
  const shown = symbolic?.key.value ?? evaluated ?? textOf(name) ?? '';
  const claim = known.claims.get(node);
  const gpus = claim && claim.gpus > 0 ? ` · ${claimText(claim)}` : '';
  const type = resource?.type ?? textOf(at(node, 'type')) ?? '';
  const nested = at(node, 'properties', 'template');
  const children = at(node, 'resources');
  return [
    item(
      shown,
      SymbolKind.Object,
      symbolic ?? node,
      symbolic?.key ?? name ?? node,
      [
        ...(children ? resources(children, deeper) : []),
        ...(nested?.kind === 'object' ? sectionsOf(nested, deeper) : []),
      ],
      type + gpus,
    ),
  ];
}

function claimText({ gpus, vms }: ResourceClaim): string {
  return vms > 1 ? `${gpusText(gpus)} in ${vms} VMs` : gpusText(gpus);
}

function item(
  name: string,
  kind: SymbolKind,
  span: Span,
  selection: Span,
  children: readonly OutlineItem[],
  detail?: string,
): OutlineItem {
  // The protocol wants a name that can be seen.
  const shown = name.trim() === '' ? '(no name)' : name;
  return { name: shown, ...(detail !== undefined && { detail }), kind, span, selection, children };
}
