import { t, translatable } from '../../base/l10n.ts';
import type { DeploymentContext, Scope } from '../scope.ts';
import { asText, type Value } from '../value.ts';
import type { ArmFunction, Argument } from './arm-function.ts';
import { any, eager, int, online, optional, repeated, string, type Parameter } from './define.ts';
import { fromContext } from './from-context.ts';
import { failure, record, text, unknown } from './make.ts';
import { joined } from './wording.ts';

/** With the name of the function. */
const NEEDS_DEPLOYMENT = translatable('{0} needs a deployment');

/** What the `list…` functions answer with, where Microsoft documents how many arguments they take. */
const LISTS: readonly (readonly [name: string, maxArgs: 2 | 3 | undefined, minArgs: 2 | 3])[] = [
  ['list', undefined, 2],
  ['listAccountSas', 3, 3],
  ['listAdminKeys', 2, 2],
  ['listAuthKeys', 2, 2],
  ['listCallbackUrl', 2, 2],
  ['listChannelWithKeys', 2, 2],
  ['listClusterAdminCredential', 2, 2],
  ['listConnectionStrings', 2, 2],
  ['listCredential', 2, 2],
  ['listCredentials', 2, 2],
  ['listKeys', 2, 2],
  ['listKeyValue', 3, 3],
  ['listPackage', 2, 2],
  ['listQueryKeys', 2, 2],
  ['listSecrets', 2, 2],
  ['listServiceSas', 3, 3],
  ['listSyncFunctionTriggerStatus', 2, 2],
];

/** The functions for resources and their ids. */
export const resourceFunctions: readonly ArmFunction[] = [
  idFunction({
    name: 'extensionResourceId',
    documentation:
      'The id of a resource that extends another: that one’s id, a type, and a name for each part of it.',
    leading: [string('baseResourceId', 'The id of the resource that it extends.')],
    optionalLeading: 0,
    prefix: (_, [base]) => [base ?? text(''), text('/providers/')],
  }),
  ...LISTS.map(([name, maxArgs, minArgs]) => listFunction(name, minArgs, maxArgs)),
  idFunction({
    name: 'managementGroupResourceId',
    documentation:
      'The id of a resource in a management group, which may be given before the type.',
    leading: [],
    optionalLeading: 1,
    prefix: ({ managementGroup }, [group]) => [
      text('/providers/Microsoft.Management/managementGroups/'),
      group ?? fromContext(managementGroup, 'managementGroup', t('management group')),
      text('/providers/'),
    ],
  }),
  online({
    name: 'pickZones',
    category: 'resource',
    returns: 'array',
    documentation: 'The availability zones of a region that a resource type supports.',
    takes: [
      string(
        'providerNamespace',
        'The namespace of the resource provider, such as Microsoft.Compute.',
      ),
      string('resourceType', 'The resource type, such as virtualMachines.'),
      string('location', 'The region.'),
      optional(int('numberOfZones', 'How many zones to return; 1 without it.')),
      optional(int('offset', 'How many zones to leave out first.')),
    ],
    unknownBecause: translatable('pickZones depends on the region'),
  }),
  online({
    name: 'providers',
    category: 'resource',
    returns: 'object',
    documentation: 'What a resource provider supports. Deprecated.',
    takes: [
      string('providerNamespace', 'The namespace of the resource provider.'),
      optional(string('resourceType', 'The resource type.')),
    ],
    unknownBecause: NEEDS_DEPLOYMENT,
  }),
  eager({
    name: 'reference',
    category: 'resource',
    returns: 'object',
    documentation:
      'The properties of a resource once it is deployed. The outputs of a nested deployment are known before.',
    takes: [
      string(
        'resourceNameOrId',
        'The name or id of the resource, or in a template with symbolic names its symbolic name.',
      ),
      optional(string('apiVersion', 'The API version; needed for a resource of another template.')),
      optional(string('full', "'Full' for the whole resource instead of its properties.")),
    ],
    call: ([nameOrId, , full], scope) => referenced(nameOrId, full, scope),
    // An id is known in part at least: who deploys where is not, but its end is.
    partial([nameOrId, , full], scope) {
      const id = nameOrId?.kind === 'unknown' ? nameOrId.shape : asArgumentText(nameOrId);
      return id === undefined ? undefined : referenced(id, asArgumentText(full), scope);
    },
  }),
  online({
    name: 'references',
    category: 'resource',
    returns: 'array',
    documentation: 'The properties of the resources of a loop once they are deployed.',
    takes: [
      string('symbolicName', 'The symbolic name of a loop of resources.'),
      optional(string('full', "'Full' for the whole resources instead of their properties.")),
    ],
    unknownBecause: NEEDS_DEPLOYMENT,
  }),
  idFunction({
    name: 'resourceId',
    documentation:
      'The id of a resource: its type and a name for each part of it. A subscription and a resource group may come before the type.',
    leading: [],
    optionalLeading: 2,
    prefix: resourceIdPrefix,
  }),
  online({
    name: 'roleDefinitions',
    category: 'resource',
    returns: 'object',
    documentation: 'A built-in role by its name.',
    takes: [string('roleName', 'The name of the role, such as Reader.')],
    unknownBecause: NEEDS_DEPLOYMENT,
  }),
  idFunction({
    name: 'subscriptionResourceId',
    documentation: 'The id of a resource of a subscription, which may be given before the type.',
    leading: [],
    optionalLeading: 1,
    prefix: (context, [subscription]) => [
      text('/subscriptions/'),
      subscription ?? subscriptionOf(context),
      text('/providers/'),
    ],
  }),
  idFunction({
    name: 'tenantResourceId',
    documentation: 'The id of a resource of the tenant.',
    leading: [],
    optionalLeading: 0,
    prefix: () => [text('/providers/')],
  }),
  zoneFunction('toLogicalZone', 'string', 'The logical zone of a physical one.', 'physicalZone'),
  zoneFunction('toLogicalZones', 'array', 'The logical zones of physical ones.', 'physicalZones'),
  zoneFunction('toPhysicalZone', 'string', 'The physical zone of a logical one.', 'logicalZone'),
  zoneFunction('toPhysicalZones', 'array', 'The physical zones of logical ones.', 'logicalZones'),
];

function referenced(nameOrId: string, full: string | undefined, { resources }: Scope): Value {
  const properties = resources?.properties(nameOrId);
  if (!properties) return unknown(t(NEEDS_DEPLOYMENT, 'reference'));
  if (full?.toLowerCase() !== 'full' || properties.kind === 'unknown') return properties;
  return {
    ...record(new Map([['properties', properties]])),
    others: t(NEEDS_DEPLOYMENT, 'reference'),
  };
}

function asArgumentText(argument: Argument | undefined): string | undefined {
  return argument?.kind === 'string' ? argument.value : undefined;
}

/** Returns a function that asks a resource for something, which only a deployment can do. */
export function listFunction(
  name: string,
  minArgs: 1 | 2 | 3,
  maxArgs: 2 | 3 | undefined,
): ArmFunction {
  const values = any('functionValues', 'What the operation asks for.');
  const all = [
    string('resourceNameOrId', 'The name or id of the resource.'),
    string('apiVersion', 'The API version of the operation.'),
    values,
  ] as const;
  const takes = [...all.slice(0, minArgs), ...(maxArgs === undefined ? [repeated(values)] : [])];
  return online({
    name,
    category: 'resource',
    returns: 'object',
    documentation: 'Asks a deployed resource for something, such as its keys.',
    takes,
    unknownBecause: NEEDS_DEPLOYMENT,
  });
}

function zoneFunction(
  name: string,
  returns: string,
  documentation: string,
  zones: string,
): ArmFunction {
  return online({
    name,
    category: 'resource',
    returns,
    documentation,
    takes: [
      string('subscriptionId', 'The id of the subscription.'),
      string('location', 'The region.'),
      any(zones, 'The zone, or the zones.'),
    ],
    unknownBecause: t('{0} depends on the subscription', name),
  });
}

/**
 * What `resourceId` begins with: as far up as the deployment reaches.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid
 */
function resourceIdPrefix(context: DeploymentContext, leading: readonly Value[]): readonly Value[] {
  const { targetScope } = context;
  const [first, second] = leading;
  if (!first && (targetScope === 'managementGroup' || targetScope === 'tenant')) {
    return [text('/providers/')];
  }
  if (!first && targetScope === 'subscription') {
    return [text('/subscriptions/'), subscriptionOf(context), text('/providers/')];
  }
  return [
    text('/subscriptions/'),
    (second && first) ?? subscriptionOf(context),
    text('/resourceGroups/'),
    second ?? first ?? fromContext(context.resourceGroup, 'resourceGroup', t('resource group')),
    text('/providers/'),
  ];
}

interface IdDescription {
  readonly name: string;
  readonly documentation: string;
  /** What must come before the type. */
  readonly leading: readonly Parameter<string, 'required'>[];
  /** How many further arguments may come before the type. */
  readonly optionalLeading: number;
  /** What the id begins with, from what came before the type. */
  prefix(context: DeploymentContext, leading: readonly Value[]): readonly Value[];
}

function idFunction(description: IdDescription): ArmFunction {
  const { name, documentation, leading } = description;
  return eager({
    name,
    category: 'resource',
    returns: 'string',
    documentation,
    takes: [
      ...leading,
      string('resourceType', 'The type, with its namespace: Microsoft.Compute/virtualMachines.'),
      string('resourceName', 'The name of the resource.'),
      repeated(string('moreNames', 'A name for each further part of the type.')),
    ],
    call: ([...args], { context }) => resourceId(description, args.flat().map(text), context),
    partial: (args: readonly Argument[], { context }: Scope) =>
      resourceId(
        description,
        args.filter((argument) => argument.kind !== 'lambda'),
        context,
      ),
  });
}

/** The type is the first argument with a `/`; before it come what leads, after it the names. */
function resourceId(
  { name, leading, optionalLeading, prefix }: IdDescription,
  args: readonly Value[],
  context: DeploymentContext,
): Value {
  const least = leading.length;
  const place = args.findIndex((value, index) => index >= least && asText(value)?.includes('/'));
  const unclear = args.slice(least, place < 0 ? undefined : place).find(isUnknown);
  if (place < 0 || place > least + optionalLeading) {
    return unclear
      ? unknown(unclear.reason)
      : failure(t('{0} needs a resource type such as Microsoft.Compute/virtualMachines', name));
  }
  const [namespace = '', ...types] = (asText(args[place]) ?? '').replace(/\/$/, '').split('/');
  const names = args.slice(place + 1);
  if (names.length !== types.length) {
    return failure(
      t(
        '{0} needs {1} names for {2}/{3}, not {4}',
        name,
        types.length,
        namespace,
        types.join('/'),
        names.length,
      ),
    );
  }
  const parts = types.flatMap((type, index) => [text(`/${type}/`), names[index] ?? text('')]);
  return joined([...prefix(context, args.slice(0, place)), text(namespace), ...parts], '');
}

function isUnknown(value: Value): value is Value & { kind: 'unknown' } {
  return value.kind === 'unknown';
}

function subscriptionOf({ subscriptionId }: DeploymentContext): Value {
  return fromContext(subscriptionId, 'subscriptionId', t('subscription'));
}
