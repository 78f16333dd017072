import type { Location } from '../base/span.ts';
import {
  findOperatingSystem,
  marketplaceImage,
  osFamilyOf,
  type OsFamily,
} from '../facts/index.ts';
import { sameName } from '../syntax/node.ts';
import { shapeOf, type Deployment, type Resource } from '../template/deployment.ts';
import { asText } from '../template/value.ts';

export type { OsFamily };

/** What is known of the OS inside a VM's image, and how it is known. */
export interface ImageOs {
  /** The id of an OS (`ubuntu-18.04`), when it is known. */
  readonly os: string | undefined;
  /** Known more often than the OS itself. */
  readonly family: OsFamily | undefined;
  readonly generation: 1 | 2 | undefined;
  /** A Marketplace image that is paid for by use. */
  readonly payAsYouGo?: true;
  /** The image's name as the template says it, when it is a custom image. */
  readonly imageName: string | undefined;
  /** Where the knowledge comes from: a declaration, the image reference, `osType`, … */
  readonly evidence: readonly OsEvidence[];
}

export interface OsEvidence {
  readonly at: Location | undefined;
  readonly says: string;
}

/** What a configuration or a scenario says about images: a name, or a pattern with `*`. */
export interface ImageDeclaration {
  readonly pattern: string;
  /** As written; not necessarily an OS of the fact base. */
  readonly os: string | undefined;
  readonly generation: 1 | 2 | undefined;
  readonly at: Location | undefined;
}

/**
 * Returns the declaration for an image. A full name beats a pattern, and of several patterns the
 * first one counts; letter case does not, as Azure's names ignore it.
 */
export function declarationFor(
  imageName: string,
  declarations: readonly ImageDeclaration[],
): ImageDeclaration | undefined {
  return (
    declarations.find(({ pattern }) => sameName(pattern, imageName)) ??
    declarations.find(({ pattern }) => pattern.includes('*') && matches(pattern, imageName))
  );
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  // Each middle part is looked for after the one before it: linear, however many stars there are.
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    position = found + part.length;
  }
  return true;
}

/** Returns what is known of the OS of the VM that `resource` is. */
export function imageOsOf(
  resource: Resource,
  deployment: Deployment,
  declarations: readonly ImageDeclaration[],
): ImageOs {
  return (
    fromMarketplace(resource) ??
    fromCustomImage(resource, deployment, declarations) ??
    fromDisk(resource)
  );
}

/** An image named by publisher, offer and sku says its OS by itself. */
function fromMarketplace(resource: Resource): ImageOs | undefined {
  const reference = (name: string) =>
    resource.get('properties', 'storageProfile', 'imageReference', name);
  const publisher = asText(reference('publisher'));
  const offer = asText(reference('offer'));
  const sku = asText(reference('sku'));
  if (publisher === undefined || offer === undefined || sku === undefined) return undefined;
  const image = marketplaceImage(publisher, offer, sku);
  return {
    os: image?.os?.id,
    family: image?.os?.family ?? familyOfProfile(resource)?.family,
    generation: image?.generation,
    ...(image?.fact === 'image.rhel-payg' && { payAsYouGo: true }),
    imageName: undefined,
    evidence: [{ at: reference('sku').origin, says: `the image is ${publisher}:${offer}:${sku}` }],
  };
}

/** Returns the image's name out of an image id, which may be known only in part. */
function imageNameOf(resource: Resource): string | undefined {
  const id = shapeOf(resource.get('properties', 'storageProfile', 'imageReference', 'id'));
  const match = /\/providers\/Microsoft\.Compute\/images\/([^/]+)$/i.exec(id);
  return match?.[1];
}

function fromCustomImage(
  resource: Resource,
  deployment: Deployment,
  declarations: readonly ImageDeclaration[],
): ImageOs | undefined {
  const imageName = imageNameOf(resource);
  if (imageName === undefined) return undefined;
  const declared = imageName.includes('{') ? undefined : declarationFor(imageName, declarations);
  const profile = familyOfProfile(resource);
  const image = familyOfImageResource(imageName, deployment);
  const evidence: OsEvidence[] = [];
  if (declared) {
    evidence.push({ at: declared.at, says: `image '${imageName}' is declared here` });
  }
  for (const known of [image, profile]) {
    if (known) evidence.push({ at: known.at, says: known.says });
  }
  return {
    os: declared?.os,
    family:
      (declared?.os === undefined ? undefined : familyOfOs(declared.os)) ??
      image?.family ??
      profile?.family,
    generation: declared?.generation,
    imageName,
    evidence,
  };
}

function fromDisk(resource: Resource): ImageOs {
  const known = familyOfDisk(resource) ?? familyOfProfile(resource);
  return {
    os: undefined,
    family: known?.family,
    generation: undefined,
    imageName: undefined,
    evidence: known ? [{ at: known.at, says: known.says }] : [],
  };
}

interface KnownFamily extends OsEvidence {
  readonly family: OsFamily;
}

/** `osProfile` has a member named after the OS family it configures. */
function familyOfProfile(resource: Resource): KnownFamily | undefined {
  for (const [name, family] of [
    ['windowsConfiguration', 'windows'],
    ['linuxConfiguration', 'linux'],
  ] as const) {
    const value = resource.get('properties', 'osProfile', name);
    if (value.kind === 'object') {
      return { family, at: value.origin, says: `the VM has a ${name}` };
    }
  }
  return familyOfDisk(resource);
}

function familyOfDisk(resource: Resource): KnownFamily | undefined {
  return familyOfText(resource, 'osType is', 'properties', 'storageProfile', 'osDisk', 'osType');
}

/** An image made in the same deployment says its family as `osType`. */
function familyOfImageResource(imageName: string, deployment: Deployment): KnownFamily | undefined {
  const image = deployment.resources.find(
    ({ type, name }) =>
      sameName(type ?? '', 'Microsoft.Compute/images') && sameName(shapeOf(name), imageName),
  );
  return (
    image &&
    familyOfText(image, 'the image has osType', 'properties', 'storageProfile', 'osDisk', 'osType')
  );
}

function familyOfText(
  resource: Resource,
  says: string,
  ...path: readonly string[]
): KnownFamily | undefined {
  const value = resource.get(...path);
  const text = asText(value)?.toLowerCase();
  if (text !== 'windows' && text !== 'linux') return undefined;
  return { family: text, at: value.origin, says: `${says} ${text}` };
}

function familyOfOs(os: string): OsFamily | undefined {
  return findOperatingSystem(os)?.family ?? osFamilyOf(os);
}
