import type { DriverExtension, OsFamily } from './facts.ts';
import { liesIn, type ReleaseRange } from './releases.ts';

/** The driver extension of a range of releases. */
export type RangedDriverExtension = ReleaseRange & { readonly extension: DriverExtension };

export const driverExtensionPublisher = 'Microsoft.HpcCompute';

export const driverExtensionTypes: Readonly<Record<OsFamily, string>> = {
  windows: 'NvidiaGpuDriverWindows',
  linux: 'NvidiaGpuDriverLinux',
};

/**
 * Returns the driver extension as the device wants it: exactly one for a known release; without a
 * release, or with a text that is none, one for each range of releases, oldest first.
 */
export function driverExtension(
  family: OsFamily,
  release: string | undefined,
): readonly RangedDriverExtension[] {
  return extensions[family].filter((ranged) => liesIn(ranged, release) ?? true);
}

/** Returns the family of an extension's type, in any letter case; `undefined` for other types. */
export function driverExtensionFamily(type: string): OsFamily | undefined {
  const wanted = type.trim().toLowerCase();
  if (wanted === driverExtensionTypes.windows.toLowerCase()) return 'windows';
  if (wanted === driverExtensionTypes.linux.toLowerCase()) return 'linux';
  return undefined;
}

const certificateUrl = 'https://go.microsoft.com/fwlink/?linkid=871664';

const extensions: Readonly<Record<OsFamily, readonly RangedDriverExtension[]>> = {
  windows: [
    {
      before: '2205',
      extension: extensionOf('windows', '1.3', 'driver-extension.version.before-2205', {
        DriverURL:
          'http://us.download.nvidia.com/tesla/442.50/442.50-tesla-desktop-winserver-2019-2016-international.exe',
        DriverCertificateUrl: certificateUrl,
        DriverType: 'CUDA',
      }),
    },
    {
      from: '2205',
      extension: extensionOf('windows', '1.5', 'driver-extension.version.2205', {
        DriverURL:
          'http://us.download.nvidia.com/tesla/511.65/511.65-data-center-tesla-desktop-winserver-2016-2019-2022-dch-international.exe',
        DriverCertificateUrl: certificateUrl,
        DriverType: 'CUDA',
      }),
    },
  ],
  linux: [
    {
      before: '2205',
      extension: extensionOf('linux', '1.3', 'driver-extension.version.before-2205', {}),
    },
    {
      from: '2205',
      extension: extensionOf('linux', '1.8', 'driver-extension.version.2205', {}),
    },
  ],
};

function extensionOf(
  family: OsFamily,
  typeHandlerVersion: string,
  fact: string,
  settings: Readonly<Record<string, string>>,
): DriverExtension {
  return {
    publisher: driverExtensionPublisher,
    type: driverExtensionTypes[family],
    typeHandlerVersion,
    autoUpgradeMinorVersion: true,
    settings,
    fact,
  };
}
