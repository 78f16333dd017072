import { deviceApiVersions, ingestionJobsType } from '../../facts/index.ts';
import { at, textOf, type Node } from '../../syntax/node.ts';

/** Types of the resources that the samples for the device deploy. */
const deviceTypes: readonly string[] = [
  'Microsoft.Compute/disks',
  'Microsoft.Compute/images',
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Compute/virtualMachines/extensions',
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/publicIPAddresses',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.Network/virtualNetworks/subnets',
  'Microsoft.Resources/deployments',
  'Microsoft.Storage/storageAccounts',
  ingestionJobsType,
];

/** Returns the resource types that a template uses already, and those of the device. */
export function resourceTypes(
  { treeOf }: { treeOf(uri: string): { readonly root: Node | undefined } | undefined },
  uri: string,
): readonly string[] {
  const found = new Map<string, string>();
  const add = (type: string) => {
    if (/^[\w.]+(?:\/\w+)+$/.test(type)) found.set(type.toLowerCase(), type);
  };
  for (const type of deviceTypes) add(type);
  const resources = at(treeOf(uri)?.root, 'resources');
  const items =
    resources?.kind === 'array'
      ? resources.items
      : resources?.kind === 'object'
        ? resources.properties.map(({ value }) => value)
        : [];
  for (const item of items) add(textOf(at(item, 'type')) ?? '');
  return [...found.values()];
}

/** Returns the API version that the samples for the device use for a type, if one is known. */
export function deviceApiVersion(type: string): string | undefined {
  const provider = type.split('/')[0] ?? '';
  return deviceApiVersions[type] ?? deviceApiVersions[provider];
}
