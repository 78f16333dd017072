import type { Text } from './scenario.ts';

/** What a `deploy` step deploys, as far as GPU claims are concerned. */
export interface DeployedTemplate {
  /** In the order written. */
  readonly vms: readonly DeployedVm[];
  /** Names of the VMs that it installs the GPU driver extension on. */
  readonly driverExtensions: readonly DeployedName[];
}

/** A VM that a template creates. */
export interface DeployedVm extends DeployedName {
  /** `Standard_NC4as_T4_v3`; `undefined` when it is not known. */
  readonly size: string | undefined;
  /** Why the size is not known: `parameter 'vmSize' has no value`. */
  readonly sizeUnknown: string | undefined;
  readonly deployed: 'yes' | 'unknown';
  /** What decides where `deployed` is unknown. */
  readonly decidedBy: string | undefined;
  /** Names of the VMs of the same template that are created before this one. */
  readonly after: readonly string[];
}

export interface DeployedName {
  /** Where the name is not known: its shape, `vm-{parameters('suffix')}`. */
  readonly name: string;
  /** Why the name is not known; `undefined` when it is. */
  readonly nameUnknown: string | undefined;
}

/** Why nothing is known of what a `deploy` step deploys. */
export interface NotDeployable {
  /** For a person: `'vm.json' is not there`. */
  readonly problem: string;
  /** The path that was probably meant, and where the wrong one stands. */
  readonly meant?: Text;
}
