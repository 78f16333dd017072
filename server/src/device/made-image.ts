import type { Location } from '../base/span.ts';
import { operatingSystemInName, type OperatingSystem, type OsFamily } from '../facts/index.ts';
import { sameName } from '../syntax/node.ts';
import { shapeOf, type Deployment, type Resource } from '../template/deployment.ts';
import { asText } from '../template/value.ts';

/** The images and disks that other templates make; asked for only where they are needed. */
export type MadeElsewhere = () => readonly Resource[];

/** The types of the resources that a VM's OS can come from. */
export type ImageType = 'Microsoft.Compute/images' | 'Microsoft.Compute/disks';

/** Says whether a text may hold resources that a VM's OS can come from. */
export function mayMakeImages(text: string): boolean {
  return /Microsoft\.Compute\/(?:images|disks)"/i.test(text);
}

/** Says whether a resource is one that a VM's OS can come from. */
export function isImageOrDisk({ type = '' }: Resource): boolean {
  return sameName(type, 'Microsoft.Compute/images') || sameName(type, 'Microsoft.Compute/disks');
}

/** What the resources that make an image or a disk tell of the OS in it. */
export interface MadeImage {
  readonly family: OsFamily | undefined;
  readonly at: Location | undefined;
  readonly guess: OsGuess | undefined;
}

/** What a name sounds like: something to show and never to judge by. */
export interface OsGuess {
  readonly os: OperatingSystem;
  /** The name of the VHD or of the image. */
  readonly from: string;
}

/**
 * Returns what is known of the image or disk `name`, made by the VM's own template or else by
 * another one. A name that is known in part only is looked for in the own template alone. Where
 * several are called so and differ, as under two parameter files, nothing is known.
 */
export function madeImage(
  type: ImageType,
  name: string,
  deployment: Deployment,
  madeElsewhere: MadeElsewhere,
): MadeImage | undefined {
  const isMeant = (resource: Resource): boolean =>
    sameName(resource.type ?? '', type) && sameName(shapeOf(resource.name), name);
  const own = deployment.resources.filter(isMeant);
  const isKnown = name !== '' && !name.includes('{');
  const [made, ...others] = own.length > 0 || !isKnown ? own : madeElsewhere().filter(isMeant);
  if (!made) return undefined;
  const osType = made.get(...osTypePath(type));
  const family = familyIn(made, type);
  const isAgreed = others.every((other) => familyIn(other, type) === family);
  return {
    family: isAgreed ? family : undefined,
    at: osType.origin,
    guess: others.length === 0 ? guessFrom(vhdOf(made, type)) : undefined,
  };
}

/** Returns what a name sounds like, if it sounds like an OS. */
export function guessFrom(name: string | undefined): OsGuess | undefined {
  const os = name === undefined ? undefined : operatingSystemInName(name);
  return os && name !== undefined ? { os, from: name } : undefined;
}

function osTypePath(type: ImageType): readonly string[] {
  return type === 'Microsoft.Compute/images'
    ? ['properties', 'storageProfile', 'osDisk', 'osType']
    : ['properties', 'osType'];
}

function familyIn(resource: Resource, type: ImageType): OsFamily | undefined {
  const text = asText(resource.get(...osTypePath(type)))?.toLowerCase();
  return text === 'windows' || text === 'linux' ? text : undefined;
}

/** The file name of the VHD; what stands behind `?` gives access and is never shown. */
function vhdOf(resource: Resource, type: ImageType): string | undefined {
  const value =
    type === 'Microsoft.Compute/images'
      ? resource.get('properties', 'storageProfile', 'osDisk', 'blobUri')
      : resource.get('properties', 'creationData', 'sourceUri');
  const uri = value.secret ? undefined : asText(value);
  return uri === undefined ? undefined : /([^/]+\.vhdx?)(?:[?#].*)?$/i.exec(uri)?.[1];
}
