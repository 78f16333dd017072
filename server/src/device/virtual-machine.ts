// `device` says what a deployment means on the device: its VMs, their OS, their GPU driver.
import type { Location } from '../base/span.ts';
import type { VmSize } from '../facts/facts.ts';
import type { Resource } from '../template/deployment.ts';
import type { Value } from '../template/value.ts';
import type { ImageOs } from './image-os.ts';

/** A virtual machine that a deployment creates. */
export interface VirtualMachine {
  readonly resource: Resource;
  /** Its name; where it is unknown, its shape (`vm-{parameters('suffix')}`). */
  readonly name: string;
  readonly nameValue: Value;
  /** `properties.hardwareProfile.vmSize`; its origin is where a person would change it. */
  readonly sizeValue: Value;
  /** The size, when it is known and the device offers it. */
  readonly size: VmSize | undefined;
  /** Whether it is deployed at all: its condition, and those of what it lies in. */
  readonly deployed: 'yes' | 'unknown';
  /** What decides where `deployed` is unknown. */
  readonly decidedBy: string | undefined;
  readonly os: ImageOs;
  /** The place of its image reference, for findings about the OS. */
  readonly imageAt: Location;
  /** Names of the VMs of the same deployment that must exist before this one. */
  readonly after: readonly string[];
}
