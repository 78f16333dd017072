import {
  devices,
  driverExtension,
  rangeInWords,
  releases,
  vmSizes,
} from '../server/src/facts/index.ts';
import type { OsFamily } from '../server/src/facts/facts.ts';

/** A snippet as VS Code reads it from a file. */
export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

export type Snippets = Readonly<Record<string, Snippet>>;

/** Returns the snippet files by their path, made from the facts. */
export function contributedSnippets(): Readonly<Record<string, Snippets>> {
  return {
    'snippets/arm-template.json': { 'GPU VM': gpuVm(), ...drivers('linux'), ...drivers('windows') },
    'snippets/scenario.json': { 'GPU scenario': scenario() },
    'snippets/configuration.json': { 'Edge GPU configuration': configuration() },
  };
}

const location = 'dbelocal';
const apiVersion = '2017-03-30';
const usualSize = 'Standard_NC4as_T4_v3';
const latestRelease = releases.at(-1)?.id ?? '';

/** The smallest size of the first device comes first: it is what a snippet is filled with. */
const gpuSizes = vmSizes
  .filter(({ gpuCount, gpuModel }) => gpuCount > 0 && gpuModel === 'T4')
  .map(({ name }) => name)
  .sort((a, b) => Number(b === usualSize) - Number(a === usualSize));

function choice(number: number, values: readonly string[]): string {
  return `\${${number}|${values.join(',')}|}`;
}

function json(value: unknown): readonly string[] {
  return JSON.stringify(value, undefined, 2).split('\n');
}

function gpuVm(): Snippet {
  return {
    prefix: 'edge-gpu-vm',
    description: 'A GPU VM for Azure Stack Edge; the driver extension is a resource of its own',
    body: json({
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion,
      name: '${1:vm1}',
      location,
      properties: {
        hardwareProfile: { vmSize: choice(2, gpuSizes) },
        osProfile: {
          computerName: '${1:vm1}',
          adminUsername: '${4:azureuser}',
          adminPassword: "[parameters('${5:adminPassword}')]",
        },
        storageProfile: {
          imageReference: { id: "[resourceId('Microsoft.Compute/images', '${3:myimage}')]" },
        },
        networkProfile: {
          networkInterfaces: [
            { id: "[resourceId('Microsoft.Network/networkInterfaces', '${6:vm1-nic}')]" },
          ],
        },
      },
    }),
  };
}

/** The driver extension, for each range of releases that wants another one. */
function drivers(family: OsFamily): Snippets {
  const os = family === 'linux' ? 'Linux' : 'Windows';
  return Object.fromEntries(
    driverExtension(family, undefined).map((ranged) => {
      const { publisher, type, typeHandlerVersion, autoUpgradeMinorVersion, settings } =
        ranged.extension;
      const words = rangeInWords(ranged);
      const snippet: Snippet = {
        prefix: `edge-gpu-driver-${family}`,
        description: `The NVIDIA driver extension for ${os}, ${words}`,
        body: json({
          type: 'Microsoft.Compute/virtualMachines/extensions',
          apiVersion,
          name: `\${1:vm1}/${type}`,
          location,
          dependsOn: ["[resourceId('Microsoft.Compute/virtualMachines', '${1:vm1}')]"],
          properties: { publisher, type, typeHandlerVersion, autoUpgradeMinorVersion, settings },
        }),
      };
      return [`GPU driver for ${os}, ${words}`, snippet];
    }),
  );
}

function scenario(): Snippet {
  const [driver] = driverExtension('windows', latestRelease);
  return {
    prefix: 'scenario',
    description: 'A device and what is done to it: a GPU VM, then Kubernetes',
    body: [
      'scenario: ${1:A GPU VM, then Kubernetes}',
      `device: { model: ${choice(2, deviceIds())}, release: "\${3:${latestRelease}}" }`,
      'images:',
      '  ${4:myimage}: ${5:windows-server-2019-core}',
      'steps:',
      `  - createVm: { name: \${6:vm1}, size: ${choice(7, gpuSizes)}, image: \${4:myimage} }`,
      `  - installGpuExtension: { vm: \${6:vm1}, type: ${driver?.extension.type ?? ''}, version: "${driver?.extension.typeHandlerVersion ?? ''}" }`,
      '  - configureKubernetes: {}',
      '    expect: { outcome: succeeds, gpus: { ${6:vm1}: 1, kubernetes: 1, free: 0 } }',
    ],
  };
}

function configuration(): Snippet {
  return {
    prefix: 'edge-gpu-config',
    description: 'The device that the templates of a folder are for (edge-gpu.config.yaml)',
    body: [
      `device: { model: ${choice(1, deviceIds())}, release: "\${2:${latestRelease}}", kubernetes: \${3|none,configured|} }`,
      'images:',
      '  ${4:myimage}: ${5:windows-server-2019-core}',
    ],
  };
}

/** A device with two GPUs shows more; it comes first. */
function deviceIds(): readonly string[] {
  return devices
    .filter(({ gpuCount, superseded }) => gpuCount > 0 && !superseded)
    .map(({ id }) => id)
    .sort((a, b) => Number(b === 'pro-gpu-2') - Number(a === 'pro-gpu-2'));
}
