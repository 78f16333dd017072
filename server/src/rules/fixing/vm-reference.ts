import type { VirtualMachine } from '../../device/virtual-machine.ts';
import { textOf, member } from '../../syntax/node.ts';
import { isExpression, literalText } from '../../syntax/expression.ts';
import { symbolicNameOf } from '../../template/container.ts';

/**
 * Returns what `dependsOn` of a resource in the same template says to wait for a VM: its symbolic
 * name, the loop that makes it, or its id by the VM's own expression.
 */
export function vmDependency(machine: VirtualMachine): string {
  const { resource } = machine;
  return (
    symbolicNameOf(resource) ??
    resource.loop?.name ??
    resourceIdOf(expressionOf(textOf(member(resource.node, 'name')?.value) ?? ''))
  );
}

/** Returns the expression for the id of the VM that `name`, an expression, names. */
export function resourceIdOf(name: string): string {
  return `[resourceId('Microsoft.Compute/virtualMachines', ${name})]`;
}

/** Returns a text of a template as an expression without brackets: `vm1` becomes `'vm1'`. */
export function expressionOf(text: string): string {
  return isExpression(text)
    ? text.trim().slice(1, -1).trim()
    : `'${literalText(text).replaceAll("'", "''")}'`;
}
