import { t } from '../base/l10n.ts';
import type { FileEdit } from '../base/edit.ts';
import type { DriverExtensionUse } from '../device/driver-extension.ts';
import { driverExtension, driverExtensionFamily, type OsFamily } from '../facts/index.ts';
import { sameName } from '../syntax/node.ts';
import { asText } from '../template/value.ts';
import { settingsEdits } from './fixing/driver-settings.ts';
import { replaceLiteral, type TextOf } from './fixing/literal-edit.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { scenarioFamilies } from './reading/scenario-families.ts';
import { familyInWords } from './judging/wording.ts';

/** The driver extension for Windows on a Linux VM, or the reverse. */
export default defineRule({
  id: 'extension-os-mismatch',
  severity: 'error',
  title: 'Driver extension for another OS',
  description:
    'NvidiaGpuDriverWindows installs on Windows VMs and NvidiaGpuDriverLinux on Linux VMs; on the other one the extension fails.',
  because: ['driver-extension.publisher', 'driver-extension.trouble.os-unsupported'],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": {
        "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" },
        "storageProfile": { "osDisk": { "osType": "Linux", "createOption": "Attach" } }
      }
    },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "dependsOn": ["vm1"],
      "properties": {
        "publisher": "Microsoft.HpcCompute",
        "type": "NvidiaGpuDriverWindows",
//              ^^^^^^^^^^^^^^^^^^^^^^^^ NvidiaGpuDriverWindows is for Windows, vm1 runs Linux
        "typeHandlerVersion": "1.5",
        "settings": {}
      }
    }
  ]
}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.3" }
#                                         ^^^^^^^^^^^^^^^^^^^^^^ NvidiaGpuDriverWindows is for Windows, vm1 runs Linux
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
`,
    ],
  },
  check: {
    *template({ machines, extensions, device, textOf }) {
      for (const use of extensions) {
        const machine = machines.find(({ name }) => sameName(name, use.vm));
        const family = machine?.os.family;
        const type = asText(use.type);
        if (!machine || !family || !use.family || use.family === family) continue;
        if (!use.type.origin || type === undefined) continue;
        yield {
          at: use.type.origin,
          message: mismatch(type, use.family, machine.name, family),
          evidence: machine.os.evidence.flatMap(({ at, says }) =>
            at ? [{ at, message: says }] : [],
          ),
          fixes: () => switchType(use, family, device.release, textOf),
        };
      }
    },
    *scenario(subject) {
      const families = scenarioFamilies(subject);
      for (const { step } of subject.timeline.moments) {
        if (step.action !== 'installGpuExtension' || !step.type || !step.vm) continue;
        const wanted = families.get(step.vm.value.toLowerCase());
        const { value: type, at } = step.type;
        const actual = driverExtensionFamily(type);
        if (!wanted || !actual || wanted === actual) continue;
        const edits: FileEdit[] = [];
        const [right] = driverExtension(wanted, subject.timeline.release);
        const typeEdit = right && replaceLiteral(at, right.extension.type, subject.textOf);
        if (typeEdit) edits.push(typeEdit);
        const versionEdit =
          right && replaceYaml(step.version?.at, right.extension.typeHandlerVersion);
        if (versionEdit) edits.push(versionEdit);
        yield {
          at,
          message: mismatch(type, actual, step.vm.value, wanted),
          fixes: right
            ? [{ title: t('use {0}', right.extension.type), edits, preferred: true }]
            : [],
        };
      }
    },
  },
});

function mismatch(type: string, family: OsFamily, vm: string, actual: OsFamily): string {
  return t('{0} is for {1}, {2} runs {3}', type, familyInWords(family), vm, familyInWords(actual));
}

function replaceYaml(
  at: { readonly uri: string; readonly span: FileEdit['span'] } | undefined,
  version: string,
): FileEdit | undefined {
  return at && { uri: at.uri, span: at.span, newText: `"${version}"` };
}

/** Type, version and settings go together; the fix is offered only when all can be written. */
function switchType(
  use: DriverExtensionUse,
  family: OsFamily,
  release: string | undefined,
  textOf: TextOf,
): readonly Fix[] {
  const fixes: Fix[] = [];
  const wanted = driverExtension(family, release);
  for (const { extension, from } of wanted) {
    const type = replaceLiteral(use.type.origin, extension.type, textOf);
    const version = replaceLiteral(use.version.origin, extension.typeHandlerVersion, textOf);
    const settings = settingsEdits(use, family, extension.settings, textOf);
    if (!type || !version || !settings) continue;
    const when =
      wanted.length === 1 ? '' : from === undefined ? t(' (before 2205)') : t(' (from {0})', from);
    fixes.push({
      title: t(
        'use {0} {1}{2}{3}',
        extension.type,
        extension.typeHandlerVersion,
        when,
        settings.alsoRemoves,
      ),
      edits: [type, version, ...settings.edits],
      ...(wanted.length === 1 && { preferred: true }),
    });
  }
  return fixes;
}
