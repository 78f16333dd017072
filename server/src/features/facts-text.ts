import {
  driverExtensionFamily,
  fact,
  findCustomSize,
  findDevice,
  findOperatingSystem,
  findRelease,
  findVmSize,
  driverExtensionPublisher,
  isDeviceApiProfile,
  isDeviceLocation,
  judgeTypeHandlerVersion,
  nearestEarlierRelease,
  osSupport,
  unsupportedResourceType,
} from '../facts/index.ts';
import { sameName } from '../syntax/node.ts';
import { escaped, factParagraph, inlineCode } from './markdown.ts';

/** Returns the facts with these ids, a paragraph each. */
export function factsText(ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const found = fact(id);
    return found ? factParagraph(found) : [];
  });
}

/** Returns what is known of a VM size of the device; empty for any other text. */
export function sizeText(name: string): readonly string[] {
  const size = findVmSize(name) ?? findCustomSize(name);
  return size ? factsText([size.fact]) : [];
}

/** Returns what is known of a device, by its id. */
export function deviceFactText(id: string): readonly string[] {
  const device = findDevice(id);
  return device ? factsText([device.fact]) : [];
}

/** Returns what is known of a release; of one between known ones, what the one before says. */
export function releaseText(id: string): readonly string[] {
  const release = findRelease(id);
  if (release) {
    const version = release.softwareVersion;
    const build = version === undefined ? [] : [`software version ${inlineCode(version)}`];
    return [...factsText([release.fact]), ...build];
  }
  const earlier = nearestEarlierRelease(id);
  if (!earlier) return [];
  return [
    `no release notes of ${inlineCode(id)} are known; the newest before it are those of ${earlier.id}`,
    ...factsText([earlier.fact]),
  ];
}

/** Returns what the documents say of the GPU driver on an OS, on a release if one is known. */
export function osText(id: string, release: string | undefined): readonly string[] {
  const os = findOperatingSystem(id);
  if (!os) return [];
  const { support, otherwise } = osSupport(os.id, release);
  const facts = otherwise ? [support.fact, otherwise.fact] : [support.fact];
  return [`**${escaped(os.name)}**`, ...factsText(facts)];
}

/** Returns what a type of the GPU driver extension means; empty for other extensions. */
export function driverTypeText(type: string): readonly string[] {
  return driverExtensionFamily(type)
    ? factsText([
        'driver-extension.needed',
        'driver-extension.publisher',
        'driver-extension.after-vm',
      ])
    : [];
}

/** Returns what the documents say of a version of the GPU driver extension. */
export function driverVersionText(
  type: string,
  version: string,
  release: string | undefined,
): readonly string[] {
  const family = driverExtensionFamily(type);
  if (!family) return [];
  const judgement = judgeTypeHandlerVersion(family, version, release);
  const facts = [
    judgement.fact,
    'driver-extension.version.before-2205',
    'driver-extension.version.2205',
  ];
  return [`${inlineCode(version)} ${escaped(judgement.says)}`, ...factsText([...new Set(facts)])];
}

/** Returns what marks a template as one for the device: a location, a profile, a publisher. */
export function deviceMarkText(key: string, text: string): readonly string[] {
  if (sameName(key, 'location') && isDeviceLocation(text)) {
    return factsText(['device-template.location-dbelocal']);
  }
  if (sameName(key, 'apiProfile') && isDeviceApiProfile(text)) {
    return factsText(['device-template.api-profile', 'device-template.az-profile']);
  }
  if (sameName(key, 'publisher') && sameName(text, driverExtensionPublisher)) {
    return factsText(['driver-extension.publisher']);
  }
  const unsupported = sameName(key, 'type') ? unsupportedResourceType(text) : undefined;
  return unsupported === undefined ? [] : factsText([unsupported]);
}
