import type { OsFamily } from './facts.ts';
import { driverExtension, type RangedDriverExtension } from './driver-extension.ts';

/** What a key in the settings of the driver extension is for. */
export interface SettingKey {
  readonly kind: 'required' | 'public-cloud' | 'early-linux' | 'rhel-7-workaround';
  readonly fact: string;
}

/**
 * Returns what a settings key is for, or `undefined` for a key no document has. Letter case counts:
 * `InstallCUDA` is of the first document of GPU VMs, `installCUDA` of the public cloud.
 */
export function settingKey(family: OsFamily, key: string): SettingKey | undefined {
  return keys[family].get(key);
}

/** Returns the range of releases whose driver file a `DriverURL` names, if any. */
export function driverFileRelease(url: string): RangedDriverExtension | undefined {
  const file = fileName(url);
  return driverExtension('windows', undefined).find(
    ({ extension }) => fileName(extension.settings['DriverURL'] ?? '') === file,
  );
}

function fileName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1).toLowerCase();
}

const publicCloudKeys = ['updateOS', 'driverVersion', 'installCUDA'];
const publicCloud: SettingKey = {
  kind: 'public-cloud',
  fact: 'driver-extension.settings.public-cloud',
};

const keys: Readonly<Record<OsFamily, ReadonlyMap<string, SettingKey>>> = {
  windows: new Map([
    ...keysOf(publicCloudKeys, publicCloud),
    ...keysOf(['DriverURL', 'DriverCertificateUrl', 'DriverType'], {
      kind: 'required',
      fact: 'driver-extension.settings.windows-2205',
    }),
  ]),
  // A workaround shares DRIVER_URL with the first document; being the later one, it comes last.
  linux: new Map([
    ...keysOf(publicCloudKeys, publicCloud),
    ...keysOf(['DRIVER_URL', 'PUBKEY_URL', 'CUDA_ver', 'InstallCUDA'], {
      kind: 'early-linux',
      fact: 'driver-extension.settings.linux-2020',
    }),
    ...keysOf(
      ['isCustomInstall', 'InstallMethod', 'DRIVER_URL', 'DKMS_URL', 'LIS_URL', 'LIS_RHEL_ver'],
      { kind: 'rhel-7-workaround', fact: 'driver-extension.settings.rhel-7' },
    ),
  ]),
};

function keysOf(
  names: readonly string[],
  key: SettingKey,
): readonly (readonly [string, SettingKey])[] {
  return names.map((name) => [name, key] as const);
}
