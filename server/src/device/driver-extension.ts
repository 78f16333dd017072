import { driverExtensionFamily, driverExtensionPublisher } from '../facts/index.ts';
import { sameName } from '../syntax/node.ts';
import { shapeOf, type Deployment, type Resource } from '../template/deployment.ts';
import { asText, type Value } from '../template/value.ts';
import type { OsFamily } from './image-os.ts';

/** The NVIDIA driver extension as a deployment puts it on a VM. */
export interface DriverExtensionUse {
  readonly resource: Resource;
  /** Name of its VM, or the shape of the name as far as it is known. */
  readonly vm: string;
  readonly vmIsKnown: boolean;
  readonly family: OsFamily | undefined;
  readonly publisher: Value;
  readonly type: Value;
  readonly version: Value;
  readonly settings: Value;
}

const EXTENSION_TYPE = 'Microsoft.Compute/virtualMachines/extensions';

/** Returns the NVIDIA driver extensions that a deployment installs, as far as they are known. */
export function driverExtensions(deployment: Deployment): readonly DriverExtensionUse[] {
  const uses: DriverExtensionUse[] = [];
  for (const resource of deployment.resources) {
    if (!sameName(resource.type ?? '', EXTENSION_TYPE)) continue;
    const publisher = resource.get('properties', 'publisher');
    const type = resource.get('properties', 'type');
    const family = driverExtensionFamily(asText(type) ?? '');
    const isNvidia = sameName(asText(publisher) ?? '', driverExtensionPublisher);
    if (!family && !isNvidia) continue;
    const name = shapeOf(resource.name);
    uses.push({
      resource,
      vm: name.slice(0, name.lastIndexOf('/')),
      vmIsKnown: resource.name.kind === 'string',
      family,
      publisher,
      type,
      version: resource.get('properties', 'typeHandlerVersion'),
      settings: resource.get('properties', 'settings'),
    });
  }
  return uses;
}
