const schemas = 'https://schema.management.azure.com/schemas/2019-04-01';

/** A template with names of every kind, in nested scopes too. */
export const namesTemplate = `{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": {
    "vmName": { "type": "string" },
    "count": { "type": "int", "defaultValue": 2 }
  },
  "functions": [
    {
      "namespace": "contoso",
      "members": {
        "unique": {
          "parameters": [{ "name": "vmName", "type": "string" }],
          "output": { "type": "string", "value": "[toLower(parameters('vmName'))]" }
        }
      }
    }
  ],
  "variables": {
    "copy": [{ "name": "names", "count": 2, "input": "[copyIndex('names')]" }],
    "prefix": "[concat(parameters('vmName'), '\\u002d', parameters( 'VMNAME' ))]"
  },
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[contoso.unique(concat(variables('prefix'), copyIndex('vms')))]",
      "copy": { "name": "vms", "count": "[parameters('count')]" },
      "properties": {
        "copy": [{ "name": "disks", "count": 1, "input": "[copyIndex('disks')]" }]
      }
    },
    {
      "type": "Microsoft.Resources/deployments",
      "name": "inner",
      "dependsOn": ["vms"],
      "properties": {
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "vmName": { "value": "[parameters('vmName')]" } },
        "template": {
          "parameters": { "vmName": { "type": "string" } },
          "resources": [],
          "outputs": { "o": { "type": "string", "value": "[parameters('vmName')]" } }
        }
      }
    },
    {
      "type": "Microsoft.Resources/deployments",
      "name": "outer",
      "properties": {
        "template": {
          "variables": { "prefix": "not in sight" },
          "resources": [],
          "outputs": { "o": { "type": "string", "value": "[variables('prefix')]" } }
        }
      }
    }
  ],
  "outputs": {
    "list": {
      "type": "array",
      "value": "[map(variables('names'), lambda('x', lambda('y', add(lambdaVariables('x'), lambdaVariables('y')))))]"
    }
  }
}
`;

/** A parameter file that gives one value. */
export const parameterFileText = (name: string, value: string): string => `{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": { "${name}": { "value": "${value}" } }
}
`;
