import type { VirtualMachine } from '../device/virtual-machine.ts';
import type { DriverExtension } from '../facts/index.ts';
import { at, member, type Node } from '../syntax/node.ts';
import type { Json } from '../template/value.ts';

/**
 * Returns the driver extension as a resource of its own beside the VM. Name, location and API
 * version are the VM's own expressions; a VM made by a loop gets an extension by the same loop.
 */
export function siblingResource(machine: VirtualMachine, extension: DriverExtension): Json {
  const { node } = machine.resource;
  return {
    type: 'Microsoft.Compute/virtualMachines/extensions',
    ...copied(node, 'apiVersion'),
    name: withSuffix(written(node, 'name'), `/${extension.type}`),
    ...copied(node, 'location'),
    ...copied(node, 'condition'),
    ...loopOf(node),
    dependsOn: [vmReference(written(node, 'name'))],
    properties: properties(extension),
  };
}

/** Returns the driver extension as a resource inside the VM's own `resources`. */
export function childResource(machine: VirtualMachine, extension: DriverExtension): Json {
  const { node } = machine.resource;
  return {
    type: 'extensions',
    ...copied(node, 'apiVersion'),
    name: extension.type,
    ...copied(node, 'location'),
    dependsOn: [vmReference(written(node, 'name'))],
    properties: properties(extension),
  };
}

function properties(extension: DriverExtension): Json {
  const { publisher, type, typeHandlerVersion, autoUpgradeMinorVersion, settings } = extension;
  return { publisher, type, typeHandlerVersion, autoUpgradeMinorVersion, settings };
}

/** The member as it is written: its expressions mean the same in a resource beside it. */
function copied(node: Node, name: string): { readonly [name: string]: Json } {
  const value = member(node, name)?.value;
  return value ? { [name]: jsonOf(value) } : {};
}

function loopOf(node: Node): { readonly copy?: Json } {
  const name = at(node, 'copy', 'name');
  const count = at(node, 'copy', 'count');
  if (name?.kind !== 'string' || !count) return {};
  return { copy: { name: `${name.value}GpuDriver`, count: jsonOf(count) } };
}

function written(node: Node, name: string): string {
  const value = member(node, name)?.value;
  return value?.kind === 'string' ? value.value : '';
}

/** `vm1` becomes `vm1/x`; `[parameters('vm')]` becomes `[concat(parameters('vm'), '/x')]`. */
function withSuffix(name: string, suffix: string): string {
  const inner = innerExpression(name);
  return inner === undefined ? name + suffix : `[concat(${inner}, '${suffix}')]`;
}

function vmReference(name: string): string {
  const inner = innerExpression(name) ?? `'${name.replaceAll("'", "''")}'`;
  return `[resourceId('Microsoft.Compute/virtualMachines', ${inner})]`;
}

function innerExpression(text: string): string | undefined {
  return /^\[(?!\[)(.*)\]$/s.exec(text)?.[1]?.trim();
}

function jsonOf(node: Node): Json {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'array':
      return node.items.map(jsonOf);
    case 'object':
      return Object.fromEntries(
        node.properties.flatMap(({ key, value }) => (value ? [[key.value, jsonOf(value)]] : [])),
      );
  }
}
