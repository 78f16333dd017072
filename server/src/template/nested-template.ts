import { t } from '../base/l10n.ts';
import { at, member, type Node, type ObjectNode } from '../syntax/node.ts';
import { placeOf, type Document } from './document.ts';
import { TOO_LARGE } from './functions/wording.ts';
import { parameterFileBindings } from './parameters.ts';
import type { Resource } from './resource.ts';
import { nestedContext } from './target-scope.ts';
import { linkOf, type LinkedFile, type LinkSources, type TemplateLink } from './template-link.ts';
import { evaluateIn, templateScope, type ParameterValues } from './template-scope.ts';
import type { DeployedResources, Scope } from './scope.ts';
import type { Value } from './value.ts';
import { hasOwnScope } from './written-expressions.ts';

/** A template that a deployment resource deploys, and what its expressions see. */
export interface NestedTemplate {
  readonly document: Document;
  readonly template: ObjectNode;
  readonly scope: Scope;
}

export interface Surrounding extends LinkSources {
  /** The deployments within the nested template. */
  readonly resources: DeployedResources;
}

export interface Followed {
  /** `undefined` when the deployment has no template or its file is not followed. */
  readonly nested: NestedTemplate | undefined;
  readonly links: readonly TemplateLink[];
}

/** Following a template takes as long as about this many calls. */
const FOLLOW_STEPS = 400;

/** Says why a file is not followed that leads back to itself. */
export const REFERS_TO_ITSELF = 'template refers to itself';

/**
 * Returns the template of a `Microsoft.Resources/deployments` resource, written in it or linked,
 * with its scope: that of the template around it, or one of its own with the parameters given.
 */
export function followDeployment(resource: Resource, around: Surrounding): Followed {
  const written = at(resource.node, 'properties', 'template');
  const mayFollow = resource.scope.budget.spend(FOLLOW_STEPS);
  if (written?.kind === 'object') {
    const { document } = resource;
    if (!mayFollow) return { nested: undefined, links: [] };
    if (!hasOwnScope(resource.node, resource.template)) {
      return { nested: { document, template: written, scope: resource.scope }, links: [] };
    }
    const linked = linkedParameters(resource, around);
    const scope = innerScope(resource, { document, root: written }, around, linked.values);
    return { nested: { document, template: written, scope }, links: linked.links };
  }
  const named = linkOf(resource, 'templateLink', around);
  if (!named) return { nested: undefined, links: [] };
  const { file, problem, ...link } = named;
  const isCycle = link.uri !== undefined && around.chain.includes(link.uri);
  const reason = isCycle ? REFERS_TO_ITSELF : (problem ?? (mayFollow ? undefined : t(TOO_LARGE)));
  const templateLink: TemplateLink = { ...link, what: 'template', reason };
  if (!file || reason !== undefined) return { nested: undefined, links: [templateLink] };
  const linked = linkedParameters(resource, around);
  const scope = innerScope(resource, file, around, linked.values);
  return {
    nested: { document: file.document, template: file.root, scope },
    links: [templateLink, ...linked.links],
  };
}

function innerScope(
  resource: Resource,
  { document, root }: LinkedFile,
  { resources }: Surrounding,
  linked: ParameterValues | undefined,
): Scope {
  const { budget } = resource.scope;
  const context = nestedContext(resource, root);
  const bindings = linked ?? givenValues(resource);
  return templateScope({ document, template: root, bindings, resources, context, budget });
}

function linkedParameters(
  resource: Resource,
  around: Surrounding,
): { readonly values: ParameterValues | undefined; readonly links: readonly TemplateLink[] } {
  const named = linkOf(resource, 'parametersLink', around);
  if (!named) return { values: undefined, links: [] };
  const { file, problem, ...link } = named;
  const links: readonly TemplateLink[] = [{ ...link, what: 'parameters', reason: problem }];
  if (file) return { values: parameterFileBindings(file.root, file.document), links };
  const reason = problem ?? t('the linked parameter file cannot be read');
  const unread: Value = { kind: 'unknown', reason, origin: link.at };
  return { values: { get: () => unread }, links };
}

/**
 * Finds the values given to a nested template: expressions, evaluated where they are written and
 * when they are first asked for.
 */
function givenValues(resource: Resource): ParameterValues {
  const given = at(resource.node, 'properties', 'parameters');
  const known = new Map<string, Value | undefined>();
  return {
    get(name) {
      if (known.has(name)) return known.get(name);
      const value = givenValue(resource, given, name);
      if (!resource.scope.budget.isUsedUp()) known.set(name, value);
      return value;
    },
  };
}

function givenValue(resource: Resource, given: Node | undefined, name: string): Value | undefined {
  // Where the parameters are an expression as a whole, only evaluation tells them apart.
  if (given?.kind === 'string') {
    const value = resource.get('properties', 'parameters', name, 'value');
    return value.kind === 'null' ? undefined : value;
  }
  const entry = member(given, name)?.value;
  const value = member(entry, 'value')?.value;
  if (value) return evaluateIn(resource.document, value, resource.scope);
  if (!entry || !member(entry, 'reference')) return undefined;
  return {
    kind: 'unknown',
    reason: t("parameter '{0}' comes from a key vault", name),
    origin: placeOf(resource.document, entry),
    secret: true,
  };
}
