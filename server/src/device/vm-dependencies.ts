import { sameName } from '../syntax/node.ts';
import { shapeOf, type Deployment, type Resource } from '../template/deployment.ts';
import { isDeployment } from '../template/resource.ts';

/** Returns the names of the VMs of the same deployment that must exist before a VM is made. */
export type VmDependencies = (vm: Resource) => readonly string[];

const VM_TYPE = 'Microsoft.Compute/virtualMachines';

/** Says whether a resource is a virtual machine. */
export function isVm({ type }: Resource): boolean {
  return sameName(type ?? '', VM_TYPE);
}

/**
 * Returns what reads `dependsOn` of VMs and of the deployments around them. It may say an id, a
 * type and name, a name, a symbolic name or a loop; a loop, and a symbolic name that is one,
 * stands for all its turns, a nested or linked deployment for all VMs in it.
 */
export function vmDependencies({ resources }: Deployment): VmDependencies {
  const vms = resources.filter(isVm);
  const everywhere: Names = new Map<string, Set<string>>();
  const within = new Map<Resource | undefined, Names>();
  for (const vm of vms) {
    const name = shapeOf(vm.name);
    for (const key of fullNames(vm)) note(everywhere, key, name);
    let part: Resource | undefined = vm;
    while (part) {
      const around = deploymentAround(part);
      const names: Names = within.get(around) ?? new Map<string, Set<string>>();
      within.set(around, names);
      for (const key of [...fullNames(part), ...ownNames(part)]) note(names, key, name);
      part = around;
    }
  }
  return (vm) => {
    const found = new Set<string>();
    let part: Resource | undefined = vm;
    while (part) {
      const around = deploymentAround(part);
      for (const key of writtenDependencies(part)) {
        const named = within.get(around)?.get(key) ?? everywhere.get(key) ?? [];
        for (const name of named) found.add(name);
      }
      part = around;
    }
    found.delete(shapeOf(vm.name));
    return [...found];
  };
}

/** The names of VMs by what stands for them, in lower case. */
type Names = Map<string, Set<string>>;

function note(names: Names, key: string, vm: string): void {
  const known = names.get(key);
  if (known) known.add(vm);
  else names.set(key, new Set([vm]));
}

/** The deployment that a resource is deployed by; `undefined` for the template itself. */
function deploymentAround({ parent }: Resource): Resource | undefined {
  let around = parent;
  while (around && !isDeployment(around)) around = around.parent;
  return around;
}

function fullNames({ type, name }: Resource): readonly string[] {
  const shape = shapeOf(name).toLowerCase();
  return [shape, `${(type ?? '').toLowerCase()}/${shape}`];
}

/** What only the same template can call it: turns of symbolic loops as `vm[0]`. */
function ownNames({ symbolicName, loop }: Resource): readonly string[] {
  const names: string[] = [];
  if (symbolicName !== undefined) {
    names.push(symbolicName.toLowerCase());
    if (loop) names.push(`${symbolicName.toLowerCase()}[${loop.index}]`);
  }
  if (loop) names.push(loop.name.toLowerCase());
  return names;
}

const TYPE_AND_NAME =
  /(?:Microsoft\.Compute\/virtualMachines|Microsoft\.Resources\/deployments)\/[^/]+$/i;

function writtenDependencies(resource: Resource): readonly string[] {
  const value = resource.get('dependsOn');
  if (value.kind !== 'array') return [];
  return value.items.map((item) => {
    const text = shapeOf(item);
    return (TYPE_AND_NAME.exec(text)?.[0] ?? text).toLowerCase();
  });
}
