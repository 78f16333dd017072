import type { VirtualMachine } from '../../device/virtual-machine.ts';
import type { DriverExtension } from '../../facts/index.ts';
import { isExpression, parseExpression, type Expression } from '../../syntax/expression.ts';
import { at, member, textOf, type Node } from '../../syntax/node.ts';
import { symbolicNameOf } from '../../template/container.ts';
import type { Json } from '../../template/value.ts';
import { expressionOf, resourceIdOf } from './vm-reference.ts';

/**
 * Returns the driver extension as a resource of its own beside the VM. Name, location, condition
 * and API version are the VM's own expressions; a VM made by a loop gets an extension by the same
 * loop. `undefined` when the VM's name is not written as a text.
 */
export function siblingResource(
  machine: VirtualMachine,
  extension: DriverExtension,
): Json | undefined {
  const { node } = machine.resource;
  const vm = textOf(at(node, 'name'));
  if (vm === undefined) return undefined;
  const loop = textOf(at(node, 'copy', 'name'));
  const name = loop === undefined ? vm : withLoopNamed(vm, loop, driverLoop(loop));
  return {
    type: 'Microsoft.Compute/virtualMachines/extensions',
    ...copied(node, 'apiVersion'),
    name: withSuffix(name, `/${extension.type}`),
    ...copied(node, 'location'),
    ...copied(node, 'condition'),
    ...loopOf(node),
    dependsOn: [symbolicNameOf(machine.resource) ?? resourceIdOf(expressionOf(name))],
    properties: properties(extension),
  };
}

/**
 * Returns the driver extension as a resource inside the VM's own `resources`. Its loop is the
 * VM's; the condition of a resource does not reach those inside it, so it is repeated.
 */
export function childResource(
  machine: VirtualMachine,
  extension: DriverExtension,
): Json | undefined {
  const { node } = machine.resource;
  const vm = textOf(at(node, 'name'));
  if (vm === undefined) return undefined;
  return {
    type: 'extensions',
    ...copied(node, 'apiVersion'),
    name: extension.type,
    ...copied(node, 'location'),
    ...copied(node, 'condition'),
    dependsOn: [symbolicNameOf(machine.resource) ?? resourceIdOf(expressionOf(vm))],
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
  const name = textOf(at(node, 'copy', 'name'));
  const count = at(node, 'copy', 'count');
  return name === undefined || !count
    ? {}
    : { copy: { name: driverLoop(name), count: jsonOf(count) } };
}

/** The names of loops are unique in a template. */
function driverLoop(name: string): string {
  return `${name}GpuDriver`;
}

/** `vm1` becomes `vm1/x`, `[concat('vm', y)]` becomes `[concat('vm', y, '/x')]`. */
function withSuffix(name: string, suffix: string): string {
  if (!isExpression(name)) return name + suffix;
  const { expression, problems } = parseExpression(name);
  const isConcat =
    expression.kind === 'call' &&
    expression.namespace === undefined &&
    expression.name.text.toLowerCase() === 'concat' &&
    expression.args.length > 0;
  if (isConcat && problems.length === 0) {
    return `${name.slice(0, expression.end - 1)}, '${suffix}')]`;
  }
  return `[concat(${expressionOf(name)}, '${suffix}')]`;
}

/** `copyIndex('vms')` means a loop by its name: in another loop it is another name. */
function withLoopNamed(name: string, from: string, to: string): string {
  if (!isExpression(name)) return name;
  let result = name;
  // From the last to the first, so that the places of those before stay right.
  for (const { start, end } of loopNames(parseExpression(name).expression, from).reverse()) {
    result = `${result.slice(0, start)}'${to.replaceAll("'", "''")}'${result.slice(end)}`;
  }
  return result;
}

/** The literals that name the loop in calls of `copyIndex`, in the order written. */
function loopNames(expression: Expression, loop: string): Expression[] {
  switch (expression.kind) {
    case 'call': {
      const [first] = expression.args;
      const isNamed =
        expression.name.text.toLowerCase() === 'copyindex' &&
        first?.kind === 'string' &&
        first.value.toLowerCase() === loop.toLowerCase();
      return isNamed ? [first] : expression.args.flatMap((one) => loopNames(one, loop));
    }
    case 'property':
      return loopNames(expression.object, loop);
    case 'index':
      return [...loopNames(expression.object, loop), ...loopNames(expression.index, loop)];
    default:
      return [];
  }
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
