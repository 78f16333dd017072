import type { Read } from '../base/source.ts';
import { childUri, folderOf, nameOf } from '../base/uri.ts';
import { CONFIGURATION_NAME } from '../device/configuration.ts';
import { driverExtensions } from '../device/driver-extension.ts';
import { virtualMachines, type VirtualMachine } from '../device/virtual-machine.ts';
import type {
  DeploymentSubject,
  ParametersSubject,
  TemplateSubject,
} from '../rules/judging/subject.ts';
import type { ObjectNode } from '../syntax/node.ts';
import { evaluateTemplate, type Deployment } from '../template/deployment.ts';
import type { Document } from '../template/document.ts';
import { unknownBindings } from '../template/parameters.ts';
import { linkedFiles } from '../workspace/linked-files.ts';
import type { Workspace } from './workspace.ts';

/** Returns what rules about the device see of a template with one set of parameters. */
export function templateSubject(
  workspace: Workspace,
  read: Read,
  document: Document,
  deployment: Deployment,
): TemplateSubject {
  const { uri } = document;
  return {
    document,
    deployment,
    machines: machinesOf(workspace, read, deployment),
    extensions: driverExtensions(deployment),
    device: workspace.configured.deviceFor(read, uri),
    configuration: workspace.configured.configurationFor(read, uri),
    newConfigurationUri: childUri(folderOf(uri), CONFIGURATION_NAME),
    equippedElsewhere: () => workspace.templates.equippedBeside(read, uri),
    textOf: (file) => read(file)?.text,
  };
}

/** Returns the VMs of a deployment, read with the images that settings and configuration declare. */
export function machinesOf(
  { configured, templates }: Workspace,
  read: Read,
  deployment: Deployment,
): readonly VirtualMachine[] {
  const { uri } = deployment;
  return virtualMachines(deployment, configured.imagesFor(read, uri), () =>
    templates.madeBeside(read, uri),
  );
}

/**
 * Returns what rules about the template language see of a template with one set of parameters;
 * `undefined` when its text is broken.
 */
export function deploymentSubject(
  workspace: Workspace,
  read: Read,
  document: Document,
  deployment: Deployment,
): DeploymentSubject | undefined {
  const root = wholeObject(workspace, read, document.uri);
  if (!root) return undefined;
  const withoutValues = () =>
    evaluateTemplate({
      document,
      root,
      bindings: unknownBindings(root),
      parameterFiles: [],
      context: deployment.scope.context,
      readLinked: linkedFiles(read, workspace.trees),
    });
  return { document, deployment, withoutValues };
}

/**
 * Returns what rules see of a parameter file and one template that it gives values to; `undefined`
 * when the text of one is broken.
 */
export function parametersSubject(
  workspace: Workspace,
  read: Read,
  document: Document,
  template: string,
): ParametersSubject | undefined {
  const root = wholeObject(workspace, read, document.uri);
  const templateRoot = wholeObject(workspace, read, template);
  if (!root || !templateRoot) return undefined;
  return { document, root, template: templateRoot, templateName: nameOf(template) };
}

/** A file whose text is broken somewhere may lack what it declares: nothing is said then. */
function wholeObject({ trees }: Workspace, read: Read, uri: string): ObjectNode | undefined {
  const tree = trees(read, uri)?.[0];
  return tree?.root?.kind === 'object' && tree.problems.length === 0 ? tree.root : undefined;
}
