import { t } from '../base/l10n.ts';
import {
  driverExtension,
  driverExtensionFamily,
  judgeTypeHandlerVersion,
  type OsFamily,
} from '../facts/index.ts';
import type { Location } from '../base/span.ts';
import { asText } from '../template/value.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';

/** The driver extension's version is not the one for the device's release. */
export default defineRule({
  id: 'extension-version',
  severity: 'warning',
  title: 'Driver extension version of another release',
  description:
    'The handler version of the GPU driver extension goes with the release of the device: 1.3 before 2205, from 2205 on 1.5 for Windows and 1.8 for Linux. The versions of the public cloud are others.',
  because: ['driver-extension.version.before-2205', 'driver-extension.version.2205'],
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
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.3",
//                            ^^^^^ NvidiaGpuDriverLinux 1.3 is the version before release 2205; release 2205 takes 1.8
        "settings": {}
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
        "type": "NvidiaGpuDriverLinux",
        "typeHandlerVersion": "1.3",
        "settings": {}
      }
    }
  ]
}
`,
    ],
  },
  check: {
    *template({ extensions, device, textOf, document }) {
      for (const { family, version, resource } of extensions) {
        const text = asText(version);
        if (!family || text === undefined) continue;
        const at = version.origin ?? { uri: document.uri, span: resource.node };
        yield* judge({ family, version: text, release: device.release, at, textOf });
      }
    },
    *scenario({ timeline, textOf }) {
      for (const { step } of timeline.moments) {
        if (step.action !== 'installGpuExtension' || !step.type || !step.version) continue;
        const family = driverExtensionFamily(step.type.value);
        const { value: version, at } = step.version;
        if (family) yield* judge({ family, version, release: timeline.release, at, textOf });
      }
    },
  },
});

interface Judged {
  readonly family: OsFamily;
  readonly version: string;
  readonly release: string | undefined;
  readonly at: Location;
  readonly textOf: (uri: string) => string | undefined;
}

function* judge({ family, version, release, at, textOf }: Judged): Iterable<Finding> {
  const judgement = judgeTypeHandlerVersion(family, version, release);
  if (judgement.verdict === 'right') return;
  const wanted = driverExtension(family, release);
  const type = wanted[0]?.extension.type ?? '';
  const takes = wanted
    .map(({ extension, from, before }) => {
      if (release !== undefined)
        return t('release {0} takes {1}', release, extension.typeHandlerVersion);
      const when = from === undefined ? t('before {0}', before ?? '') : t('from {0}', from);
      return t('{0} it is {1}', when, extension.typeHandlerVersion);
    })
    .join(', ');
  const fixes: Fix[] = [];
  for (const { extension } of wanted) {
    const edit = replaceLiteral(at, extension.typeHandlerVersion, textOf);
    if (edit) {
      fixes.push({
        title: t('set the version to {0}', extension.typeHandlerVersion),
        edits: [edit],
        ...(wanted.length === 1 && { preferred: true }),
      });
    }
  }
  yield {
    at,
    message: `${type} ${version} ${judgement.says}; ${takes}`,
    fixes,
    facts: [judgement.fact, ...wanted.map(({ extension }) => extension.fact)],
  };
}
