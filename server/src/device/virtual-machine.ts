// `device` says what a deployment means on the device: its VMs, their OS, their GPU driver.
import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import { findVmSize, type VmSize } from '../facts/index.ts';
import { isExpression, parseExpression } from '../syntax/expression.ts';
import { at, sameName, type Node } from '../syntax/node.ts';
import { shapeOf, type Deployment, type Resource } from '../template/deployment.ts';
import { placeIn, placeOf } from '../template/document.ts';
import { evaluate } from '../template/evaluate.ts';
import { asText, type Value } from '../template/value.ts';
import { imageOsOf, type ImageDeclaration, type ImageOs } from './image-os.ts';
import type { MadeElsewhere } from './made-image.ts';
import { isVm, vmDependencies, type VmDependencies } from './vm-dependencies.ts';

/** A virtual machine that a deployment creates. */
export interface VirtualMachine {
  readonly resource: Resource;
  /**
   * Its name; where it is unknown, its shape (`vm-{parameters('suffix')}`); `the VM` where it is
   * empty, as in parameter files that are to be filled in.
   */
  readonly name: string;
  readonly nameValue: Value;
  /** `properties.hardwareProfile.vmSize`; its origin is where a person would change it. */
  readonly sizeValue: Value;
  /** The size, when it is known and the device offers it. */
  readonly size: VmSize | undefined;
  /** Whether it is deployed at all: its condition, and those of what it lies in. */
  readonly deployed: 'yes' | 'unknown';
  /** What decides where `deployed` is unknown. */
  readonly decidedBy: string | undefined;
  readonly os: ImageOs;
  /** The place of its image reference, for findings about the OS. */
  readonly imageAt: Location;
  /** Names of the VMs of the same deployment that must exist before this one. */
  readonly after: readonly string[];
}

/**
 * Returns the VMs that a deployment creates, in the order written, read with what is declared of
 * images and with the images and disks that other templates make.
 */
export function virtualMachines(
  deployment: Deployment,
  images: readonly ImageDeclaration[],
  madeElsewhere: MadeElsewhere,
): readonly VirtualMachine[] {
  const dependencies = vmDependencies(deployment);
  return deployment.resources
    .filter(isVm)
    .map((resource) => virtualMachine(resource, deployment, images, madeElsewhere, dependencies));
}

function virtualMachine(
  resource: Resource,
  deployment: Deployment,
  images: readonly ImageDeclaration[],
  madeElsewhere: MadeElsewhere,
  dependencies: VmDependencies,
): VirtualMachine {
  const sizeValue = resource.get('properties', 'hardwareProfile', 'vmSize');
  const sizeName = asText(sizeValue);
  return {
    resource,
    name: shapeOf(resource.name).trim() || t('the VM'),
    nameValue: resource.name,
    sizeValue,
    size: sizeName === undefined ? undefined : findVmSize(sizeName),
    deployed: resource.deployed,
    decidedBy: resource.decidedBy,
    os: imageOsOf(resource, deployment, images, madeElsewhere),
    imageAt: imagePlace(resource),
    after: dependencies(resource),
  };
}

/** The literal that names the image, where there is one; else the image reference. */
function imagePlace(resource: Resource): Location {
  const reference = ['properties', 'storageProfile', 'imageReference'] as const;
  const id = at(resource.node, ...reference, 'id');
  const { kind, origin } = resource.get(...reference, 'id');
  const place =
    (id && nameOrigin(resource, id)) ??
    (kind === 'null' ? resource.get(...reference, 'sku').origin : origin);
  if (place) return place;
  const node =
    at(resource.node, ...reference) ??
    at(resource.node, 'properties', 'storageProfile') ??
    at(resource.node, 'type') ??
    resource.node;
  return placeOf(resource.document, node);
}

/** In `resourceId(…, 'Microsoft.Compute/images', NAME)` the last argument names the image. */
function nameOrigin({ document, scope }: Resource, id: Node): Location | undefined {
  if (id.kind !== 'string' || !isExpression(id.value)) return undefined;
  const { expression } = parseExpression(id.value);
  if (expression.kind !== 'call' || !sameName(expression.name.text, 'resourceId')) return undefined;
  const name = expression.args.at(-1);
  return name && evaluate(name, scope, (span) => placeIn(document, id, span)).origin;
}
