const SCHEMA = 'https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#';

/** Returns a device template with many parameters and variables, about 630 KB of text. */
export function largeTemplate(variableCount: number, vmSize: string): string {
  const parameters = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [
      `parameter${index}`,
      { type: 'string', defaultValue: `value ${index}`, metadata: { description: 'one of fifty' } },
    ]),
  );
  const variables = Object.fromEntries(
    Array.from({ length: variableCount }, (_, index) => [
      `variable${index}`,
      `[concat(parameters('parameter${index % 50}'), '-', variables('variable${Math.max(0, index - 50) % 50}x'), 'text')]`,
    ]),
  );
  for (let index = 0; index < 50; index++) variables[`variable${index}x`] = `text ${index}`;
  return JSON.stringify(
    {
      $schema: SCHEMA,
      contentVersion: '1.0.0.0',
      apiProfile: '2018-03-01-hybrid',
      parameters,
      variables,
      resources: [vm("[concat('vm-', variables('variable1'))]", vmSize)],
    },
    undefined,
    2,
  );
}

/** Returns a template with this many VMs of a size, each written out. */
export function templateWithVms(count: number, vmSize: string): string {
  const resources = Array.from({ length: count }, (_, index) => vm(`vm${index}`, vmSize));
  return JSON.stringify({ $schema: SCHEMA, apiProfile: '2018-03-01-hybrid', resources });
}

function vm(name: string, vmSize: string) {
  return {
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: '2017-03-30',
    name,
    location: 'dbelocal',
    properties: {
      hardwareProfile: { vmSize },
      storageProfile: {
        imageReference: { id: "[resourceId('Microsoft.Compute/images', 'myimage')]" },
      },
    },
  };
}

/** Returns a scenario with about this many steps: a VM that is stopped and started again. */
export function longScenario(steps: number): string {
  const lines = [
    'device: { model: pro-gpu-2, release: "2607" }',
    'images: { myimage: windows-server-2019-core }',
    'steps:',
    '  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }',
    '  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }',
  ];
  for (let index = 2; index < steps; index += 2) lines.push('  - stop: vm1', '  - start: vm1');
  return `${lines.join('\n')}\n`;
}

/** Returns a scenario in which nobody fixed the order of Kubernetes and this many VMs. */
export function anyOrderScenario(vms: number): string {
  const lines = ['device: { model: pro-2-256G6T2GPU, release: "2607" }', 'steps:', '  - anyOrder:'];
  for (let index = 0; index < vms; index++) {
    const size = index < 2 ? 'Standard_NC4as_A2' : 'Standard_F1';
    lines.push(`      - createVm: { name: vm${index}, size: ${size}, image: x }`);
  }
  return `${[...lines, '      - configureKubernetes: {}'].join('\n')}\n`;
}
