import { at, member, sameName, textOf, type ObjectNode } from '../syntax/node.ts';
import { isDeployment, type Resource } from './resource.ts';
import type { DeploymentContext, TargetScope } from './scope.ts';
import { asText } from './value.ts';

const SCHEMAS: readonly (readonly [RegExp, TargetScope])[] = [
  [/\/deploymentTemplate\.json/i, 'resourceGroup'],
  [/\/subscriptionDeploymentTemplate\.json/i, 'subscription'],
  [/\/managementGroupDeploymentTemplate\.json/i, 'managementGroup'],
  [/\/tenantDeploymentTemplate\.json/i, 'tenant'],
];

/** Returns the scope that a template's `$schema` is for; `undefined` when it says nothing. */
export function targetScopeOf(template: ObjectNode): TargetScope | undefined {
  const schema = textOf(at(template, '$schema')) ?? '';
  return SCHEMAS.find(([pattern]) => pattern.test(schema))?.[1];
}

/** Returns what is known of where a template is deployed to, its own `$schema` included. */
export function contextOf(template: ObjectNode, context: DeploymentContext): DeploymentContext {
  const targetScope = targetScopeOf(template) ?? context.targetScope;
  return targetScope === undefined ? context : { ...context, targetScope };
}

/**
 * Returns where a nested or linked deployment goes: to the place of the template it stands in,
 * or to another resource group, subscription, management group or the tenant.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-to-subscription
 */
export function nestedContext(resource: Resource, template: ObjectNode): DeploymentContext {
  const { targetScope, subscriptionId, resourceGroup, managementGroup, deploymentName, ...rest } =
    resource.scope.context;
  const name = asText(resource.name) ?? (isDeployment(resource) ? undefined : deploymentName);
  const own = {
    subscriptionId: redirected(resource, 'subscriptionId', subscriptionId),
    resourceGroup: redirected(resource, 'resourceGroup', resourceGroup),
    managementGroup: managementGroupOf(resource) ?? managementGroup,
    deploymentName: name,
    targetScope: targetScopeOf(template) ?? redirectedScope(resource, targetScope),
  };
  const known = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...rest, ...Object.fromEntries(known) };
}

function redirected(
  resource: Resource,
  name: 'subscriptionId' | 'resourceGroup',
  otherwise: string | undefined,
): string | undefined {
  return member(resource.node, name) ? asText(resource.get(name)) : otherwise;
}

const MANAGEMENT_GROUP = /Microsoft\.Management\/managementGroups\/([^/]+)$/i;

function managementGroupOf(resource: Resource): string | undefined {
  return MANAGEMENT_GROUP.exec(asText(resource.get('scope')) ?? '')?.[1];
}

function redirectedScope(
  resource: Resource,
  otherwise: TargetScope | undefined,
): TargetScope | undefined {
  const scope = asText(resource.get('scope'));
  if (scope === '/') return 'tenant';
  if (MANAGEMENT_GROUP.test(scope ?? '')) return 'managementGroup';
  if (member(resource.node, 'resourceGroup')) return 'resourceGroup';
  const isAbove = otherwise !== undefined && !sameName(otherwise, 'resourceGroup');
  const leaves = isAbove || member(resource.node, 'location') !== undefined;
  return member(resource.node, 'subscriptionId') && leaves ? 'subscription' : otherwise;
}
