import type { Analysis } from '../analysis.ts';
import { childUri } from '../base/uri.ts';
import { CONFIGURATION_NAME, configurationOf } from '../device/configuration.ts';
import { newConfiguration, writeDevice } from '../device/write-device.ts';
import { releases } from '../facts/index.ts';
import type {
  DeviceQuestion,
  NameDeviceParams,
  NameDeviceResult,
  NamedDevice,
} from '../lsp/protocol.ts';
import type { ClientUri } from './client-names.ts';
import { deviceChoices } from './devices.ts';
import { rangeIn } from './ranges.ts';

/** Returns what the configuration of a file names as the device, and what it may name. */
export function deviceQuestion(analysis: Analysis, uri: string): DeviceQuestion {
  return {
    named: namedFor(analysis, uri),
    devices: deviceChoices(),
    releases: releases.map(({ id }) => id).toReversed(),
  };
}

/** What the file says, whatever the settings may say. */
function namedFor(analysis: Analysis, uri: string): Partial<NamedDevice> {
  const file = analysis.configurationUriOf(uri);
  const text = file === undefined ? undefined : analysis.read(file)?.text;
  if (file === undefined || text === undefined) return {};
  const { device } = configurationOf(analysis.treeOf(file), { uri: file, text });
  return {
    ...(device.device && { model: device.device.id }),
    ...(device.release !== undefined && { release: device.release }),
    ...(device.kubernetes && { kubernetes: device.kubernetes }),
  };
}

/**
 * Returns what to write so that the configuration in force for a file names a device; where there
 * is none, one is made in the folder. The URI of the file is normalized.
 */
export function nameDevice(
  analysis: Analysis,
  { uri, device, folder }: NameDeviceParams,
  clientUri: ClientUri,
): NameDeviceResult {
  const remark = overridden(analysis);
  const around = remark === undefined ? {} : { remark };
  const file = analysis.configurationUriOf(uri);
  if (file === undefined) {
    const made = childUri(folder.replace(/\/?$/, '/'), CONFIGURATION_NAME);
    return { file: made, range: null, newText: newConfiguration(device), ...around };
  }
  const edit = writeDevice(analysis.read(file)?.text ?? '', device);
  const range = edit && rangeIn(analysis.read, { uri: file, span: edit.span });
  if (!edit || !range) {
    return { problem: `the device cannot be written into ${CONFIGURATION_NAME} as it is now` };
  }
  return { file: clientUri(file), range, newText: edit.newText, ...around };
}

/** The settings win over the file. */
function overridden(analysis: Analysis): string | undefined {
  const { device, release, kubernetes } = analysis.settings().device;
  const names = [
    ...(device ? ['edgeGpu.device'] : []),
    ...(release === undefined ? [] : ['edgeGpu.release']),
    ...(kubernetes ? ['edgeGpu.kubernetes'] : []),
  ];
  if (names.length === 0) return undefined;
  return `the settings win over ${CONFIGURATION_NAME}: ${names.join(', ')}`;
}
