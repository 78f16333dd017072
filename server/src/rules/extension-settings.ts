import { t } from '../base/l10n.ts';
import type { DriverExtensionUse } from '../device/driver-extension.ts';
import {
  driverExtension,
  driverFileRelease,
  judgeTypeHandlerVersion,
  rangeInWords,
  settingKey,
  type OsFamily,
  type RangedDriverExtension,
} from '../facts/index.ts';
import { at as nodeAt } from '../syntax/node.ts';
import { placeOf } from '../template/document.ts';
import { asText, get, type ObjectValue, type Value } from '../template/value.ts';
import { settingsEdits } from './fixing/driver-settings.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import type { TemplateSubject } from './judging/subject.ts';
import { list } from './judging/wording.ts';

/** The driver extension's settings are not those of the device's release. */
export default defineRule({
  id: 'extension-settings',
  severity: 'warning',
  severityWhen: {
    warning:
      'a setting is missing, or belongs to the public cloud, to the other OS or to other releases',
    information: 'a setting is that of an early document alone',
  },
  title: 'Driver extension settings of another release or cloud',
  description:
    'For Windows the driver extension takes DriverURL, DriverCertificateUrl and DriverType, with a driver file for each range of releases; for Linux an empty object. Keys of the public cloud mean nothing to it.',
  because: [
    'driver-extension.settings.windows-before-2205',
    'driver-extension.settings.windows-2205',
    'driver-extension.settings.linux',
    'driver-extension.settings.public-cloud',
  ],
  examples: {
    wrong: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2205" }
=== driver.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverWindows",
        "typeHandlerVersion": "1.5",
        "settings": {}
//                  ^^ NvidiaGpuDriverWindows needs the settings DriverURL, DriverCertificateUrl and DriverType
      }
    }
  ]
}
`,
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2205" }
=== driver.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverWindows",
        "typeHandlerVersion": "1.5",
        "settings": {
          "DriverURL": "http://us.download.nvidia.com/tesla/442.50/442.50-tesla-desktop-winserver-2019-2016-international.exe",
//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the driver file is the one before release 2205; release 2205 takes 511.65-data-center-tesla-desktop-winserver-2016-2019-2022-dch-international.exe
          "DriverCertificateUrl": "https://go.microsoft.com/fwlink/?linkid=871664",
          "DriverType": "CUDA" // the only type there is
        }
      }
    },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm2/gpu",
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.8",
        "settings": { "updateOS": true }
//                                ^^^^ updateOS is a setting of the public cloud; on the device NvidiaGpuDriverLinux does not have it
      }
    }
  ]
}
`,
      `
=== driver.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.3",
        "settings": { "CUDA_ver": "10.0.130" }
//                                ^^^^^^^^^^ CUDA_ver is in the settings of the first document only (2020-12); all later ones leave them empty
      }
    }
  ]
}
`,
    ],
    right: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2106" }
=== driver.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverWindows",
        "typeHandlerVersion": "1.3",
        "settings": {
          "DriverURL": "http://us.download.nvidia.com/tesla/442.50/442.50-tesla-desktop-winserver-2019-2016-international.exe",
          "DriverCertificateUrl": "https://go.microsoft.com/fwlink/?linkid=871664",
          "DriverType": "CUDA"
        }
      }
    }
  ]
}
`,
    ],
  },
  check: {
    *template(subject) {
      for (const use of subject.extensions) {
        const { family, resource, settings } = use;
        if (!family || (resource.loop && resource.loop.index > 0)) continue;
        for (const found of problems(use, family, settings, subject.device.release)) {
          const { decidedBy } = resource;
          yield {
            ...found,
            ...(decidedBy !== undefined && { onlyIf: decidedBy }),
            fixes: () => fixes(use, family, subject),
          };
        }
      }
    },
  },
});

function* problems(
  use: DriverExtensionUse,
  family: OsFamily,
  settings: Value,
  release: string | undefined,
): Iterable<Finding> {
  const place = settings.origin ?? placeOf(use.resource.document, use.resource.node);
  if (settings.kind === 'null') {
    // No settings at all: for Linux the same as empty ones.
    const typeNode = nodeAt(use.resource.node, 'properties', 'type');
    const at = typeNode ? placeOf(use.resource.document, typeNode) : place;
    const missing = missingKeys(family, undefined, release);
    if (missing.length > 0) yield { at, message: lacks(use, missing) };
    return;
  }
  if (settings.kind !== 'object') return;
  const missing = missingKeys(family, settings, release);
  if (missing.length > 0) yield { at: place, message: lacks(use, missing) };
  for (const [key, value] of settings.members) {
    yield* foreignKey(use, family, key, value);
    if (key === 'DriverURL' && family === 'windows') yield* otherDriver(use, value, release);
  }
}

function lacks(use: DriverExtensionUse, missing: readonly string[]): string {
  const type = asText(use.type) ?? '';
  return missing.length === 1
    ? t('{0} needs the setting {1}', type, list(missing))
    : t('{0} needs the settings {1}', type, list(missing));
}

/** The keys that every release the device may have wants and the settings do not have. */
function missingKeys(
  family: OsFamily,
  settings: ObjectValue | undefined,
  release: string | undefined,
): readonly string[] {
  // What is known only in part may have them.
  if (settings?.others !== undefined) return [];
  const wanted = driverExtension(family, release).map(({ extension }) => extension.settings);
  const [first] = wanted;
  return Object.keys(first ?? {}).filter(
    (key) => wanted.every((one) => key in one) && !(settings && get(settings, key)),
  );
}

function* foreignKey(
  use: DriverExtensionUse,
  family: OsFamily,
  key: string,
  value: Value,
): Iterable<Finding> {
  const type = asText(use.type) ?? '';
  const at = value.origin ?? use.settings.origin;
  const own = settingKey(family, key);
  if (!at || own?.kind === 'required' || own?.kind === 'rhel-7-workaround') return;
  if (own?.kind === 'public-cloud') {
    yield {
      at,
      message: t(
        '{0} is a setting of the public cloud; on the device {1} does not have it',
        key,
        type,
      ),
      facts: [own.fact],
    };
  } else if (own?.kind === 'early-linux') {
    yield {
      at,
      severity: 'information',
      message: t(
        '{0} is in the settings of the first document only (2020-12); all later ones leave them empty',
        key,
      ),
      facts: [own.fact, 'driver-extension.settings.linux'],
    };
  } else {
    const other = settingKey(family === 'windows' ? 'linux' : 'windows', key);
    if (!other) return;
    const os = family === 'windows' ? 'Linux' : 'Windows';
    yield {
      at,
      message: t(
        '{0} is a setting of the driver extension for {1}; {2} does not have it',
        key,
        os,
        type,
      ),
      facts: [other.fact],
    };
  }
}

/** A file that no document names may be a mirror or a newer driver: nothing is said of it. */
function* otherDriver(
  use: DriverExtensionUse,
  url: Value,
  release: string | undefined,
): Iterable<Finding> {
  const file = driverFileRelease(asText(url) ?? '');
  if (!file || !url.origin) return;
  const [right, ...others] = driverExtension('windows', release);
  if (right && others.length === 0) {
    if (right.extension === file.extension) return;
    yield {
      at: url.origin,
      message: t(
        'the driver file is the one {0}; release {1} takes {2}',
        rangeInWords(file),
        release ?? '',
        fileOf(right),
      ),
      facts: [file.extension.fact, right.extension.fact],
    };
    return;
  }
  // Without a release the version of the extension tells which file goes with it.
  const version = asText(use.version);
  const judgement =
    version === undefined ? undefined : judgeTypeHandlerVersion('windows', version, release);
  if (judgement?.verdict !== 'right' || judgement.of.extension === file.extension) return;
  yield {
    at: url.origin,
    message: t(
      'the driver file is the one {0}; with version {1} goes {2}',
      rangeInWords(file),
      version ?? '',
      fileOf(judgement.of),
    ),
    facts: [file.extension.fact, judgement.fact],
  };
}

function fileOf({ extension }: RangedDriverExtension): string {
  const url = extension.settings['DriverURL'] ?? '';
  return url.slice(url.lastIndexOf('/') + 1);
}

/** Of an unknown release the version of the extension says which settings go with it. */
function fixes(
  use: DriverExtensionUse,
  family: OsFamily,
  { device: { release }, textOf }: TemplateSubject,
): readonly Fix[] {
  const all = driverExtension(family, release);
  const version = asText(use.version);
  const byVersion = all.filter(({ extension }) => extension.typeHandlerVersion === version);
  const wanted = byVersion.length > 0 ? byVersion : all;
  return wanted.flatMap((ranged): readonly Fix[] => {
    const written = settingsEdits(use, family, ranged.extension.settings, textOf);
    if (!written || written.edits.length === 0) return [];
    const { edits, alsoRemoves } = written;
    const title = t('write the settings {0}{1}', rangeInWords(ranged), alsoRemoves);
    return [{ title, edits, ...(wanted.length === 1 && { preferred: true as const }) }];
  });
}
