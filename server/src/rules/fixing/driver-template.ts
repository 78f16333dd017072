import type { FileEdit } from '../../base/edit.ts';
import { childUri, folderOf } from '../../base/uri.ts';
import type { VirtualMachine } from '../../device/virtual-machine.ts';
import { deviceApiProfiles, type DriverExtension } from '../../facts/index.ts';
import { parseJson } from '../../syntax/json.ts';
import { indentationUnit, lineBreakOf } from '../../syntax/layout.ts';
import { at, textOf } from '../../syntax/node.ts';
import { declaredParameters } from '../../template/parameters.ts';
import type { Json } from '../../template/value.ts';
import type { TemplateSubject } from '../judging/subject.ts';

/** The name of the sample for the device, fact `driver-extension.template`. */
const STEM = 'addGPUextensiontoVM';

/** For a loop of more VMs than this, so many parameter files help nobody. */
const MOST_FILES = 10;

/**
 * Returns the edits that write the template of the driver extension that the device documentation
 * deploys after the VM, with a parameter file for the VM, or for each VM of its loop. None where a
 * VM's name is not known or files of those names are there already.
 */
export function separateTemplate(
  subject: TemplateSubject,
  machine: VirtualMachine,
  extension: DriverExtension,
): readonly FileEdit[] {
  const { node, document } = machine.resource;
  const folder = folderOf(document.uri);
  const made = subject.machines.filter(({ resource }) => resource.node === node);
  const names = made.flatMap(({ nameValue }) =>
    nameValue.kind === 'string' ? nameValue.value : [],
  );
  const isWhole = names.length === made.length && names.every(isFileName);
  if (!isWhole || names.length === 0 || names.length > MOST_FILES) return [];
  const write = (name: string, json: Json): FileEdit => ({
    uri: childUri(folder, name),
    span: { start: 0, end: 0 },
    newText: fileText(document.text, json),
    create: true,
  });
  const parameterFiles = names.map((name) =>
    write(`${STEM}.parameters.${name}.json`, parameters(name, extension)),
  );
  if (parameterFiles.some(({ uri }) => subject.textOf(uri) !== undefined)) return [];
  const templateText = subject.textOf(childUri(folder, `${STEM}.json`));
  if (templateText !== undefined) return takesThem(templateText) ? parameterFiles : [];
  return [write(`${STEM}.json`, template(machine)), ...parameterFiles];
}

/** Names of VMs are names of files, unless they were written for no Azure at all. */
function isFileName(name: string): boolean {
  return /^[\w.-]+$/.test(name);
}

function fileText(like: string, json: Json): string {
  const lines = `${JSON.stringify(json, null, indentationUnit(like))}\n`;
  return lines.replaceAll('\n', lineBreakOf(like));
}

const PARAMETERS = {
  vmName: { type: 'string', metadata: { description: 'Name of the existing VM' } },
  extensionName: { type: 'string', metadata: { description: 'Name of the extension' } },
  publisher: { type: 'string', metadata: { description: 'Publisher of the extension' } },
  type: { type: 'string', metadata: { description: 'Type of the extension' } },
  typeHandlerVersion: { type: 'string', metadata: { description: 'Version of the extension' } },
  settings: { type: 'object', metadata: { description: 'Settings of the extension' } },
} as const;

/** A template of that name that is there already may be the sample itself. */
function takesThem(text: string): boolean {
  const { root } = parseJson(text);
  if (root?.kind !== 'object') return false;
  const declared = new Set(declaredParameters(root).map(({ name }) => name.toLowerCase()));
  return Object.keys(PARAMETERS).every((name) => declared.has(name.toLowerCase()));
}

function template({ resource }: VirtualMachine): Json {
  const { template: around, node } = resource;
  const profile = textOf(at(around, 'apiProfile')) ?? deviceApiProfiles[0];
  const apiVersion = textOf(at(node, 'apiVersion'));
  // A version that is computed from the VM's template means nothing in another one.
  const isLiteral = apiVersion !== undefined && !apiVersion.startsWith('[');
  return {
    $schema: 'https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    apiProfile: profile,
    parameters: PARAMETERS,
    resources: [
      {
        type: 'Microsoft.Compute/virtualMachines/extensions',
        ...(isLiteral && { apiVersion }),
        name: "[concat(parameters('vmName'), '/', parameters('extensionName'))]",
        location: '[resourceGroup().location]',
        properties: {
          publisher: "[parameters('publisher')]",
          type: "[parameters('type')]",
          typeHandlerVersion: "[parameters('typeHandlerVersion')]",
          autoUpgradeMinorVersion: true,
          settings: "[parameters('settings')]",
        },
      },
    ],
  };
}

function parameters(vmName: string, extension: DriverExtension): Json {
  const { publisher, type, typeHandlerVersion, settings } = extension;
  const values = { vmName, extensionName: type, publisher, type, typeHandlerVersion, settings };
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value }]),
    ),
  };
}
