import { t } from '../base/l10n.ts';
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
import { guessFrom, madeImage, type MadeElsewhere, type OsGuess } from './made-image.ts';

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
  /** What the name of the VHD or of the image sounds like, where nothing tells the OS. */
  readonly guess?: OsGuess;
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

/**
 * Returns what is known of the OS of the VM that `resource` is: from an image of the Marketplace,
 * from what is declared of its image, from the VM's tags, from the image or disk that this template
 * or another one makes, or from its `osProfile`.
 */
export function imageOsOf(
  resource: Resource,
  deployment: Deployment,
  declarations: readonly ImageDeclaration[],
  madeElsewhere: MadeElsewhere,
): ImageOs {
  const made = (type: 'images' | 'disks', name: string) =>
    madeImage(`Microsoft.Compute/${type}`, name, deployment, madeElsewhere);
  return (
    fromMarketplace(resource) ??
    fromCustomImage(resource, declarations, (name) => made('images', name)) ??
    fromDisk(resource, (name) => made('disks', name))
  );
}

type Made = (name: string) => ReturnType<typeof madeImage>;

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
    evidence: [
      { at: reference('sku').origin, says: t('the image is {0}:{1}:{2}', publisher, offer, sku) },
    ],
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
  declarations: readonly ImageDeclaration[],
  made: Made,
): ImageOs | undefined {
  const imageName = imageNameOf(resource);
  if (imageName === undefined) return undefined;
  const isPartial = imageName.includes('{');
  const declared = isPartial ? undefined : declarationFor(imageName, declarations);
  const tag = declared?.os === undefined ? fromTag(resource) : undefined;
  const profile = familyOfProfile(resource);
  const image = made(imageName);
  const evidence: OsEvidence[] = [];
  if (declared) {
    evidence.push({ at: declared.at, says: t("image '{0}' is declared here", imageName) });
  }
  if (tag) evidence.push(tag);
  if (image?.family) {
    evidence.push({ at: image.at, says: t('the image has osType {0}', image.family) });
  }
  if (profile) evidence.push({ at: profile.at, says: profile.says });
  const os = declared?.os ?? tag?.os;
  const family =
    (os === undefined ? tag?.family : familyOfOs(os)) ?? image?.family ?? profile?.family;
  const guess = image?.guess ?? (isPartial ? undefined : guessFrom(imageName));
  return {
    os,
    family,
    generation: declared?.generation,
    imageName,
    ...(os === undefined && guess && { guess }),
    evidence,
  };
}

function fromDisk(resource: Resource, made: Made): ImageOs {
  const tag = fromTag(resource);
  const managed = shapeOf(
    resource.get('properties', 'storageProfile', 'osDisk', 'managedDisk', 'id'),
  );
  const name = /\/providers\/Microsoft\.Compute\/disks\/([^/]+)$/i.exec(managed)?.[1];
  const disk = name === undefined ? undefined : made(name);
  const profile = familyOfProfile(resource);
  const evidence: OsEvidence[] = [];
  if (tag) evidence.push(tag);
  if (disk?.family) evidence.push({ at: disk.at, says: t('the disk has osType {0}', disk.family) });
  if (profile) evidence.push({ at: profile.at, says: profile.says });
  return {
    os: tag?.os,
    family: tag?.family ?? profile?.family ?? disk?.family,
    generation: undefined,
    imageName: undefined,
    evidence,
  };
}

/** The tags of a VM that tell its OS: ours, and the one that people use. */
const OS_TAGS = ['edgeGpu.os', 'os'] as const;

interface TaggedOs extends OsEvidence {
  readonly os: string | undefined;
  readonly family: OsFamily | undefined;
}

/** A tag that names no OS is about something else. */
function fromTag(resource: Resource): TaggedOs | undefined {
  for (const name of OS_TAGS) {
    const value = resource.get('tags', name);
    const text = value.secret ? undefined : asText(value);
    if (text === undefined) continue;
    const os = findOperatingSystem(text);
    const family = os?.family ?? osFamilyOf(text);
    if (!family) continue;
    return { os: os?.id, family, at: value.origin, says: t('the tag {0} is {1}', name, text) };
  }
  return undefined;
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
      return { family, at: value.origin, says: t('the VM has a {0}', name) };
    }
  }
  return familyOfDisk(resource);
}

function familyOfDisk(resource: Resource): KnownFamily | undefined {
  return familyOfText(resource, 'properties', 'storageProfile', 'osDisk', 'osType');
}

function familyOfText(resource: Resource, ...path: readonly string[]): KnownFamily | undefined {
  const value = resource.get(...path);
  const text = asText(value)?.toLowerCase();
  if (text !== 'windows' && text !== 'linux') return undefined;
  return { family: text, at: value.origin, says: t('osType is {0}', text) };
}

function familyOfOs(os: string): OsFamily | undefined {
  return findOperatingSystem(os)?.family ?? osFamilyOf(os);
}
