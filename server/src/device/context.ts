import type { Location } from '../base/span.ts';
import type { Device } from '../facts/index.ts';

/** What is known of the device a template is meant for; anything absent is unknown. */
export interface DeviceContext {
  readonly device: Device | undefined;
  /** `2106` */
  readonly release: string | undefined;
  readonly kubernetes: 'none' | 'configured' | undefined;
  /** Where each is said, when a file says it. */
  readonly deviceAt?: Location;
  readonly releaseAt?: Location;
  readonly kubernetesAt?: Location;
}

/** Nothing is known of the device. */
export const unknownDevice: DeviceContext = {
  device: undefined,
  release: undefined,
  kubernetes: undefined,
};
