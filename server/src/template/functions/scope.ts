import { t, translatable } from '../../base/l10n.ts';
import type { Scope, TargetScope } from '../scope.ts';
import type { Value } from '../value.ts';
import type { ArmFunction } from './arm-function.ts';
import { eager } from './define.ts';
import { documentedMembers } from './documented-members.ts';
import { failure, record, text, unknown } from './make.ts';
import { fromContext } from './from-context.ts';
import { joined } from './wording.ts';

/** The functions for the place that a template is deployed to. */
export const scopeFunctions: readonly ArmFunction[] = [
  place('managementGroup', 'The management group that is deployed to.', ({ context }) => {
    const name = fromContext(context.managementGroup, 'managementGroup', t('management group'));
    return [
      ['id', after('/providers/Microsoft.Management/managementGroups/', name)],
      ['name', name],
      ['type', text('/providers/Microsoft.Management/managementGroups')],
      ['properties', unknown(t('the management group is not known offline'))],
    ];
  }),
  place('resourceGroup', 'The resource group that is deployed to.', ({ context }) => {
    const name = fromContext(context.resourceGroup, 'resourceGroup', t('resource group'));
    const subscription = fromContext(context.subscriptionId, 'subscriptionId', t('subscription'));
    return [
      ['id', after('/subscriptions/', subscription, '/resourceGroups/', name)],
      ['name', name],
      ['type', text('Microsoft.Resources/resourceGroups')],
      ['location', fromContext(context.location, 'location', t('location of the resource group'))],
      ['tags', unknown(t('the tags of the resource group are not known offline'))],
      ['properties', record(new Map([['provisioningState', text('Succeeded')]]))],
    ];
  }),
  place('subscription', 'The subscription that is deployed to.', ({ context }) => {
    const subscription = fromContext(context.subscriptionId, 'subscriptionId', t('subscription'));
    return [
      ['id', after('/subscriptions/', subscription)],
      ['subscriptionId', subscription],
      ['tenantId', fromContext(context.tenantId, 'tenantId', t('tenant'))],
      ['displayName', unknown(t('the name of the subscription is not known offline'))],
    ];
  }),
  place('tenant', 'The tenant that is deployed to.', ({ context }) => {
    const tenant = fromContext(context.tenantId, 'tenantId', t('tenant'));
    return [
      ['countryCode', unknown(t('the country of the tenant is not known offline'))],
      ['displayName', unknown(t('the name of the tenant is not known offline'))],
      ['id', after('/tenants/', tenant)],
      ['tenantId', tenant],
    ];
  }),
];

/**
 * The deployments in which a function may be called.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/scope-functions
 */
const MEANINGFUL_IN: Readonly<Record<ScopeFunction, readonly TargetScope[]>> = {
  managementGroup: ['resourceGroup', 'subscription', 'managementGroup'],
  resourceGroup: ['resourceGroup'],
  subscription: ['resourceGroup', 'subscription'],
  tenant: ['resourceGroup', 'subscription', 'managementGroup', 'tenant'],
};

const SCOPE_NAMES: Readonly<Record<TargetScope, string>> = {
  resourceGroup: translatable('resource group'),
  subscription: translatable('subscription'),
  managementGroup: translatable('management group'),
  tenant: translatable('tenant'),
};

type ScopeFunction = 'managementGroup' | 'resourceGroup' | 'subscription' | 'tenant';

function place(
  name: ScopeFunction,
  documentation: string,
  members: (scope: Scope) => readonly (readonly [string, Value])[],
): ArmFunction {
  return eager({
    name,
    category: 'scope',
    returns: 'object',
    documentation,
    members: documentedMembers[name],
    takes: [],
    call(_, scope) {
      const { targetScope } = scope.context;
      if (targetScope && !MEANINGFUL_IN[name].includes(targetScope)) {
        return failure(
          t('{0}() means nothing in a {1} deployment', name, t(SCOPE_NAMES[targetScope])),
        );
      }
      return {
        ...record(new Map(members(scope))),
        others: t('not all of {0}() is known offline', name),
      };
    },
  });
}

function after(...parts: readonly (string | Value)[]): Value {
  return joined(
    parts.map((part) => (typeof part === 'string' ? text(part) : part)),
    '',
  );
}
