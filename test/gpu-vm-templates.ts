const SCHEMA =
  '"$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#"';

const disk = '"storageProfile": { "osDisk": { "osType": "Linux", "createOption": "Attach" } }';
const properties = `"properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" }, ${disk} }`;

/** GPU VMs without driver extension, in the many ways a template can make them. */
export const gpuVmTemplates: Readonly<Record<string, string>> = {
  'a VM with API version, location and condition': `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2205" }
=== vm.json ===
{
  ${SCHEMA},
  "parameters": {
    "vmName": { "type": "string", "defaultValue": "vm1" },
    "deployIt": { "type": "bool", "defaultValue": true }
  },
  "resources": [
    {
      "apiVersion": "2017-03-30",
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[parameters('vmName')]",
      "location": "dbelocal",
      "condition": "[parameters('deployIt')]",
      ${properties}
    }
  ]
}
`,
  'a VM by API profile, without API version': `
=== vm.json ===
{
  ${SCHEMA},
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "location": "[resourceGroup().location]",
      ${properties},
      "resources": []
    }
  ]
}
`,
  'a VM with a child resource': `
=== vm.json ===
{
  ${SCHEMA},
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "resources": [
        { "type": "extensions", "name": "script", "properties": { "publisher": "Microsoft.Compute", "type": "CustomScriptExtension" } }
      ],
      ${properties}
    }
  ]
}
`,
  'a loop of VMs': `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2106" }
=== vms.json ===
{
  ${SCHEMA},
  "apiProfile": "2018-03-01-hybrid",
  "parameters": { "count": { "type": "int", "defaultValue": 2 } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[concat('vm', copyIndex('vms', 1))]",
      "location": "dbelocal",
      "copy": { "name": "vms", "count": "[parameters('count')]" },
      ${properties}
    }
  ]
}
`,
  'a loop of VMs whose count nobody tells': `
=== vms.json ===
{
  ${SCHEMA},
  "apiProfile": "2018-03-01-hybrid",
  "parameters": { "count": { "type": "int" } },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[format('vm{0}', copyIndex())]",
      "copy": { "name": "vms", "count": "[parameters('count')]" },
      ${properties}
    }
  ]
}
`,
  'a VM in a nested template of inner scope': `
=== vm.json ===
{
  ${SCHEMA},
  "parameters": { "vmName": { "type": "string", "defaultValue": "vm1" } },
  "resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "apiVersion": "2018-09-01",
      "name": "inner",
      "properties": {
        "mode": "Incremental",
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "name": { "value": "[parameters('vmName')]" } },
        "template": {
          ${SCHEMA},
          "apiProfile": "2018-03-01-hybrid",
          "parameters": { "name": { "type": "string" } },
          "resources": [
            {
              "type": "Microsoft.Compute/virtualMachines",
              "name": "[parameters('name')]",
              "location": "dbelocal",
              ${properties}
            }
          ]
        }
      }
    }
  ]
}
`,
  'VMs with symbolic names': `
=== vm.json ===
{
  ${SCHEMA},
  "languageVersion": "2.0",
  "apiProfile": "2018-03-01-hybrid",
  "resources": {
    "vm": {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2017-03-30",
      "name": "vm1",
      "location": "dbelocal",
      ${properties}
    },
    "vmGpuDriver": {
      "type": "Microsoft.Compute/images",
      "apiVersion": "2017-03-30",
      "name": "image1"
    }
  }
}
`,
  'a VM with symbolic names and a child': `
=== vm.json ===
{
  ${SCHEMA},
  "languageVersion": "2.0",
  "apiProfile": "2018-03-01-hybrid",
  "resources": {
    "vm": {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2017-03-30",
      "name": "vm1",
      "location": "dbelocal",
      ${properties},
      "resources": {
        // what else runs on it
        "vmGpuDriver": {
          "type": "extensions",
          "apiVersion": "2017-03-30",
          "name": "script",
          "properties": { "publisher": "Microsoft.Azure.Extensions", "type": "CustomScript", "typeHandlerVersion": "2.0", "settings": {} }
        }
      }
    }
  }
}
`,
  'two VMs, one of them with the extension': `
=== vm.json ===
{
  ${SCHEMA},
  "apiProfile": "2018-03-01-hybrid",
  "variables": { "second": "vm2" },
  "resources": [
    { "type": "Microsoft.Compute/virtualMachines", "name": "vm1", ${properties} },
    {
      "type": "Microsoft.Compute/virtualMachines/extensions",
      "name": "vm1/gpu",
      "dependsOn": ["vm1"],
      "properties": { "publisher": "Microsoft.HpcCompute", "type": "NvidiaGpuDriverLinux", "typeHandlerVersion": "1.8", "settings": {} }
    },
    { "type": "Microsoft.Compute/virtualMachines", "name": "[variables('second')]", ${properties} }
  ]
}
`,
  'a VM that a parameter file names': `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2607" }
=== vm.json ===
{
  ${SCHEMA},
  "apiProfile": "2018-03-01-hybrid",
  "parameters": { "vmName": { "type": "string" } },
  "resources": [
    { "type": "Microsoft.Compute/virtualMachines", "name": "[parameters('vmName')]", ${properties} }
  ]
}
=== vm.parameters.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "value": "camera" } }
}
`,
};
