import type { MemberInfo } from './arm-function.ts';

/** What Microsoft documents of the objects that functions return, by the function's name. */
export const documentedMembers = {
  deployer: [
    text('objectId', 'The object id of the principal.'),
    text('tenantId', 'The id of its tenant.'),
    text('userPrincipalName', 'The user principal name; empty for a service principal.'),
  ],
  deployment: [
    text('name', 'The name of the deployment.'),
    text('location', 'The location; only above the scope of a resource group.'),
    object('properties', 'What is deployed, and how.', [
      object('template', 'The template, without its resources where it is nested.', []),
      object('templateLink', 'Where a linked template was read from.', [
        text('uri', 'The address of the template.'),
        text('id', 'The id of the template spec.'),
      ]),
      object('parameters', 'The parameters and their values.', []),
      text('mode', 'Incremental or Complete.'),
      text('provisioningState', 'How far the deployment is.'),
    ]),
  ],
  environment: [
    text('name', 'The name of the cloud, such as AzureCloud.'),
    text('gallery', 'The address of the gallery.'),
    text('graph', 'The address of the directory’s Graph API.'),
    text('portal', 'The address of the portal.'),
    text('graphAudience', 'The audience of the Graph API.'),
    text('activeDirectoryDataLake', 'The address of Data Lake.'),
    text('batch', 'The address of Batch.'),
    text('media', 'The address of Media Services.'),
    text('sqlManagement', 'The address for managing SQL.'),
    text('vmImageAliasDoc', 'The address of the list of image aliases.'),
    text('resourceManager', 'The address of Azure Resource Manager.'),
    object('authentication', 'How to sign in.', [
      text('loginEndpoint', 'The address to sign in at.'),
      { name: 'audiences', type: 'array', documentation: 'The audiences of tokens.' },
      text('tenant', 'The tenant to sign in to.'),
      text('identityProvider', 'The identity provider, such as AAD.'),
    ]),
    object('suffixes', 'The ends of host names.', [
      text('acrLoginServer', 'Of container registries.'),
      text('azureDatalakeAnalyticsCatalogAndJob', 'Of Data Lake Analytics.'),
      text('azureDatalakeStoreFileSystem', 'Of Data Lake Store.'),
      text('azureFrontDoorEndpointSuffix', 'Of Front Door.'),
      text('keyvaultDns', 'Of key vaults, with the leading dot.'),
      text('sqlServerHostname', 'Of SQL servers, with the leading dot.'),
      text('storage', 'Of storage accounts.'),
    ]),
  ],
  managementGroup: [
    text('id', 'The id of the management group.'),
    text('name', 'The name of the management group.'),
    object('properties', 'More of the management group.', [
      text('displayName', 'The name shown to people.'),
      text('tenantId', 'The id of its tenant.'),
      object('details', 'Its version, its parent and its ancestors.', []),
    ]),
    text('type', '/providers/Microsoft.Management/managementGroups.'),
  ],
  parseCidr: [
    text('network', 'The network address.'),
    text('netmask', 'The mask that tells the network from its hosts.'),
    text('broadcast', 'The broadcast address; only for IPv4.'),
    text('firstUsable', 'The first usable address.'),
    text('lastUsable', 'The last usable address.'),
    { name: 'cidr', type: 'int', documentation: 'The prefix length.' },
  ],
  parseUri: [
    text('scheme', 'The scheme, such as https.'),
    text('host', 'The host name.'),
    { name: 'port', type: 'int', documentation: 'The port; null if it is the usual one.' },
    text('path', 'The path, with its leading slash.'),
    text('query', 'The query, with its question mark.'),
  ],
  resourceGroup: [
    text('id', 'The id of the resource group.'),
    text('name', 'The name of the resource group.'),
    text('type', 'Microsoft.Resources/resourceGroups.'),
    text('location', 'The location of the resource group.'),
    text('managedBy', 'The id of the resource that manages the group; only for managed groups.'),
    object('tags', 'The tags of the resource group.', []),
    object('properties', 'More of the resource group.', [text('provisioningState', 'Succeeded.')]),
  ],
  subscription: [
    text('id', 'The id of the subscription, as the start of resource ids.'),
    text('subscriptionId', 'The GUID of the subscription.'),
    text('tenantId', 'The id of its tenant.'),
    text('displayName', 'The name shown to people.'),
  ],
  tenant: [
    text('countryCode', 'The country of the tenant.'),
    text('displayName', 'The name shown to people.'),
    text('id', 'The id of the tenant.'),
    text('tenantId', 'The GUID of the tenant.'),
  ],
} as const satisfies Readonly<Record<string, readonly MemberInfo[]>>;

function text(name: string, documentation: string): MemberInfo {
  return { name, type: 'string', documentation };
}

function object(name: string, documentation: string, members: readonly MemberInfo[]): MemberInfo {
  return { name, type: 'object', documentation, members };
}
