import { CompletionItemKind } from 'vscode-languageserver-types';
import {
  customSizes,
  devices,
  driverExtension,
  driverExtensionFamily,
  driverExtensionTypes,
  findDevice,
  operatingSystems,
  osSupport,
  rangeInWords,
  releases,
  vmSizes,
  type Device,
} from '../../../facts/index.ts';
import {
  deviceFactText,
  driverTypeText,
  driverVersionText,
  osText,
  releaseText,
  sizeText,
} from '../../facts-text.ts';
import type { Suggestion } from './suggestion.ts';

/** Returns the devices, those with GPUs and not superseded first. */
export function deviceSuggestions(): readonly Suggestion[] {
  return devices.map((device) => ({
    label: device.id,
    kind: CompletionItemKind.Value,
    detail: `${device.name}: ${deviceFigures(device)}`,
    documentation: deviceFactText(device.id).join('\n\n'),
    text: device.id,
    rank: device.gpuCount > 0 && !device.superseded ? 0 : 1,
  }));
}

function deviceFigures({ gpuCount, gpuModel, vcpu, memoryGiB }: Device): string {
  const gpus = gpuCount === 0 ? 'no GPU' : `${gpuCount} × ${gpuModel ?? 'GPU'}`;
  return `${gpus}, ${vcpu.usable} vCPU, ${memoryGiB.usable} GiB`;
}

/** Returns the releases, the newest first. */
export function releaseSuggestions(): readonly Suggestion[] {
  return releases.toReversed().map(({ id, softwareVersion }, rank) => ({
    label: id,
    kind: CompletionItemKind.Value,
    ...(softwareVersion !== undefined && { detail: `software version ${softwareVersion}` }),
    documentation: releaseText(id).join('\n\n'),
    text: id,
    rank,
  }));
}

/** Returns the VM sizes: those with the GPU model of the device first, then those without GPU. */
export function sizeSuggestions(model: string | undefined): readonly Suggestion[] {
  const device = model === undefined ? undefined : findDevice(model);
  const rankOf = (gpuModel: string | undefined, gpuCount: number): number => {
    if (gpuCount === 0) return 1;
    return device && gpuModel !== device.gpuModel ? 2 : 0;
  };
  const sizes = vmSizes.map(({ name, gpuModel, gpuCount, vcpu, memoryGiB }) => ({
    label: name,
    kind: CompletionItemKind.Value,
    detail: `${gpuCount === 0 ? 'no GPU' : `${gpuCount} × ${gpuModel ?? 'GPU'}`}, ${vcpu} vCPU, ${memoryGiB} GiB`,
    documentation: sizeText(name).join('\n\n'),
    text: name,
    rank: rankOf(gpuModel, gpuCount),
  }));
  const custom = customSizes.map(({ name }) => ({
    label: name,
    kind: CompletionItemKind.Value,
    detail: 'custom size',
    documentation: sizeText(name).join('\n\n'),
    text: name,
    rank: 3,
  }));
  return [...sizes, ...custom];
}

/** Returns the operating systems: those on which the driver was tested on the release first. */
export function osSuggestions(release: string | undefined): readonly Suggestion[] {
  return operatingSystems.map(({ id, name }) => {
    const isTested = osSupport(id, release).support.status === 'tested';
    return {
      label: id,
      kind: CompletionItemKind.Value,
      detail: isTested ? `${name}, tested` : name,
      documentation: osText(id, release).join('\n\n'),
      text: id,
      rank: isTested ? 0 : 1,
    };
  });
}

/** Returns the types of the driver extension. */
export function extensionTypeSuggestions(): readonly Suggestion[] {
  return Object.values(driverExtensionTypes).map((type) => ({
    label: type,
    kind: CompletionItemKind.Value,
    documentation: driverTypeText(type).join('\n\n'),
    text: type,
    rank: 0,
  }));
}

/** Returns the versions of a type of the driver extension: the one for the release first. */
export function extensionVersionSuggestions(
  type: string | undefined,
  release: string | undefined,
): readonly Suggestion[] {
  const family = type === undefined ? undefined : driverExtensionFamily(type);
  const families = family ? [family] : (['windows', 'linux'] as const);
  const found = families.flatMap((one) => {
    const right = driverExtension(one, release);
    return driverExtension(one, undefined).map((ranged) => ({
      version: ranged.extension.typeHandlerVersion,
      range: rangeInWords(ranged),
      type: ranged.extension.type,
      rank: right.some(({ extension }) => extension === ranged.extension) ? 0 : 1,
    }));
  });
  const versions = new Map(found.map((one) => [one.version, one]));
  for (const one of found) if (one.rank === 0) versions.set(one.version, one);
  return [...versions.values()].map(({ version, range, type: of, rank }) => ({
    label: version,
    kind: CompletionItemKind.Value,
    detail: `${of}, ${range}`,
    documentation: driverVersionText(of, version, release).join('\n\n'),
    text: version,
    rank,
  }));
}
