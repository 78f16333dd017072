import {
  compareReleases,
  driverExtension,
  driverExtensionFamily,
  driverExtensionPublisher,
  driverExtensionTypes,
  findOperatingSystem,
  marketplaceImages,
  rangeInWords,
  vmSizes,
  type NamedMarketplaceImage,
  type VmSize,
} from '../../facts/index.ts';
import type { DeviceContext } from '../../device/context.ts';
import type { ImageDeclaration } from '../../device/image-os.ts';
import { IMAGE_TYPE } from './name-uses.ts';

/** A text that may be a value, and what is said of it. */
export interface OfferedValue {
  readonly text: string;
  /** The value as JSON, where it is no string. */
  readonly json?: string;
  readonly detail: string;
  /** Fact ids. */
  readonly facts?: readonly string[];
  /** Orders values; the best come first. */
  readonly rank: number;
}

/** Returns the sizes of the device, those with its GPU model first, then by what they take. */
export function sizeValues({ device, release }: DeviceContext): readonly OfferedValue[] {
  const isOwn = (size: VmSize) =>
    device?.gpuModel !== undefined && size.gpuModel === device.gpuModel;
  const group = (size: VmSize): number => {
    if (!isReleased(size, release)) return 3;
    if (size.gpuCount === 0) return 2;
    return device === undefined || isOwn(size) ? 0 : 1;
  };
  const ordered = [...vmSizes].sort(
    (a, b) => group(a) - group(b) || a.gpuCount - b.gpuCount || a.vcpu - b.vcpu,
  );
  return ordered.map((size, rank) => ({
    text: size.name,
    detail: sizeDetail(size),
    facts: [size.fact],
    rank,
  }));
}

function isReleased({ introducedIn }: VmSize, release: string | undefined): boolean {
  if (introducedIn === undefined || release === undefined) return true;
  return compareReleases(introducedIn, release) <= 0;
}

function sizeDetail({ gpuCount, gpuModel, vcpu, memoryGiB, introducedIn }: VmSize): string {
  const gpus = gpuCount > 0 ? `${gpuCount} × ${gpuModel ?? 'GPU'}, ` : '';
  const since = introducedIn === undefined ? '' : `, since release ${introducedIn}`;
  return `${gpus}${vcpu} vCPU, ${memoryGiB} GiB${since}`;
}

/** What is written of an image beside the part that is asked for. */
export type ImageSiblings = Readonly<Record<'publisher' | 'offer' | 'sku', string | undefined>>;

/** Returns the publishers, offers or skus of the images that go with the other parts. */
export function imageValues(
  part: 'publisher' | 'offer' | 'sku',
  beside: ImageSiblings,
): readonly OfferedValue[] {
  const found = new Map<string, OfferedValue>();
  for (const image of marketplaceImages) {
    if (!goesWith(image, part, beside) || found.has(image[part])) continue;
    const os = findOperatingSystem(image.os)?.name ?? image.os;
    const detail = part === 'sku' ? os : `${image.publisher}, ${image.offer}`;
    found.set(image[part], { text: image[part], detail, rank: found.size });
  }
  return [...found.values()];
}

function goesWith(
  image: NamedMarketplaceImage,
  part: 'publisher' | 'offer' | 'sku',
  beside: ImageSiblings,
): boolean {
  return (['publisher', 'offer', 'sku'] as const).every((other) => {
    const written = beside[other];
    const isFree =
      other === part || written === undefined || written === '' || written.startsWith('[');
    return isFree || written.toLowerCase() === image[other].toLowerCase();
  });
}

/** Returns the images that are declared by their full names, with the system inside each. */
export function imageNameValues(images: readonly ImageDeclaration[]): readonly OfferedValue[] {
  const named = images.filter(({ pattern }) => !pattern.includes('*'));
  return named.map(({ pattern: text, os }, rank) => {
    const inside = os === undefined ? undefined : (findOperatingSystem(os)?.name ?? os);
    return { text, detail: inside === undefined ? 'image' : `image with ${inside}`, rank };
  });
}

/** Returns the ids of those images, as expressions. */
export function imageIdValues(images: readonly ImageDeclaration[]): readonly OfferedValue[] {
  return imageNameValues(images).map((image) => {
    const name = image.text.replaceAll("'", "''");
    return { ...image, text: `[resourceId('${IMAGE_TYPE}', '${name}')]` };
  });
}

/** Returns the publisher of the GPU driver extension. */
export function extensionPublishers(): readonly OfferedValue[] {
  const detail = 'publisher of the NVIDIA GPU driver extension';
  const facts = ['driver-extension.publisher'];
  return [{ text: driverExtensionPublisher, detail, facts, rank: 0 }];
}

/** Returns the types of the GPU driver extension. */
export function extensionTypes(): readonly OfferedValue[] {
  return Object.entries(driverExtensionTypes).map(([family, text], rank) => ({
    text,
    detail: `NVIDIA GPU driver for ${family === 'windows' ? 'Windows' : 'Linux'}`,
    facts: ['driver-extension.needed'],
    rank,
  }));
}

/** Returns the versions of an extension type: that of the device's release, or one a range. */
export function extensionVersions(
  type: string | undefined,
  release: string | undefined,
): readonly OfferedValue[] {
  const family = type === undefined ? undefined : driverExtensionFamily(type);
  const families = family ? [family] : (['windows', 'linux'] as const);
  const found = new Map<string, OfferedValue>();
  for (const one of families) {
    // The newest range first.
    for (const ranged of [...driverExtension(one, release)].reverse()) {
      const { typeHandlerVersion, fact } = ranged.extension;
      const detail = `${driverExtensionTypes[one]} ${rangeInWords(ranged)}`;
      if (found.has(typeHandlerVersion)) continue;
      found.set(typeHandlerVersion, {
        text: typeHandlerVersion,
        detail,
        facts: [fact],
        rank: found.size,
      });
    }
  }
  return [...found.values()];
}
